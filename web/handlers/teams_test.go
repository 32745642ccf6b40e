package handlers

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// Case 2: an own zone with a record of another, and an own server with a foreign
// backup, are not there.
func TestOwnThingWithForeignPart(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	bob := h.Team(t, "bob")
	theirs := h.Account(t, bob, "theirs")
	server := h.Server(t, bob, theirs, providers.Observation{ID: "1", Name: "their-server", State: providers.Running})
	backup, err := testdb.Intake(bob, theirs).One(ctx, "backups", providers.Observation{Kind: providers.KindBackup, ID: "9", Parent: server.ExternalID, State: providers.Available})
	testdb.Must(t, err)
	own := h.server("web", providers.Running)
	zone := h.thing(providers.KindZone, "example.org")
	ann := h.as(h.scope)
	for _, path := range []string{
		fmt.Sprintf("/zones/%d/records/4242", zone.ID), fmt.Sprintf("/zones/%d/records/4242/remove", zone.ID), fmt.Sprintf("/zones/%d/records/4242/undo", zone.ID),
		fmt.Sprintf("/backups/%d/actions/backup.restore", backup), fmt.Sprintf("/backups/%d/actions/backup.delete", backup),
		fmt.Sprintf("/servers/%d/actions/backup.restore", own.ID),
	} {
		answer := ann.post(path, "form_id", "x", "confirm", "web", "name", "www", "type", "A", "content", "203.0.113.1")
		answer.want(t, http.StatusNotFound)
	}
	if n := h.Int(t, "SELECT (SELECT COUNT(*) FROM operations) + (SELECT COUNT(*) FROM zone_drafts)"); n != 0 || len(h.woken.list()) != 0 {
		t.Errorf("%d rows, woken %v", n, h.woken.list())
	}
}

// Case 3: a team or an account that is named in a way that no form does.
func TestOddTeamsAreRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	second, err := h.scope.NewTeam(ctx, "second", models.Audit{})
	testdb.Must(t, err)
	ann := h.as(h.scope)
	good := fmt.Sprint(second)
	for _, body := range []string{"", "team=", "team=0", "team=-1", "team=x", "team=1x", "team=%2B1", "team=01", "team=1.0", "team=" + good + "&team=" + good,
		"team[]=" + good, "team[0]=" + good, "team=" + good + "&team[]=" + good, "team=99999999999999999999"} {
		ann.send("POST", "/team", body).want(t, http.StatusBadRequest, "Nothing was done.")
	}
	before := h.Int(t, "SELECT COUNT(*) FROM invitations") + h.Int(t, "SELECT COUNT(*) FROM audits")
	for _, account := range []string{"account=0", "account=x", "account=-1", "account[]=1", "account=1&account[]=1"} {
		ann.send("POST", "/settings/members/invitations/new", "email=a@example.com&role=viewer&sees=some&"+account).want(t, http.StatusBadRequest)
	}
	ann.send("POST", "/settings/members/invitations/new", "email=a@example.com&role=viewer&sees=some&account=987654").want(t, http.StatusNotFound)
	if now := h.Int(t, "SELECT COUNT(*) FROM invitations") + h.Int(t, "SELECT COUNT(*) FROM audits"); now != before {
		t.Error("something was written")
	}
	ann.get("/settings/team").want(t, 200, `action="/team"`)
	ann.post("/team", "team", good).want(t, http.StatusSeeOther)
	ann.get("/accounts").want(t, 200, "Connect your first account")
}

// Case 4: what a form does not have is not taken from it.
func TestExtraFieldsOfTeamsAreIgnored(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	extra := []string{"role", "owner", "team_id", "1", "state", "accepted", "user_id", "1", "id", "1", "limited", "0", "email", "ann@example.com"}
	row := models.Invitation{Email: "eve@example.com", Role: access.Viewer, Limited: true, Accounts: []models.ID{h.account.ID}, Digest: digestOf("TOKEN")}
	testdb.Must(t, h.scope.Invite(ctx, &row, models.Audit{}))
	eve := h.browser()
	eve.post("/invitations/TOKEN", append([]string{"name", "Eve", "password", goodPassword}, extra...)...).want(t, http.StatusSeeOther)
	if got := h.Text(t, "SELECT m.role || m.limited || u.email || u.id FROM memberships m JOIN users u ON u.id = m.user_id ORDER BY m.id DESC"); got != "viewer1eve@example.com2" {
		t.Errorf("eve is %s", got)
	}
	eve.post("/settings/teams/new", append([]string{"name", "Eve's"}, extra...)...).want(t, http.StatusSeeOther)
	ann := h.as(h.scope)
	ann.post("/settings/team", append([]string{"name", "Renamed"}, extra...)...).want(t, http.StatusSeeOther)
	if got := h.Text(t, "SELECT group_concat(name || id, ' ') FROM teams"); got != "Renamed1 Eve's2" {
		t.Errorf("the teams are %s", got)
	}
	eve.post("/team", append([]string{"team", "1"}, extra...)...).want(t, http.StatusSeeOther)
	eve.get("/settings/members/invitations/new").want(t, http.StatusForbidden)
	eve.get("/accounts").want(t, 200, "main")
}

// Case 6: somebody is removed while their stream and a file are on their way.
// The stream ends within 5 s, the file breaks off, the next one is not there.
func TestRemovedWhileReading(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	h.Exec(t, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000)
		INSERT INTO changes (team_id, resource_id, at, field, before, after, first)
		SELECT ?, ?, '2026-01-01 00:00:00+00:00', 'name', printf('%.2000c', 'x'), hex(randomblob(1000)), 0 FROM n`, h.scope.Team.ID, server.ID)
	eve := h.member("eve@example.com", access.Operator)
	b := h.as(eve)
	stream := b.listen()
	live := httptest.NewServer(h.handler)
	defer live.Close()
	at, err := url.Parse(live.URL)
	testdb.Must(t, err)
	conn, err := net.Dial("tcp", at.Host)
	testdb.Must(t, err)
	defer func() { _ = conn.Close() }()
	testdb.Must(t, conn.(*net.TCPConn).SetReadBuffer(4096))
	testdb.Must(t, conn.SetDeadline(time.Now().Add(time.Minute)))
	_, err = fmt.Fprintf(conn, "GET /activity.csv HTTP/1.1\r\nHost: %s\r\nCookie: %s=%s\r\n\r\n", at.Host, b.cookieName(), b.cookie)
	testdb.Must(t, err)
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	testdb.Must(t, err)
	begun := make([]byte, 1000)
	_, err = io.ReadFull(answer.Body, begun)
	testdb.Must(t, err)
	if answer.StatusCode != 200 || !strings.HasPrefix(string(begun), "time (UTC)") {
		t.Fatalf("status %d: %s", answer.StatusCode, begun)
	}
	testdb.Must(t, h.scope.RemoveMember(ctx, h.membership(eve), models.Audit{Action: "member.remove"}))
	if line := stream.ended(); line != "" {
		t.Errorf("the stream goes on: %q", line)
	}
	if rest, err := io.ReadAll(answer.Body); err == nil {
		t.Errorf("the file came whole, %d more bytes", len(rest))
	}
	for _, path := range []string{"/activity.csv", "/servers.csv", fmt.Sprintf("/servers/%d", server.ID), "/servers"} {
		b.get(path).want(t, http.StatusNotFound)
	}
	if code := b.get("/events").StatusCode; code != http.StatusUnauthorized {
		t.Errorf("a new stream: status %d", code)
	}
}

// Case 7: who is invited and has not accepted has no way in, and is told to
// accept.
func TestInvitedIsNotIn(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	bob := h.Team(t, "bob")
	server := h.server("web", providers.Running)
	row := models.Invitation{Email: bob.User.Email, Role: access.Admin, Digest: digestOf("TOKEN")}
	testdb.Must(t, h.scope.Invite(ctx, &row, models.Audit{}))
	b := h.as(bob)
	ours := fmt.Sprint(h.scope.Team.ID)
	b.post("/team", "team", ours).want(t, http.StatusForbidden, "You are invited to this team, and not in it yet")
	b.get(fmt.Sprintf("/servers/%d", server.ID)).want(t, http.StatusNotFound)
	h.as(h.Team(t, "carl")).post("/team", "team", ours).want(t, http.StatusNotFound)
	h.Exec(t, "DELETE FROM memberships WHERE user_id = ?", bob.User.ID)
	for _, path := range []string{"/servers", actionPath(server, "server.stop"), "/settings/members"} {
		b.get(path).want(t, http.StatusForbidden)
	}
	b.post(actionPath(server, "server.stop"), "form_id", "x").want(t, http.StatusForbidden, "Open the link of the invitation")
	b.get("/").want(t, http.StatusForbidden, "You are in no team")
	b.get("/invitations/TOKEN").want(t, 200, "Join ann", "Join as bob@example.com")
	b.post("/invitations/TOKEN", "as", bob.User.Email).want(t, http.StatusSeeOther)
	b.get("/servers").want(t, 200, "web")
	if n := len(h.woken.list()); n != 0 {
		t.Errorf("%d operations were started", n)
	}
}
