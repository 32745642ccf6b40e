package handlers

import (
	"errors"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
)

// errOut ends an upload of somebody who may not go on with it.
var errOut = echo.NewHTTPError(http.StatusNotFound)

// whileIn passes on what is written to the answer as long as the person may see
// what they could see when it began. Then it breaks the connection: a file that
// stops in the middle must not look whole.
func (p *panel) whileIn(c echo.Context) io.Writer { return guarded{p, c, c.Response()} }

// readWhileIn reads as long as the person may do what they could do when the
// request began.
func (p *panel) readWhileIn(c echo.Context, r io.Reader) io.Reader { return guardedReader{p, c, r} }

type guarded struct {
	p *panel
	c echo.Context
	w io.Writer
}

// Write implements io.Writer.
func (g guarded) Write(b []byte) (int, error) {
	if !g.p.unchanged(g.c) {
		panic(http.ErrAbortHandler)
	}
	return g.w.Write(b)
}

type guardedReader struct {
	p *panel
	c echo.Context
	r io.Reader
}

// Read implements io.Reader.
func (g guardedReader) Read(b []byte) (int, error) {
	if !g.p.unchanged(g.c) {
		return 0, errOut
	}
	return g.r.Read(b)
}

// unchanged reports whether the person is still signed in and sees and may do
// what they could when the request began.
func (p *panel) unchanged(c echo.Context) bool {
	now, err := p.stillIn(c, scopeOf(c))
	if err != nil && !errors.Is(err, models.ErrNotFound) && !errors.Is(err, errSwitched) {
		return true // The browser left, or the database is busy: nothing is known.
	}
	return err == nil && now.Like(scopeOf(c))
}
