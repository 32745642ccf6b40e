package handlers

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/web/templates/proof"
	"pinfold/web/templates/ui"
)

// proofFor is how long a proof of who somebody is counts as recent.
const proofFor = 30 * time.Minute

const proveURL = "/prove"

// fresh asks for a new proof of who it is, unless the last one is recent, before
// secrets, deletion, members and security settings.
func (p *panel) fresh(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if p.isFresh(c) {
			return next(c)
		}
		if c.Request().Method == http.MethodGet {
			return c.Redirect(http.StatusSeeOther, proveURL+"?next="+url.QueryEscape(c.Request().URL.RequestURI()))
		}
		sent, err := posted(c)
		if err != nil {
			return err
		}
		return p.askProof(c, sent)
	}
}

// isFresh reports whether the person proved who they are a short time ago. A
// proof from the future is none: the clock was turned back.
func (p *panel) isFresh(c echo.Context) bool {
	at, err := strconv.ParseInt(sessionValue(c, sessionProved), 10, 64)
	age := p.Store.Now().Sub(time.Unix(at, 0))
	return err == nil && age >= 0 && age < proofFor
}

// askProof holds what was posted and asks for a proof; the form goes on when
// that is given. Where a script asks for something small on a page, the whole
// page goes to ask.
func (p *panel) askProof(c echo.Context, sent url.Values) error {
	if inDialog(c) && !fromDialog(c) {
		c.Response().Header().Set("HX-Redirect", proveURL+"?next="+url.QueryEscape(pageOfRequest(c)))
		return c.NoContent(http.StatusOK)
	}
	held, err := p.hold(c, sent)
	if err != nil {
		return err
	}
	return p.showProof(c, http.StatusForbidden, proof.Box{Held: held})
}

// fromDialog reports whether the answer goes into the page's dialog, which
// takes its box out of a whole answer; other scripts ask for parts.
func fromDialog(c echo.Context) bool { return c.Request().Header.Get("HX-Request-Type") == "full" }

// pageOfRequest is the page that a script asks from.
func pageOfRequest(c echo.Context) string {
	at, err := url.Parse(c.Request().Header.Get("HX-Current-URL"))
	if err != nil {
		return "/"
	}
	return local(at.RequestURI())
}

// cameFrom is the page of the panel that led here, for who gives up.
func cameFrom(c echo.Context) string {
	at, err := url.Parse(c.Request().Referer())
	if err != nil || at.Host != c.Request().Host || at.Path == proveURL {
		return "/"
	}
	return local(at.RequestURI())
}

// showProof draws what is asked. The form comes back to the same address.
func (p *panel) showProof(c echo.Context, status int, b proof.Box) error {
	scope, at := scopeOf(c), *c.Request().URL
	if b.Held != "" {
		query := at.Query()
		query.Set(proofQuery, "1")
		at.RawQuery = query.Encode()
	}
	means, err := p.meansOf(c)
	if err != nil {
		return err
	}
	b.Means, b.Form, b.Email = means, proofForm, scope.User.Email
	b.Asking = ui.Asking{Title: "Confirm that it is you", Sub: scope.User.Email, Action: at.RequestURI(), Cancel: cameFrom(c),
		Foot: "Then you are not asked again for half an hour."}
	switch {
	case means.Password:
		b.Asking.Submit = "Confirm"
	case means.SSOName != "" && b.Held != "":
		b.Asking.Submit = "Continue"
	}
	if inDialog(c) {
		return p.render(c, status, proof.Fragment(b))
	}
	s, err := p.shell(c, b.Asking.Title, "")
	if err != nil {
		return err
	}
	return p.render(c, status, proof.Page(s, b))
}
