package handlers

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

var confirmLink = regexp.MustCompile(`https://panel\.example(/settings/profile/email\?token=\S+)`)

// toMails is what was mailed to two addresses.
func (o outbox) toMails(t *testing.T, first, second string) (toFirst, toSecond string) {
	t.Helper()
	got := map[string]string{}
	for range 2 {
		m := o.next(t)
		got[m.To] = m.Subject + "\n" + m.Text
	}
	if got[first] == "" || got[second] == "" {
		t.Fatalf("mailed %v", got)
	}
	return got[first], got[second]
}

// asksFor asks for another address and returns the path of the link.
func (b *browser) asksFor(box outbox, email string) string {
	b.t.Helper()
	b.post(meURL+"/email", "email", email).want(b.t, http.StatusSeeOther)
	_, text := box.toMails(b.t, "ann@example.com", models.NormalEmail(email))
	link := confirmLink.FindStringSubmatch(text)
	if link == nil {
		b.t.Fatalf("no link in %q", text)
	}
	return link[1]
}

func confirmToken(path string) string {
	_, token, _ := strings.Cut(path, "token=")
	return token
}

// TestEmailIsConfirmed: another address counts once its link is opened by the
// person, and the old one is told at both times.
func TestEmailIsConfirmed(t *testing.T) {
	t.Parallel()
	h, box := mailing(t)
	b, ann := h.browser(), h.as(h.scope)
	reset := b.link(box)
	ann.post(meURL+"/email", "email", "nonsense").want(t, http.StatusUnprocessableEntity, "An e-mail address looks like")
	link := ann.asksFor(box, " Ann.New@Example.com")
	ann.get(meURL).want(t, 200, "ann.new@example.com", `value="ann@example.com"`)
	if h.Text(t, "SELECT email FROM users") != "ann@example.com" || h.Int(t, "SELECT COUNT(*) FROM email_changes WHERE digest = ?", confirmToken(link)) != 0 {
		t.Fatal("it counts already, or the link is kept")
	}
	page := ann.get(link)
	page.want(t, 200, "ann.new@example.com", confirmToken(link))
	if h.Text(t, "SELECT email FROM users") != "ann@example.com" || page.Header.Get("Referrer-Policy") != "no-referrer" {
		t.Error("looking at the link changes the address, or it leaks by Referer")
	}
	if to := b.get(link).Header.Get("Location"); !strings.HasPrefix(to, "/sign-in?next=") {
		t.Errorf("nobody is led to %q", to)
	}
	b.get(reset).want(t, 200)
	ann.post(meURL+"/email/confirm", "token", confirmToken(link)).want(t, http.StatusSeeOther)
	ann.get(meURL).want(t, 200, "You sign in as ann.new@example.com")
	if got := box.next(t); got.To != "ann@example.com" || !strings.Contains(got.Text, "ann.new@example.com") {
		t.Errorf("told %+v", got)
	}
	b.get(reset).want(t, http.StatusNotFound)
	ann.post(meURL+"/email/confirm", "token", confirmToken(link)).want(t, http.StatusNotFound, "does not work any more")
	h.browser().signIn(goodPassword).want(t, http.StatusUnprocessableEntity)
	h.browser().post("/sign-in", "email", "ann.new@example.com", "password", goodPassword).want(t, http.StatusSeeOther)
	if got := h.Text(t, "SELECT before || after FROM audits WHERE action = 'profile.email'"); got != `{"email":"ann@example.com"}{"email":"ann.new@example.com"}` {
		t.Errorf("recorded %s", got)
	}
	if got := h.Text(t, "SELECT after FROM audits WHERE action = 'profile.email_ask'"); got != `{"email":"ann.new@example.com"}` {
		t.Errorf("recorded %s", got)
	}
}

// TestEmailOfSomebodyElseIsNotTold: neither the answer nor the page afterwards
// tells whether an address is known. Who has it hears of it, and it stays theirs.
func TestEmailOfSomebodyElseIsNotTold(t *testing.T) {
	t.Parallel()
	h, box := mailing(t)
	h.Team(t, "bob")
	h.Exec(t, "INSERT INTO users (email, name, password_hash, disabled_at) VALUES ('gone@example.com', '', '', '2026-01-01 00:00:00+00:00')")
	ann, bodies := h.as(h.scope), map[string]bool{}
	for _, email := range []string{"nobody@example.com", "bob@example.com", "gone@example.com"} {
		answer := ann.post(meURL+"/email", "email", email)
		answer.want(t, http.StatusSeeOther)
		page := ann.get(answer.Header.Get("Location"))
		page.want(t, 200, email)
		bodies[nonceless.ReplaceAllString(strings.ReplaceAll(page.plain(), email, "X"), "")] = true
	}
	if len(bodies) != 1 {
		t.Errorf("%d different answers", len(bodies))
	}
	told := map[string]string{}
	for range 5 { // Three to ann, one to each of the others who may get one.
		m := box.next(t)
		told[m.To] += m.Text
	}
	if strings.Contains(told["bob@example.com"], "token=") || !strings.Contains(told["bob@example.com"], "Nothing was changed") ||
		!strings.Contains(told["nobody@example.com"], "token=") || told["gone@example.com"] != "" {
		t.Errorf("told %v", told)
	}
}

// TestEmailLinkEnds: after an hour, with a later one, for anybody else, when it
// is withdrawn, when the password is changed, and when the address got an owner.
func TestEmailLinkEnds(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(h *house, ann *browser, box outbox) *browser{
		"late":  func(h *house, ann *browser, _ outbox) *browser { h.Clock.Add(time.Hour); return ann },
		"later": func(_ *house, ann *browser, box outbox) *browser { ann.asksFor(box, "third@example.com"); return ann },
		"another person": func(h *house, _ *browser, _ outbox) *browser {
			return h.as(h.Team(t, "bob"))
		},
		"withdrawn": func(_ *house, ann *browser, _ outbox) *browser {
			ann.post(meURL+"/email", "email", "ann@example.com").want(t, http.StatusSeeOther)
			ann.get(meURL).lacks(t, "new@example.com")
			return ann
		},
		"password": func(h *house, ann *browser, _ outbox) *browser {
			testdb.Must(t, h.scope.SetPassword(ctx, "hash", digestOf(ann.cookie), models.Audit{Action: "password.change"}))
			return ann
		},
		"taken": func(h *house, ann *browser, _ outbox) *browser {
			h.Exec(t, "INSERT INTO users (email, name, password_hash) VALUES ('new@example.com', '', '')")
			return ann
		},
	} {
		h, box := mailing(t)
		ann := h.as(h.scope)
		link := ann.asksFor(box, "new@example.com")
		who := end(h, ann, box)
		if name != "taken" {
			who.get(link).want(t, http.StatusNotFound, "does not work any more")
		}
		who.post(meURL+"/email/confirm", "token", confirmToken(link)).want(t, http.StatusNotFound, "does not work any more")
		if got := h.Text(t, "SELECT email FROM users WHERE id = ?", h.scope.User.ID); got != "ann@example.com" {
			t.Errorf("%s: signs in as %s", name, got)
		}
	}
}

// TestEmailLinksAreFew: nobody floods a mailbox, their own name or another's.
func TestEmailLinksAreFew(t *testing.T) {
	t.Parallel()
	h, box := mailing(t)
	ann := h.as(h.scope)
	for range linksPerName {
		ann.asksFor(box, "new@example.com")
	}
	ann.post(meURL+"/email", "email", "new@example.com").want(t, http.StatusUnprocessableEntity, "Too many tries.")
}

// TestEmailChangesAtOnceWithoutMail, as nobody could confirm it.
func TestEmailChangesAtOnceWithoutMail(t *testing.T) {
	t.Parallel()
	h := newHouse(t).withPassword()
	h.Team(t, "bob")
	ann := h.as(h.scope)
	ann.post(meURL+"/email", "email", "BOB@example.com").want(t, http.StatusUnprocessableEntity, "Somebody else signs in with this address.", "BOB@example.com")
	ann.post(meURL+"/email", "email", " Ann.New@Example.com").want(t, http.StatusSeeOther)
	ann.get(meURL).want(t, 200, "You sign in as ann.new@example.com")
	ann.get(meURL+"/email?token=x").want(t, http.StatusNotFound)
	ann.post(meURL+"/email/confirm", "token", "x").want(t, http.StatusNotFound)
	h.browser().post("/sign-in", "email", "ann.new@example.com", "password", goodPassword).want(t, http.StatusSeeOther)
	if got := h.Text(t, "SELECT before || after FROM audits WHERE action = 'profile.email'"); got != `{"email":"ann@example.com"}{"email":"ann.new@example.com"}` {
		t.Errorf("recorded %s", got)
	}
}
