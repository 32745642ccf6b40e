package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// TestServersOfTheAPI: filters, pages, and one in full.
func TestServersOfTheAPI(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	backup := true
	web := h.Server(t, h.scope, h.account, providers.Observation{ID: "x-1", Name: "web <b>", State: providers.Running, StateWord: "is_running",
		Facts: providers.ServerFacts{CPU: 2, MemoryMB: 2048, DiskGB: 20, System: "Debian", AutoBackup: &backup, CreatedAt: h.Now(),
			Disks:     []providers.Disk{{ID: "d1", Name: "sda", GB: 20, Primary: true}},
			Addresses: []providers.Address{{IP: "192.0.2.80", Primary: true}}}})
	h.server("db", providers.Stopped)
	op := testdb.Started(t, h.scope, testdb.Operation(web))
	program := h.program(h.scope, access.Viewer)
	var one apiServer
	program.get(fmt.Sprintf("/servers/%d", web.ID)).into(t, &one)
	if one.Name != "web <b>" || one.StateText != "is_running" || *one.CPUCount != 2 || *one.MemoryMB != 2048 || *one.DiskGB != 20 || one.CPUMHz != nil ||
		!*one.AutoBackup || len(one.Disks) != 1 || one.Addresses[0].IP != "192.0.2.80" || *one.OperationID != op.ID || one.Account.Label != "main" {
		t.Errorf("%+v", one)
	}
	if !one.CreatedAt.Equal(h.Now()) || !strings.HasSuffix(one.CreatedAt.Format(time.RFC3339), "Z") {
		t.Errorf("created %s", one.CreatedAt)
	}
	for query, want := range map[string][]string{
		"": {"db", "web <b>"}, "?state=stopped": {"db"}, "?q=web": {"web <b>"}, "?sort=-name": {"web <b>", "db"}, "?q=none": {},
		fmt.Sprintf("?account=%d", h.account.ID): {"db", "web <b>"}, "?account=987": {}, "?provider=clodo&tag=x": {},
	} {
		var list apiServerList
		program.get("/servers"+query).into(t, &list)
		names := []string{}
		for _, s := range list.Items {
			names = append(names, s.Name)
		}
		if fmt.Sprint(names) != fmt.Sprint(want) || int(list.Total) != len(want) || list.Next != nil {
			t.Errorf("%s: %v of %d", query, names, list.Total)
		}
	}
	var first, second apiServerList
	program.get("/servers?limit=1").into(t, &first)
	program.get(strings.TrimPrefix(*first.Next, apiURL)).into(t, &second)
	if first.Items[0].Name != "db" || second.Items[0].Name != "web <b>" || second.Next != nil || first.Total != 2 {
		t.Errorf("%+v then %+v", first, second)
	}
}

// TestParametersOfTheAPI: one that is not known, comes twice or cannot be read
// is refused instead of left out.
//
// Case 3: team id 0, missing, twice, as array.
func TestParametersOfTheAPI(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.server("web", providers.Running)
	program := h.program(h.scope, access.Owner)
	for _, path := range []string{
		"/servers?team=0", "/servers?team_id=1", "/servers?team_id=1&team_id=2", "/servers?account[]=1", "/servers?account=0", "/servers?account=x",
		"/servers?page=0", "/servers?page=1&page=2", "/servers?limit=201", "/servers?limit=x", "/servers?state=odd", "/servers?sort=evil",
		"/servers?q=" + strings.Repeat("a", 201), "/accounts?x=1", "/operations?status=done", "/operations?since=yesterday", "/operations?before=-1",
		"/audit?since=1", "/audit?user=1", fmt.Sprintf("/accounts/%d/actions?x=1", h.account.ID),
	} {
		answer := program.get(path)
		answer.wantProblem(t, http.StatusBadRequest, "parameter")
		if strings.Contains(answer.body, "web") {
			t.Errorf("%s gives rows", path)
		}
	}
}

// TestOperationsOfTheAPI: filters, pages by id, and one with its steps.
func TestOperationsOfTheAPI(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	web := h.server("web", providers.Running)
	first := testdb.Started(t, h.scope, testdb.Operation(web))
	lease := h.Claimed(t, first, "one")
	testdb.Must(t, lease.Begin(ctx, "reboot", "CLO-10", "", nil))
	testdb.Must(t, lease.Log(ctx, "lost", "The answer was lost."))
	testdb.Must(t, lease.Settle(ctx, models.End{Status: models.StatusUnknown, Answer: []byte("sealed-canary")}))
	h.Clock.Add(time.Hour)
	second := testdb.Started(t, h.scope, testdb.Operation(h.server("db", providers.Running)))
	program := h.program(h.scope, access.Viewer)
	var whole apiOperationWhole
	answer := program.get(fmt.Sprintf("/operations/%d", first.ID))
	answer.into(t, &whole)
	if whole.Status != "unknown" || len(whole.Steps) != 1 || whole.Steps[0].State != models.JournalSent || whole.Steps[0].CallID != "CLO-10" ||
		len(whole.Events) == 0 || !whole.AnswerInPanel || whole.PanelURL != fmt.Sprintf("http://panel.example/operations/%d", first.ID) {
		t.Errorf("%+v", whole)
	}
	if strings.Contains(answer.body, "canary") {
		t.Error("the answer is given")
	}
	if h.Text(t, "SELECT answer FROM operations WHERE id = ?", first.ID) == "" {
		t.Error("the answer was taken")
	}
	since := url.QueryEscape(h.Now().Add(-time.Minute).Format(time.RFC3339))
	for query, want := range map[string][]models.ID{
		"": {second.ID, first.ID}, "?status=unknown": {first.ID}, "?status=waiting&status=unknown": {second.ID, first.ID},
		"?since=" + since: {second.ID}, "?status=failed": {}, fmt.Sprintf("?before=%d", second.ID): {first.ID},
	} {
		var list apiList[apiOperation]
		program.get("/operations"+query).into(t, &list)
		ids := []models.ID{}
		for _, op := range list.Items {
			ids = append(ids, op.ID)
		}
		if fmt.Sprint(ids) != fmt.Sprint(want) || list.Next != nil {
			t.Errorf("%s: %v", query, ids)
		}
	}
	var own apiList[apiOperation]
	program.get(fmt.Sprintf("/servers/%d/operations", web.ID)).into(t, &own)
	if len(own.Items) != 1 || own.Items[0].ID != first.ID {
		t.Errorf("operations of the server %+v", own)
	}
	program.get("/servers/987654/operations").wantProblem(t, http.StatusNotFound)
	var page, rest apiList[apiOperation]
	program.get("/operations?limit=1").into(t, &page)
	program.get(strings.TrimPrefix(*page.Next, apiURL)).into(t, &rest)
	if page.Items[0].ID != second.ID || rest.Items[0].ID != first.ID || rest.Next != nil {
		t.Errorf("%+v then %+v", page, rest)
	}
}

// TestAuditOfTheAPI needs a role that reads the trail, and tells which token
// acted.
func TestAuditOfTheAPI(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	web := h.server("web", providers.Running)
	admin := h.program(h.scope, access.Admin)
	admin.start(fmt.Sprintf("/servers/%d/actions/server.reboot", web.ID), "a", "{}").want(t, http.StatusAccepted)
	var list apiList[apiEntry]
	admin.get("/audit?limit=1").into(t, &list)
	if e := list.Items[0]; e.Action != "server.reboot" || e.TargetName != "web" || e.UserName != "ann" || e.OperationID == nil ||
		e.Details["api_token"] != admin.row.Label() || e.Address != "192.0.2.7" {
		t.Errorf("%+v", e)
	}
	before := list.Items[0].ID
	admin.get(strings.TrimPrefix(*list.Next, apiURL)).into(t, &list)
	if list.Items[0].ID >= before {
		t.Errorf("%+v", list)
	}
	for _, role := range []access.Role{access.Operator, access.Billing, access.Viewer} {
		h.program(h.scope, role).get("/audit").wantProblem(t, http.StatusForbidden, "Ask an owner for the role Admin")
	}
}

// TestAccountsOfTheAPI tell their health, and no key.
func TestAccountsOfTheAPI(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.server("web", providers.Running)
	h.Exec(t, "UPDATE accounts SET failures = 2, failing_since = ?, last_error = 'It refused the key.', last_said = 'no <b>', last_kind = ?", h.Now(), providers.ErrAuth)
	program := h.program(h.scope, access.Viewer)
	var list apiList[apiAccount]
	answer := program.get("/accounts")
	answer.into(t, &list)
	if a := list.Items[0]; len(list.Items) != 1 || a.Label != "main" || a.Health != "needs_credentials" || a.Trouble != "It refused the key." || a.ProviderSaid != "no <b>" || a.ServerCount != 1 {
		t.Errorf("%+v", list)
	}
	if strings.Contains(answer.body, "sealed") {
		t.Error("the sealed key is given")
	}
	program.get("/openapi.yaml").want(t, http.StatusOK, "openapi: 3.0.3")
	program.get("/nothing").wantProblem(t, http.StatusNotFound)
	program.send(http.MethodPost, "/servers", "", "{}").wantProblem(t, http.StatusNotFound)
}
