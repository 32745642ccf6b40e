package handlers

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

// TestLargeBodiesAreUploads: only files, which are read piece by piece, may be
// larger than a form. What would be read as a whole may not, on no route.
func TestLargeBodiesAreUploads(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *Options) { o.UploadLimit = 64 << 20 })
	ann, path := h.as(h.scope), strings.Replace(uploadRoute, ":id", "987654", 1)
	large := strings.Repeat("a", bodyLimit)
	ann.send(http.MethodPost, path, "a="+large).want(t, http.StatusRequestEntityTooLarge)
	form := "--b\r\nContent-Disposition: form-data; name=\"held\"\r\n\r\n" + large + "\r\n--b--\r\n"
	for _, query := range []string{"", "?proof=1"} {
		r := ann.request(http.MethodPost, path+query, form)
		r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
		ann.sendRequest(r).want(t, http.StatusNotFound)
		if r.MultipartForm != nil || r.PostForm != nil {
			t.Errorf("%s: the upload was read as a form", query)
		}
	}
}

// cutOff is an answer during which something happens.
type cutOff struct {
	*httptest.ResponseRecorder
	writes int
	during func()
}

// Write implements io.Writer.
func (w *cutOff) Write(b []byte) (int, error) {
	if w.writes++; w.writes == 1 {
		w.during()
	}
	return w.ResponseRecorder.Write(b)
}

// Case 6: the export of the trail breaks off when its reader is removed.
func TestTrailStopsWithTheMember(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for i := range 100 {
		testdb.Must(t, h.scope.Record(ctx, models.Audit{Action: "server.tag", TargetName: fmt.Sprintf("server with a long name %d", i)}))
	}
	ann := h.as(h.scope)
	w := &cutOff{ResponseRecorder: httptest.NewRecorder(), during: func() { h.Exec(t, "DELETE FROM memberships") }}
	defer func() {
		if recover() != http.ErrAbortHandler {
			t.Errorf("the file looks whole: %d bytes in %d pieces", w.Body.Len(), w.writes)
		}
	}()
	h.handler.ServeHTTP(w, ann.request(http.MethodGet, "/settings/audit.csv", ""))
}
