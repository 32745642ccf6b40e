package handlers

import (
	"crypto/rand"
	"crypto/subtle"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/secrets"
)

// deviceLasts is how long a browser is known without a sign-in.
const deviceLasts = 365 * 24 * time.Hour

// deviceCookie proves that somebody has signed in with this browser before. It
// opens nothing; it only keeps guesses made elsewhere from counting here.
func (p *panel) deviceCookie() string {
	if p.secure() {
		return "__Host-known"
	}
	return "known"
}

// deviceOf is the random name of a browser in which the person has signed in
// before, "" for others.
func (p *panel) deviceOf(c echo.Context, name string) string {
	cookie, err := c.Cookie(p.deviceCookie())
	if err != nil || len(cookie.Value) > 200 {
		return ""
	}
	device, proof, _ := strings.Cut(cookie.Value, ".")
	if subtle.ConstantTimeCompare([]byte(proof), []byte(p.deviceProof(device, name))) != 1 {
		return ""
	}
	return device
}

func (p *panel) deviceProof(device, name string) string {
	return p.Keys.Digest(map[string]secrets.Text{"known device": secrets.NewText(device), "of": secrets.NewText(name)})
}

// knowDevice lets the browser be known for the person. It gets a new name at
// each sign-in.
func (p *panel) knowDevice(c echo.Context, user models.User) {
	device := rand.Text()
	c.SetCookie(&http.Cookie{Name: p.deviceCookie(), Value: device + "." + p.deviceProof(device, user.Email), Path: "/",
		HttpOnly: true, Secure: p.secure(), SameSite: http.SameSiteLaxMode, MaxAge: int(deviceLasts.Seconds())})
}
