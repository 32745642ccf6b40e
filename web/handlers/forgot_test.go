package handlers

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"pinfold/internal/mail"
	"pinfold/internal/testdb"
)

// outbox takes the panel's mail in tests.
type outbox chan mail.Message

// Send implements mail.Sender.
func (o outbox) Send(_ context.Context, m mail.Message) error { o <- m; return nil }

func (o outbox) next(t *testing.T) mail.Message {
	t.Helper()
	select {
	case m := <-o:
		return m
	case <-time.After(20 * time.Second):
		t.Fatal("no mail came")
		return mail.Message{}
	}
}

// mailing is a house that sends mail and knows its address.
func mailing(t *testing.T) (*house, outbox) {
	t.Helper()
	box := make(outbox, 100)
	h := newHouse(t, func(o *Options) {
		o.Mail, o.URL = box, &url.URL{Scheme: "https", Host: "panel.example"}
	})
	return h.withPassword(), box
}

var mailedLink = regexp.MustCompile(`https?://\S+/sign-in/reset\?token=\S+`)

// link asks for a link and returns its path.
func (b *browser) link(box outbox) string {
	b.t.Helper()
	b.post(forgotURL, "email", "ann@example.com").want(b.t, 200, "a link is on its way")
	link, found := strings.CutPrefix(mailedLink.FindString(box.next(b.t).Text), "https://panel.example")
	if !found {
		b.t.Fatalf("the link begins with another address: %s", link)
	}
	return link
}

// linkToken is the secret part of a link.
func linkToken(link string) string { return strings.TrimPrefix(link, resetURL+"?token=") }

// Case 16: two e-mail addresses in the form are refused, and whatever Host the
// browser names, links begin with the configured address.
func TestResetWithTwoAddressesOrHostileHost(t *testing.T) {
	t.Parallel()
	h, box := mailing(t)
	b := h.browser()
	b.post(forgotURL, "email", "ann@example.com", "email", "evil@example.com").want(t, http.StatusBadRequest, "more than one e-mail address")
	for _, two := range []string{"ann@example.com,evil@example.com", "ann@example.com evil@example.com", "ann@example.com\r\nBcc: evil@example.com"} {
		b.post(forgotURL, "email", two).want(t, http.StatusUnprocessableEntity)
	}
	r := b.request(http.MethodPost, forgotURL, "email=ann@example.com")
	r.Host = "evil.example"
	for _, name := range []string{"X-Forwarded-Host", "X-Forwarded-Server", "X-Original-Host", "Forwarded"} {
		r.Header.Set(name, "host=evil.example")
	}
	if answer := b.sendRequest(r); answer.StatusCode != 200 {
		t.Fatalf("status %d", answer.StatusCode)
	}
	got := box.next(t)
	if got.To != "ann@example.com" || strings.Contains(got.Text+got.Subject, "evil") || !strings.Contains(got.Text, "https://panel.example/sign-in/reset?token=") {
		t.Errorf("mailed %+v", got)
	}
	if len(box) != 0 || h.Int(t, "SELECT COUNT(*) FROM password_resets") != 1 {
		t.Error("more was mailed")
	}
}

// TestResetSetsThePassword once; all sessions end, and the person is not signed
// in by it.
func TestResetSetsThePassword(t *testing.T) {
	t.Parallel()
	h, box := mailing(t)
	inside, b := h.browser(), h.browser()
	inside.signIn(goodPassword).want(t, http.StatusSeeOther)
	b.get("/sign-in").want(t, 200, "Forgot your password?", forgotURL)
	b.get(forgotURL).want(t, 200, "Mail me a link")
	older, link := b.link(box), b.link(box)
	b.get(older).want(t, http.StatusNotFound, "does not work any more")
	page := b.get(link)
	page.want(t, 200, "Set a new password", "ann@example.com")
	if page.Header.Get("Referrer-Policy") != "no-referrer" {
		t.Error("the address leaks by Referer")
	}
	b.post(resetURL, "token", linkToken(link), "password", "short", "again", "short").want(t, http.StatusUnprocessableEntity, "At least 12 characters")
	inside.get("/servers").want(t, 200)
	answer := b.post(resetURL, "token", linkToken(link), "password", otherPassword, "again", otherPassword)
	answer.want(t, http.StatusSeeOther)
	b.get(answer.Header.Get("Location")).want(t, 200, "The new password is set")
	if b.get("/servers").StatusCode != http.StatusSeeOther {
		t.Error("the link signs in, past the second factor")
	}
	if got := box.next(t); !strings.Contains(got.Text, "set anew by a link") || strings.Contains(got.Text, otherPassword) {
		t.Errorf("told %q", got.Text)
	}
	inside.get("/servers").want(t, http.StatusSeeOther)
	b.post(resetURL, "token", linkToken(link), "password", goodPassword, "again", goodPassword).want(t, http.StatusNotFound)
	b.get(link).want(t, http.StatusNotFound)
	h.browser().signIn(goodPassword).want(t, http.StatusUnprocessableEntity)
	h.browser().signIn(otherPassword).want(t, http.StatusSeeOther)
	if h.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'password.link'") != 2 || h.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'password.reset' AND user_id = 1") != 1 {
		t.Error("not recorded")
	}
}

// TestLinkEnds after an hour, and the database does not hold it.
func TestLinkEnds(t *testing.T) {
	t.Parallel()
	h, box := mailing(t)
	b := h.browser()
	link := b.link(box)
	if h.Int(t, "SELECT COUNT(*) FROM password_resets WHERE digest = ?", linkToken(link)) != 0 {
		t.Error("the database holds the link itself")
	}
	h.Clock.Add(ResetLasts - time.Second)
	b.get(link).want(t, 200)
	h.Clock.Add(time.Second)
	b.get(link).want(t, http.StatusNotFound)
	b.post(resetURL, "token", linkToken(link), "password", otherPassword, "again", otherPassword).want(t, http.StatusNotFound)
	testdb.Must(t, h.SweepResets(ctx, h.Now()))
	if h.Int(t, "SELECT COUNT(*) FROM password_resets") != 0 {
		t.Error("it is not swept")
	}
}

// TestForgotTellsNobodyWhoExists: the answers are the same, and only who may
// sign in gets mail.
func TestForgotTellsNobodyWhoExists(t *testing.T) {
	t.Parallel()
	h, box := mailing(t)
	h.Exec(t, "INSERT INTO users (email, name, password_hash, disabled_at) VALUES ('gone@example.com', '', '', '2026-01-01 00:00:00+00:00')")
	bodies := map[string]bool{}
	for _, email := range []string{"nobody@example.com", "gone@example.com", "ann@example.com"} {
		answer := h.browser().post(forgotURL, "email", email)
		answer.want(t, 200)
		bodies[nonceless.ReplaceAllString(strings.ReplaceAll(answer.plain(), email, "X"), "")] = true
	}
	if len(bodies) != 1 {
		t.Errorf("%d different answers", len(bodies))
	}
	if got := box.next(t); got.To != "ann@example.com" || len(box) != 0 {
		t.Errorf("mailed to %s, %d more", got.To, len(box))
	}
}

var nonceless = regexp.MustCompile(`data-now="[^"]*"`)

// TestLinksAreFew: who asks again and again is told to wait, whether or not
// the person exists.
func TestLinksAreFew(t *testing.T) {
	t.Parallel()
	h, _ := mailing(t)
	for _, email := range []string{"ann@example.com", "nobody@example.com"} {
		for range linksPerName {
			h.browser().post(forgotURL, "email", email).want(t, 200)
		}
		h.browser().post(forgotURL, "email", email).want(t, http.StatusTooManyRequests, "Too many links were asked for.")
	}
	h.Clock.Add(wrongWindow + time.Second)
	h.browser().post(forgotURL, "email", "ann@example.com").want(t, 200)
}

// TestNoLinksWithoutAddressOrServer: the name that the browser asks for is
// nothing to build links from.
func TestNoLinksWithoutAddressOrServer(t *testing.T) {
	t.Parallel()
	box := make(outbox, 1)
	for name, change := range map[string]func(*Options){
		"no server":  func(*Options) {},
		"no address": func(o *Options) { o.Mail, o.DerivedURL = box, true },
	} {
		h := newHouse(t, change).withPassword()
		b := h.browser()
		if strings.Contains(b.get("/sign-in").body, forgotURL) {
			t.Errorf("%s: it is offered", name)
		}
		b.get(forgotURL).want(t, 200, "panel admin reset")
		b.post(forgotURL, "email", "ann@example.com").want(t, http.StatusUnprocessableEntity, "panel admin reset")
		if h.Int(t, "SELECT COUNT(*) FROM password_resets") != 0 || len(box) != 0 {
			t.Errorf("%s: a link was made", name)
		}
	}
}
