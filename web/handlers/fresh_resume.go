package handlers

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/password"
	"pinfold/web/templates/proof"
)

// proofQuery marks the address of a form that comes back with a proof.
const proofQuery = "proof"

var proofForm = form.Form{Fields: []form.Field{
	{Name: "proof_password", Label: "Password", Kind: form.Password, Secret: true, Autocomplete: "current-password", MaxLength: password.MaxLength},
}}

// resume takes the proof that askProof asked for, and goes on with the form
// that was held, as if it had just been posted.
func (p *panel) resume(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		query := c.Request().URL.Query()
		if c.Request().Method != http.MethodPost || !query.Has(proofQuery) || isUpload(c) {
			return next(c)
		}
		sent, err := posted(c)
		if err != nil {
			return err
		}
		query.Del(proofQuery)
		p.readdress(c, query)
		values, err := p.release(c, sent.Get("held"))
		if err != nil {
			return echo.NewHTTPError(http.StatusConflict, "The form waited too long for its confirmation. Nothing was done. Open it again.")
		}
		if !p.isFresh(c) {
			if problem, err := p.prove(c, sent); err != nil || problem != "" {
				return p.notProved(c, proof.Box{Held: sent.Get("held")}, problem, err)
			}
		}
		r := c.Request()
		r.PostForm, r.Form = values, url.Values{}
		for _, part := range []url.Values{query, values} {
			for name, list := range part {
				r.Form[name] = append(r.Form[name], list...)
			}
		}
		return next(c)
	}
}

// readdress gives the request the address that the form was posted to first.
func (p *panel) readdress(c echo.Context, query url.Values) {
	r := c.Request()
	at := *r.URL
	at.RawQuery = query.Encode()
	clone := r.Clone(r.Context())
	clone.URL, clone.Form, clone.PostForm = &at, r.Form, r.PostForm
	c.SetRequest(clone)
}

// notConfirmed is for who goes on before the issuer was asked.
const notConfirmed = "This is not confirmed yet. Confirm it in the other tab first."

func (p *panel) notProved(c echo.Context, b proof.Box, problem string, err error) error {
	if err != nil {
		return err
	}
	field := "proof_password"
	if problem == passkeyNoProof || problem == notConfirmed {
		field = ""
	}
	b.Errors = form.Errors{field: problem}
	return p.showProof(c, http.StatusUnprocessableEntity, b)
}

// prove checks a proof and notes it in the session. What is wrong with it is
// told in a sentence.
func (p *panel) prove(c echo.Context, sent url.Values) (problem string, err error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	if wait := p.throttle.take(scope.User.Email, c.RealIP()); wait > 0 {
		return "Too many tries. Wait a quarter of an hour.", nil
	}
	ok, err := p.checkProof(c, sent)
	if err != nil {
		return "", err
	}
	outcome := "refused"
	if ok {
		outcome = "proved"
	}
	if err := scope.Record(ctx, models.Audit{Action: "session.prove", Outcome: outcome, Address: c.RealIP()}); err != nil {
		return "", err
	}
	if !ok && sent.Has("assertion") {
		return passkeyNoProof, nil
	}
	if !ok && scope.User.PasswordHash == "" {
		return notConfirmed, nil
	}
	if !ok {
		return "This is not your password.", nil
	}
	p.throttle.cleared(scope.User.Email, c.RealIP())
	return "", p.noteProof(c)
}

func (p *panel) checkProof(c echo.Context, sent url.Values) (bool, error) {
	if sent.Has("assertion") {
		return p.passkeyProof(c)
	}
	return password.Verify(c.Request().Context(), sent.Get("proof_password"), scopeOf(c).User.PasswordHash)
}

// noteProof remembers in the session that the person is who it says.
func (p *panel) noteProof(c echo.Context) error {
	session := sessionOf(c)
	session.Values[sessionProved] = strconv.FormatInt(p.Store.Now().Unix(), 10)
	return p.sessions.Keep(c.Request(), session)
}

// meansOf are the means by which the person can prove who they are.
func (p *panel) meansOf(c echo.Context) (proof.Means, error) {
	means := proof.Means{Password: scopeOf(c).User.PasswordHash != ""}
	if err := p.passkeyMeans(c, &means); err != nil {
		return means, err
	}
	return means, p.ssoMeans(c, &means)
}
