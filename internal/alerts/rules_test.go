package alerts_test

import (
	"strings"
	"testing"
	"time"

	"pinfold/internal/alerts"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// found is what a rule tells of, a line each: key, severity, title, text, path.
func (r *rig) found(name string) string {
	r.t.Helper()
	rule, ok := alerts.RuleNamed(name)
	if !ok {
		r.t.Fatalf("no rule %s", name)
	}
	s, err := r.scope.AlertSettings(ctx)
	testdb.Must(r.t, err)
	accounts, err := r.scope.Accounts(ctx)
	testdb.Must(r.t, err)
	in := alerts.In{Scope: r.scope, Settings: s, Now: r.Now(), Vendor: func(providers.Slug) string { return "Clodo" }, Accounts: map[models.ID]models.Account{}}
	for _, a := range accounts {
		in.Accounts[a.ID] = a
	}
	subjects, err := rule.Find(ctx, in)
	testdb.Must(r.t, err)
	var lines []string
	for _, s := range subjects {
		if s.Severity == "" {
			s.Severity = rule.Severity
		}
		lines = append(lines, strings.ReplaceAll(strings.Join([]string{s.Key, string(s.Severity), s.Title, s.Text, s.Path}, ", "), "\u00a0", " "))
	}
	return strings.Join(lines, "\n")
}

func (r *rig) want(rule, want string) {
	r.t.Helper()
	if got := r.found(rule); got != want {
		r.t.Errorf("%s tells of:\n%s\nwant:\n%s", rule, got, want)
	}
}

func (r *rig) thing(item providers.Observation) models.Resource {
	r.t.Helper()
	if item.State == "" {
		item.State = providers.Available
	}
	return r.Thing(r.t, r.scope, r.account, item)
}

func TestInvoicesThatAreDue(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	due := r.Now().Add(2 * 24 * time.Hour)
	invoice := func(id string, facts providers.InvoiceFacts) {
		r.thing(providers.Observation{Kind: providers.KindInvoice, ID: id, Name: id, Facts: facts})
	}
	invoice("1", providers.InvoiceFacts{Number: "INV-1", DueAt: due, Total: "1200.5"})
	invoice("2", providers.InvoiceFacts{Number: "INV-2", DueAt: due.Add(48 * time.Hour), Total: "5"})
	invoice("3", providers.InvoiceFacts{Number: "INV-3", DueAt: due, Total: "5", Paid: true})
	invoice("4", providers.InvoiceFacts{DueAt: due, Total: "0"})
	r.want("invoice.due", "invoice-1, warning, Invoice INV-1 is due on 10 March 2026, Clodo main: 1,200.50 RUB., /invoices/1")
	r.Clock.Add(3 * 24 * time.Hour)
	r.want("invoice.due", "invoice-2, warning, Invoice INV-2 is due on 12 March 2026, Clodo main: 5.00 RUB., /invoices/2\n"+
		"invoice-1-overdue, urgent, Invoice INV-1 was due on 10 March 2026, Clodo main: 1,200.50 RUB., /invoices/1")
	r.Exec(t, "UPDATE resources SET gone_at = ?", r.Now())
	r.want("invoice.due", "")
}

func TestBalancesThatAreLow(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for id, balance := range map[string]string{"1": "99.99", "2": "100", "3": ""} {
		r.thing(providers.Observation{Kind: providers.KindBilling, ID: id, Name: "main", Facts: providers.BillingFacts{}, Gauges: providers.BillingGauges{Balance: balance}})
	}
	r.want("balance.low", "")
	r.settle(func(s *models.AlertSettings) { s.Balances = map[string]string{"EUR": "1000"} })
	r.want("balance.low", "")
	r.settle(func(s *models.AlertSettings) { s.Balances["RUB"] = "100" })
	got := r.found("balance.low")
	if !strings.HasSuffix(got, ", urgent, Low balance: 99.99 RUB at Clodo main, Billing account main holds less than 100.00 RUB., /accounts/1") || strings.Contains(got, "\n") {
		t.Errorf("told of %s", got)
	}
}

func TestServersThatEnd(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	until := r.Now().Add(6 * 24 * time.Hour)
	r.Server(t, r.scope, r.account, providers.Observation{ID: "1", Name: "web", State: providers.Running, Facts: providers.ServerFacts{PaidUntil: until}})
	r.Server(t, r.scope, r.account, providers.Observation{ID: "2", Name: "late", State: providers.Running, Facts: providers.ServerFacts{PaidUntil: until.Add(48 * time.Hour)}})
	r.want("server.expires", "server-1-2026-03-14, warning, web is paid until 14 March 2026, Clodo main. It ends unless it is paid for., /servers/1")
	r.settle(func(s *models.AlertSettings) { s.ExpireDays = 5 })
	r.want("server.expires", "")
}

func TestNewsInTickets(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	news := func(fresh bool) {
		r.thing(providers.Observation{Kind: providers.KindTicket, ID: "7", Name: "Links", Facts: providers.TicketFacts{New: fresh}, Gauges: providers.TicketThread{}})
	}
	news(true)
	r.want("ticket.new", "ticket-1, notice, News in the ticket “Links”, Clodo main, ticket 7., /tickets/1")
	news(false)
	r.want("ticket.new", "")
}

func TestOperationsThatWentWrong(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.operation("good", models.StatusSucceeded)
	r.operation("bad", models.StatusFailed)
	r.operation("doubt", models.StatusUnknown)
	r.want("operation.failed", "operation-2, warning, Reboot bad: failed, Clodo main. Clodo refused., /operations/2")
	r.want("operation.unknown", "operation-3, urgent, Reboot doubt: it is not known whether it happened, Clodo main. Clodo refused., /operations/3")
	r.Clock.Add(49 * time.Hour)
	r.want("operation.failed", "")
}

// TestEveryRuleIsTold: each has words, and no two a name.
func TestEveryRuleIsTold(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, r := range alerts.Rules() {
		if r.Label == "" || r.Help == "" || r.Severity == "" || names[r.Name] {
			t.Errorf("%+v", r.Name)
		}
		names[r.Name] = true
	}
}

// TestSettingsSurviveTheForm: what is stored comes back as it was entered, and
// sums of currencies that are not asked for stay.
func TestSettingsSurviveTheForm(t *testing.T) {
	t.Parallel()
	was := models.DefaultAlertSettings()
	was.Balances = map[string]string{"EUR": "5"}
	f := alerts.SettingsForm([]string{"RUB", "USD"})
	values := form.Values{"invoice_days": "5", "expire_days": "14", "fail_hours": "0", "remind_hours": "48", "balance_RUB": "100,5", "balance_USD": "",
		"quiet": "1", "quiet_from": "23:00", "quiet_to": "06:30", "quiet_zone": "Europe/Berlin", "pass_warning": "1"}
	if errs := f.Validate(values); errs != nil {
		t.Fatal(errs)
	}
	got := alerts.SettingsOf(was, values, []string{"RUB", "USD"})
	if got.InvoiceDays != 5 || got.RemindHours != 48 || len(got.Balances) != 2 || got.Balances["RUB"] != "100.5" || got.Balances["EUR"] != "5" ||
		!got.Quiet || got.QuietFrom != "23:00" || strings.Join(got.QuietPass, " ") != "warning" {
		t.Errorf("%+v", got)
	}
	again := alerts.SettingsValues(got)
	if errs := f.Validate(again); errs != nil || again["quiet_zone"] != "Europe/Berlin" || again["balance_RUB"] != "100.5" || again["pass_urgent"] != "" {
		t.Errorf("%v %v", again, errs)
	}
	for name, value := range map[string]string{"balance_RUB": "1e9", "quiet_from": "7:00", "quiet_zone": "Berlin", "fail_hours": "-1", "quiet_to": "23:00"} {
		bad := form.Join(values, form.Values{name: value})
		if errs := f.Validate(bad); errs[name] == "" {
			t.Errorf("%s %q is taken", name, value)
		}
	}
}
