package handlers

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"pinfold/web/templates/ui"
)

// bodyLimit is how much a browser may send: forms are small.
const bodyLimit = 1 << 20

// drainLimit is how much of a body that is too large is read and dropped.
const drainLimit = 8 << 20

// headers sets what every answer carries, and the nonce that the page's
// scripts and htmx attributes need.
func (p *panel) headers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		nonce, err := newNonce()
		if err != nil {
			return err
		}
		h := c.Response().Header()
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'nonce-"+nonce+"'; style-src 'self'; "+
			"img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "+
			"require-trusted-types-for 'script'; trusted-types htmx")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if p.secure() {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		r := c.Request()
		c.SetRequest(r.WithContext(templ.WithNonce(r.Context(), nonce)))
		return next(c)
	}
}

func newNonce() (string, error) {
	var b [16]byte
	if _, err := rand.Read(b[:]); err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(b[:]), nil
}

// sameOrigin refuses writes that come from another site.
func (p *panel) sameOrigin(next echo.HandlerFunc) echo.HandlerFunc {
	guard := http.NewCrossOriginProtection()
	return func(c echo.Context) error {
		if err := guard.Check(c.Request()); err != nil {
			return echo.NewHTTPError(http.StatusForbidden, "The request came from another site. Nothing was done.")
		}
		return next(c)
	}
}

func (p *panel) limitBody(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r, limit := c.Request(), int64(bodyLimit)
		if isUpload(c) {
			limit = p.UploadLimit
		}
		if r.ContentLength > limit {
			// A browser that is still sending would see a broken connection
			// instead of the answer.
			_, _ = io.CopyN(io.Discard, r.Body, drainLimit)
			return echo.NewHTTPError(http.StatusRequestEntityTooLarge, tooLarge(limit))
		}
		r.Body = http.MaxBytesReader(c.Response(), r.Body, limit)
		return next(c)
	}
}

// isUpload reports whether the body holds files, which are read piece by piece.
// Any other form is read as a whole, and is small therefore.
func isUpload(c echo.Context) bool {
	return c.Path() == uploadRoute && strings.HasPrefix(c.Request().Header.Get(echo.HeaderContentType), echo.MIMEMultipartForm)
}

func tooLarge(limit int64) string {
	return "What was sent is larger than " + ui.BytesText(context.Background(), limit) + "."
}

// addressOf tells the address of the browser: that of the connection, or what
// trusted proxies say.
func addressOf(trusted []netip.Prefix) echo.IPExtractor {
	if len(trusted) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, prefix := range trusted {
		masked := prefix.Masked()
		options = append(options, echo.TrustIPRange(&net.IPNet{
			IP:   masked.Addr().AsSlice(),
			Mask: net.CIDRMask(masked.Bits(), masked.Addr().BitLen()),
		}))
	}
	return echo.ExtractIPFromXFFHeader(options...)
}

// headAsGet answers HEAD like GET; the server leaves the body out. It stands
// before the router, which would find no route for HEAD.
func headAsGet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			r = r.Clone(r.Context())
			r.Method = http.MethodGet
		}
		next.ServeHTTP(w, r)
	})
}
