package fleet_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"testing"
	"time"

	"pinfold/internal/fleet"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// teller is a provider that tells statements of any period, one rouble a day
// for memory, and notes what it was asked.
type teller struct {
	*vendor
	asked []string
	err   error
}

func (t *teller) StatementZone() *time.Location { return time.FixedZone("MSK", 3*60*60) }

func (t *teller) Statement(_ context.Context, server providers.Ref, from, to time.Time) (providers.Statement, error) {
	if t.err != nil {
		return providers.Statement{}, t.err
	}
	t.asked = append(t.asked, server.ID+" "+from.Format(time.DateOnly)+" "+to.Format(time.DateOnly))
	days := int(to.Add(time.Second).Sub(from).Hours()/24 + 0.99)
	amount := providers.Charge{Code: "mem", Kind: providers.SpendMemory, Amount: time.Unix(int64(days), 0).UTC().Format("5") + ".25"}
	return providers.Statement{Charges: []providers.Charge{amount}}, nil
}

func newTeller(t *testing.T) (*rig, *teller) {
	r := newRig(t)
	told := &teller{vendor: r.v}
	r.reopen(told)
	r.refresh()
	return r, told
}

func (r *rig) spend() {
	r.t.Helper()
	testdb.Must(r.t, r.fleet.RecordSpend(ctx, r.scope.Team.ID, r.id))
}

// until records spend until nothing is missing.
func (r *rig) until(turns int) {
	r.t.Helper()
	for range turns {
		r.spend()
		r.Clock.Add(2 * time.Minute)
	}
}

func TestSpendIsReadABitAtATime(t *testing.T) {
	r, told := newTeller(t)
	r.spend()
	if len(told.asked) != 4 || told.asked[0][:1] != " " {
		t.Fatalf("asked %q", told.asked)
	}
	r.spend()
	if len(told.asked) != 4 {
		t.Error("asked again at once")
	}
	r.until(20)
	if n := r.Int(t, "SELECT COUNT(*) FROM spend_days WHERE server_id = 0 AND final = 1 AND first = day"); n < 30 {
		t.Errorf("%d single days are known", n)
	}
	if n := r.Int(t, "SELECT COUNT(*) FROM spend_days WHERE first <> day"); n < 10 {
		t.Errorf("%d months are known", n)
	}
	if n := r.Int(t, "SELECT COUNT(*) FROM spend_days WHERE server_id <> 0"); n != 1 {
		t.Errorf("%d servers are known", n)
	}
	asked := len(told.asked)
	r.Clock.Add(4 * time.Hour)
	r.spend()
	if len(told.asked) != asked+1 {
		t.Errorf("today was asked for with %d calls", len(told.asked)-asked)
	}
	paces, err := r.scope.Paces(ctx, "2000-01-01", "2100-01-01")
	testdb.Must(t, err)
	if p := paces[r.id]; p.Days < 300 || p.Currency == "" || !p.PerDay().IsPositive() {
		t.Errorf("%+v", p)
	}
}

// TestSpendIsStoredOnce: the same reading again changes nothing.
func TestSpendIsStoredOnce(t *testing.T) {
	r, _ := newTeller(t)
	r.until(20)
	rows, sum := r.Int(t, "SELECT COUNT(*) FROM spends"), r.Int(t, "SELECT SUM(amount) FROM spends WHERE source = 'statement' AND first = day AND server_id = 0")
	r.Exec(t, "UPDATE spend_days SET final = 0")
	r.Exec(t, "UPDATE spend_checks SET next_at = '2000-01-01'")
	r.until(20)
	if again := r.Int(t, "SELECT COUNT(*) FROM spends"); again != rows {
		t.Errorf("%d rows, then %d", rows, again)
	}
	if again := r.Int(t, "SELECT SUM(amount) FROM spends WHERE source = 'statement' AND first = day AND server_id = 0"); again != sum {
		t.Errorf("%d, then %d", sum, again)
	}
}

func TestSpendThatIsNotReadSaysWhy(t *testing.T) {
	r, told := newTeller(t)
	told.err = &providers.Error{Kind: providers.ErrUnavailable, Sentence: "Clodo does not answer."}
	r.spend()
	checks, err := r.scope.SpendChecks(ctx)
	testdb.Must(t, err)
	if c := checks[r.id]; c.FailedAt == nil || c.Error != "Clodo does not answer." || !c.NextAt.After(r.Now()) {
		t.Errorf("%+v", c)
	}
	told.err = nil
	r.Clock.Add(20 * time.Minute)
	r.spend()
	if checks, _ = r.scope.SpendChecks(ctx); checks[r.id].FailedAt != nil {
		t.Errorf("%+v", checks[r.id])
	}
	told.err = errors.New("a fault of ours")
	r.Clock.Add(4 * time.Hour)
	if err := r.fleet.RecordSpend(ctx, r.scope.Team.ID, r.id); err == nil {
		t.Error("a fault of ours was taken for the provider's")
	}
}

// monthly is a provider that tells sums of the month.
type monthly struct {
	*vendor
	lines []providers.UsageLine
}

func (m *monthly) Costs(context.Context, providers.Ref) ([]providers.UsageLine, error) {
	return m.lines, nil
}

func line(server string, kind providers.SpendKind, cost string) providers.UsageLine {
	return providers.UsageLine{Server: server, Kind: kind, Cost: cost}
}

// TestSumsOfTheMonthBecomeDays, each with what was added since the day before.
func TestSumsOfTheMonthBecomeDays(t *testing.T) {
	r := newRig(t)
	m := &monthly{vendor: r.v}
	r.reopen(m)
	r.refresh()
	r.at(time.Date(2026, 5, 10, 12, 0, 0, 0, time.UTC))
	account, err := r.scope.Account(ctx, r.id)
	testdb.Must(t, err)
	r.Thing(t, r.scope, account, providers.Observation{Kind: providers.KindBilling, ID: "6", Name: "konto"})
	read := func(lines ...providers.UsageLine) {
		t.Helper()
		m.lines = lines
		r.Exec(t, "UPDATE spend_checks SET next_at = '2000-01-01'")
		r.spend()
	}
	total := func(day string) int64 {
		return r.Int(t, "SELECT COALESCE(SUM(amount), 0) FROM spends WHERE server_id = 0 AND day = ?", day) / 1e7
	}
	of := func(day string) int64 {
		return r.Int(t, "SELECT COALESCE(SUM(amount), 0) FROM spends WHERE server_id <> 0 AND day = ?", day) / 1e7
	}
	read(line("web", providers.SpendServer, "9.00"), line("", providers.SpendStorage, "1.00"))
	r.Clock.Add(3 * time.Hour)
	read(line("web", providers.SpendServer, "9.50"), line("", providers.SpendStorage, "1.00"))
	if total("2026-05-10") != 1050 || of("2026-05-10") != 950 {
		t.Errorf("the first day has %d, of it %d of servers", total("2026-05-10"), of("2026-05-10"))
	}
	r.Clock.Add(24 * time.Hour)
	read(line("web", providers.SpendServer, "10.50"), line("", providers.SpendStorage, "1.25"))
	if total("2026-05-11") != 125 || of("2026-05-11") != 100 {
		t.Errorf("the second day has %d, of it %d of servers", total("2026-05-11"), of("2026-05-11"))
	}
	r.Clock.Add(24 * time.Hour)
	read(line("", providers.SpendStorage, "1.50")) // The server's line is gone.
	if total("2026-05-12") != 25 || of("2026-05-12") != 0 {
		t.Errorf("the third day has %d, of it %d of servers", total("2026-05-12"), of("2026-05-12"))
	}
	days, err := r.scope.SpendDays(ctx, r.id, models.SpendUsage, "")
	testdb.Must(t, err)
	if len(days) != 3 || days[0].First != "2026-05-01" || days[1].First != "2026-05-11" {
		t.Errorf("%+v", days)
	}
	r.at(time.Date(2026, 6, 1, 3, 0, 0, 0, time.UTC))
	read(line("web", providers.SpendServer, "0.10"))
	if total("2026-06-01") != 10 {
		t.Errorf("a new month begins with %d", total("2026-06-01"))
	}
}

// TestInvoicesAreSpendOfTheirMonth, in the place of what usage told of it.
func TestInvoicesAreSpendOfTheirMonth(t *testing.T) {
	r := newRig(t)
	r.refresh()
	r.at(time.Date(2026, 5, 10, 12, 0, 0, 0, time.UTC))
	account, err := r.scope.Account(ctx, r.id)
	testdb.Must(t, err)
	testdb.Must(t, r.scope.RecordSpend(ctx, models.Spending{SpendKey: models.SpendKey{AccountID: r.id, Source: models.SpendUsage, Day: "2026-04-20"},
		First: "2026-04-01", Currency: "EUR"}))
	facts := providers.InvoiceFacts{PeriodStart: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), PeriodEnd: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC),
		Tax: "2.00", Discount: "1.00", Lines: []providers.InvoiceLine{{Name: "web, 2 CPUs", Amount: "8.00"}, {Name: "Object storage", Amount: "2.00"}}}
	r.Thing(t, r.scope, account, providers.Observation{Kind: providers.KindInvoice, ID: "001", Name: "001", Facts: facts})
	facts.PeriodStart, facts.PeriodEnd = facts.PeriodEnd, facts.PeriodEnd.AddDate(0, 1, 0)
	r.Thing(t, r.scope, account, providers.Observation{Kind: providers.KindInvoice, ID: "002", Name: "002", Facts: facts})
	r.spend()
	sums, err := r.scope.SpendByMonth(ctx, "2026-01-01", "2026-12-31")
	testdb.Must(t, err)
	got := map[providers.SpendKind]string{}
	for _, s := range sums {
		if s.Month != "2026-04" {
			t.Errorf("%+v", s)
		}
		got[s.Kind] = s.Value().String()
	}
	if got[providers.SpendServer] != "8" || got[providers.SpendStorage] != "2" || got[providers.SpendTax] != "2" || got[providers.SpendOther] != "-1" {
		t.Errorf("%v", got)
	}
	by, err := r.scope.SpendByServer(ctx, "2026-01-01", "2026-12-31")
	testdb.Must(t, err)
	if len(by) != 1 || by[0].Value().String() != "8" {
		t.Errorf("%+v", by)
	}
}

// reopen gives the account another client.
func (r *rig) reopen(client any) {
	open := func(form.Values, form.Values, providers.Kit) (providers.Client, error) { return client, nil }
	r.fleet = fleet.New(fleet.Options{Store: r.Store, Keys: r.ring, Bus: r.bus, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Vendors: []providers.Vendor{{Slug: providers.Clodo, Name: "Clodo", Currency: "RUB", Zero: client, Open: open}}})
}

// at moves the clock to a moment.
func (r *rig) at(moment time.Time) { r.Clock.Add(moment.Sub(r.Now())) }
