package handlers

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/providers"
)

// downloadRest is how long a browser may take nothing.
const downloadRest = time.Minute

// download passes an object on as a file. A browser never shows it as a page of
// the panel's.
func (p *panel) download(c echo.Context) error {
	t, err := p.bucketOf(c)
	if err != nil {
		return err
	}
	key := c.QueryParam("key")
	if key == "" {
		return echo.ErrNotFound
	}
	b, err := p.openBucket(c, t)
	if err != nil {
		return err
	}
	if err := p.recordObject(c, t, "object.download", key, "download began"); err != nil {
		return err
	}
	body, o, err := b.Get(c.Request().Context(), key)
	if providers.KindOf(err) == providers.ErrNotFound {
		return echo.NewHTTPError(http.StatusGone, providers.Sentence(err))
	}
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }() // It was only read.
	header := c.Response().Header()
	header.Set("Content-Type", "application/octet-stream")
	header.Set("Content-Disposition", attachment(path.Base(key)))
	if o.Size >= 0 {
		header.Set("Content-Length", fmt.Sprint(o.Size))
	}
	c.Response().WriteHeader(http.StatusOK)
	if _, err := io.Copy(steady{p.whileIn(c), http.NewResponseController(c.Response())}, body); err != nil {
		// The browser sees it by the length.
		p.Log.Warn("download ended early", "bucket", t.Resource.ID, "error", err)
	}
	return nil
}

// steady lets a browser take its time as long as it goes on taking.
type steady struct {
	io.Writer
	control *http.ResponseController
}

// Write implements io.Writer.
func (w steady) Write(b []byte) (int, error) {
	_ = w.control.SetWriteDeadline(time.Now().Add(downloadRest)) // Where there is none, it waits on.
	defer func() { _ = w.control.SetWriteDeadline(time.Time{}) }()
	return w.Writer.Write(b)
}

// attachment names a file for Content-Disposition: plainly for old readers, in
// full as RFC 5987 has it.
func attachment(name string) string {
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || strings.ContainsRune(`"\%;/`, r) {
			return '_'
		}
		return r
	}, name)
	return `attachment; filename="` + plain + `"; filename*=UTF-8''` + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
}
