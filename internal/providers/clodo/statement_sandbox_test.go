package clodo_test

import (
	"testing"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

func TestStatementsInTheSandbox(t *testing.T) {
	w := newWorld(t)
	zone := w.client.StatementZone()
	day := func(y int, m time.Month, d int) (from, to time.Time) {
		from = time.Date(y, m, d, 0, 0, 0, 0, zone)
		return from, from.AddDate(0, 0, 1).Add(-time.Second)
	}
	from, to := day(2012, 1, 25)
	if s, err := w.client.Statement(t.Context(), providers.Ref{}, from, to); err != nil || s.Charged != "57.82" || len(s.Charges) != 6 {
		t.Errorf("the sample's day: %+v, %v", s, err)
	}
	from, to = day(2026, 3, 3)
	all, err := w.client.Statement(t.Context(), providers.Ref{}, from, to)
	if err != nil || all.Charged == "" {
		t.Fatalf("%+v, %v", all, err)
	}
	one, err := w.client.Statement(t.Context(), providers.Ref{ID: "60"}, from, to)
	if err != nil || one.Charged == all.Charged || len(one.Charges) == 0 {
		t.Errorf("one server: %+v, %v", one, err)
	}
	from, _ = day(2026, 3, 4)
	if today, err := w.client.Statement(t.Context(), providers.Ref{}, from, w.clock.Now()); err != nil || len(today.Charges) == 0 {
		t.Errorf("today: %+v, %v", today, err)
	}
	from, to = day(2027, 1, 1)
	if none, err := w.client.Statement(t.Context(), providers.Ref{}, from, to); err != nil || len(none.Charges) != 0 {
		t.Errorf("a day to come: %+v, %v", none, err)
	}
	if _, err := w.client.Statement(t.Context(), providers.Ref{ID: "9"}, from, to); providers.KindOf(err) != providers.ErrNotFound {
		t.Errorf("no such server: %v", err)
	}
	w.fault("CLO-44", sandbox.FaultHTML)
	if _, err := w.client.Statement(t.Context(), providers.Ref{}, from, to); providers.KindOf(err) != providers.ErrUnexpected {
		t.Errorf("a failure: %v", err)
	}
}
