package handlers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/objects"
	"pinfold/internal/providers"
	"pinfold/web/templates/ui"
)

// uploadRoute takes more than forms do.
const uploadRoute = "/buckets/:id/objects/upload"

// uploadRest is how long a browser may send nothing.
const uploadRest = time.Minute

// upload stores the files of a form in a bucket, one after the other as they
// come, and keeps no more of them than a part.
func (p *panel) upload(c echo.Context) error {
	t, err := p.bucketOf(c)
	if err != nil {
		return err
	}
	stored, err := p.takeFiles(c, t)
	back := objectURL(resourceURL(t.Kind(), t.Resource.ID), "", "prefix", c.QueryParam("prefix"))
	if err != nil {
		// A browser that is still sending would see a broken connection instead.
		_, _ = io.CopyN(io.Discard, c.Request().Body, drainLimit)
		return p.uploadFailed(c, stored, err)
	}
	notice := ui.Notice{Kind: ui.OK, Title: filesText(len(stored)) + " stored", Text: strings.Join(few(stored), ", ")}
	if !wantsJSON(c) {
		return p.done(c, back, notice)
	}
	if err := p.leaveToast(c, notice); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]string{"to": back})
}

func wantsJSON(c echo.Context) bool { return c.Request().Header.Get("Accept") == "application/json" }

func filesText(n int) string {
	if n == 1 {
		return "1 file"
	}
	return fmt.Sprintf("%d files", n)
}

// uploadFailed says what broke and what was stored before.
func (p *panel) uploadFailed(c echo.Context, stored []string, err error) error {
	status, sentence := p.explain(err, c)
	if said := providers.Said(err); said != "" {
		sentence += " It said: “" + cut(said, 300) + "”"
	}
	if len(stored) > 0 {
		sentence += " Before that, " + filesText(len(stored)) + " of this upload were stored: " + strings.Join(few(stored), ", ") + "."
	}
	if wantsJSON(c) {
		return c.JSON(status, map[string]string{"sentence": sentence})
	}
	return echo.NewHTTPError(status, sentence)
}

func (p *panel) takeFiles(c echo.Context, t actions.Target) (stored []string, err error) {
	b, err := p.openBucket(c, t)
	if err != nil {
		return nil, err
	}
	parts, err := c.Request().MultipartReader()
	if err != nil {
		return nil, echo.NewHTTPError(http.StatusBadRequest, "The form has no files. Nothing was stored.")
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return stored, brokenForm(err)
		}
		if part.FormName() != "file" || part.FileName() == "" {
			continue
		}
		if err := p.takeFile(c, t, b, part); err != nil {
			return stored, err
		}
		stored = append(stored, part.FileName())
	}
	if len(stored) == 0 {
		return nil, echo.NewHTTPError(http.StatusUnprocessableEntity, "No file was chosen. Nothing was stored.")
	}
	return stored, nil
}

func brokenForm(err error) error {
	if errors.As(err, new(*http.MaxBytesError)) {
		return err
	}
	return echo.NewHTTPError(http.StatusBadRequest, "The upload was cut off on its way to this panel. Nothing more was stored.")
}

// takeFile records the upload before it begins, and how it went.
func (p *panel) takeFile(c echo.Context, t actions.Target, b *objects.Bucket, part *multipart.Part) error {
	prefix := c.QueryParam("prefix")
	if sentence := objects.CheckName(prefix, part.FileName()); sentence != "" {
		return echo.NewHTTPError(http.StatusUnprocessableEntity, "“"+cut(part.FileName(), 100)+"” is not stored. "+sentence)
	}
	key := prefix + part.FileName()
	if err := p.recordObject(c, t, "object.upload", key, "upload began"); err != nil {
		return err
	}
	size, err := b.Put(c.Request().Context(), key, patient{p.readWhileIn(c, part), http.NewResponseController(c.Response())})
	return p.objectEnded(c, t, "object.upload", key, "stored, "+ui.BytesText(c.Request().Context(), size), err)
}

// objectEnded records how it went and returns why it did not. That it was asked
// for stands in the trail already.
func (p *panel) objectEnded(c echo.Context, t actions.Target, action, key, outcome string, err error) error {
	if err != nil {
		outcome = "failed: " + providers.Sentence(err)
	}
	unwritten := p.recordObject(c, t, action, key, outcome)
	if unwritten != nil && err == nil {
		p.Log.Error("the audit trail took no entry", "id", c.Get(requestID), "error", unwritten)
		return echo.NewHTTPError(http.StatusInternalServerError,
			"It was done, but the audit trail holds only that it was asked for. Whoever runs the panel finds the cause in its log.")
	}
	return err
}

// patient waits for the browser as long as it goes on sending.
type patient struct {
	io.Reader
	control *http.ResponseController
}

// Read implements io.Reader.
func (r patient) Read(b []byte) (int, error) {
	_ = r.control.SetReadDeadline(time.Now().Add(uploadRest)) // Where there is none, it waits on.
	defer func() { _ = r.control.SetReadDeadline(time.Time{}) }()
	return r.Reader.Read(b)
}

// recordObject writes down what is done to an object.
func (p *panel) recordObject(c echo.Context, t actions.Target, action, key, outcome string) error {
	// What became of an upload is recorded also when the browser has left.
	return scopeOf(c).Record(context.WithoutCancel(c.Request().Context()), models.Audit{Action: action, Kind: t.Kind(), TargetID: t.Resource.ID,
		TargetName: cut(t.Name()+"/"+key, 500), Outcome: outcome, Address: c.RealIP()})
}
