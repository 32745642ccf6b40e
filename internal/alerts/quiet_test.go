package alerts_test

import (
	"testing"
	"time"

	"pinfold/internal/alerts"
	"pinfold/internal/models"
)

// Case 35: quiet hours in the nights in which clocks change.
//
// TestQuietHours over midnight, within a day, and in the nights in which the
// clocks of Berlin and New York change.
func TestQuietHours(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ from, to, zone, now, until string }{
		{"22:00", "07:00", "UTC", "2026-05-01T21:59:59Z", ""},
		{"22:00", "07:00", "UTC", "2026-05-01T22:00:00Z", "2026-05-02T07:00:00Z"},
		{"22:00", "07:00", "UTC", "2026-05-02T06:59:59Z", "2026-05-02T07:00:00Z"},
		{"22:00", "07:00", "UTC", "2026-05-02T07:00:00Z", ""},
		{"12:00", "13:30", "UTC", "2026-05-02T13:00:00Z", "2026-05-02T13:30:00Z"},
		{"12:00", "13:30", "UTC", "2026-05-02T13:30:00Z", ""},
		// The 29th of March has 23 hours in Berlin, the 25th of October 25.
		{"22:00", "07:00", "Europe/Berlin", "2026-03-28T20:59:00Z", ""},
		{"22:00", "07:00", "Europe/Berlin", "2026-03-28T21:00:00Z", "2026-03-29T05:00:00Z"},
		{"22:00", "07:00", "Europe/Berlin", "2026-10-24T20:00:00Z", "2026-10-25T06:00:00Z"},
		// 02:30 is not there on the 8th of March in New York, and twice there on
		// the 1st of November.
		{"23:00", "02:30", "America/New_York", "2026-03-08T06:59:00Z", "2026-03-08T07:30:00Z"},
		{"23:00", "02:30", "America/New_York", "2026-03-08T07:30:00Z", ""},
		{"23:00", "01:30", "America/New_York", "2026-11-01T05:29:00Z", "2026-11-01T05:30:00Z"},
		{"23:00", "01:30", "America/New_York", "2026-11-01T06:15:00Z", ""},
		{"08:00", "08:00", "UTC", "2026-05-02T08:00:00Z", ""},
		{"22:00", "07:00", "No/Zone", "2026-05-01T23:00:00Z", ""},
	} {
		now, err := time.Parse(time.RFC3339, test.now)
		if err != nil {
			t.Fatal(err)
		}
		s := models.AlertSettings{Quiet: true, QuietFrom: test.from, QuietTo: test.to, QuietZone: test.zone}
		until, quiet := alerts.QuietUntil(s, now)
		got := ""
		if quiet {
			got = until.UTC().Format(time.RFC3339)
		}
		if got != test.until {
			t.Errorf("%s to %s %s at %s: until %q, want %q", test.from, test.to, test.zone, test.now, got, test.until)
		}
		s.Quiet = false
		if _, quiet := alerts.QuietUntil(s, now); quiet {
			t.Error("quiet although it is off")
		}
	}
}

// TestQuietHoursHold all but what may pass, and send one summary afterwards,
// which tells what is over by then.
func TestQuietHoursHold(t *testing.T) {
	t.Parallel()
	r := newRig(t).listen()
	now := r.Now()
	r.settle(func(s *models.AlertSettings) {
		s.Quiet, s.QuietZone, s.QuietPass = true, "UTC", []string{"urgent"}
		s.QuietFrom, s.QuietTo = now.Add(-time.Hour).Format("15:04"), now.Add(2*time.Hour).Format("15:04")
	})
	r.operation("web", models.StatusFailed)
	r.operation("db", models.StatusUnknown)
	r.turn()
	r.wantTitles("Reboot db: it is not known whether it happened")
	if r.Int(t, "SELECT COUNT(*) FROM alert_deliveries WHERE held") != 1 {
		t.Error("nothing is marked as held back")
	}
	r.Clock.Add(30 * time.Minute)
	r.operation("mail", models.StatusFailed)
	r.turn()
	r.Clock.Add(29 * time.Minute)
	r.turn()
	r.wantTitles("Reboot db: it is not known whether it happened")
	r.Clock.Add(2 * time.Hour)
	r.turn()
	got := r.hook.messages(t)
	if len(got) != 2 || !got[1].Summary || len(got[1].Alerts) != 2 || got[0].Summary {
		t.Fatalf("came %+v", got)
	}
}
