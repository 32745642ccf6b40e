package actions

import (
	"context"
	"fmt"
	"regexp"
	"slices"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// BackupSchedule sets when a copy is made anew (CLO-18).
var BackupSchedule = Define(Spec[providers.BackupScheduler]{
	Name: "backup.schedule",
	Words: Words{Label: "Schedule", Button: "Save schedule", Doing: "Scheduling", Done: "Scheduled", Icon: "calendar-clock",
		Group: GroupBackups},
	On: providers.KindBackup, Needs: access.OperateServers, Worst: Safe,
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-18"},
	Form:  func(_ providers.BackupScheduler, t Target) form.Form { return scheduleForm(t) },
	Plan: func(t Target, in form.Values) Plan {
		return Plan{
			Title: "Schedule a backup of " + serverName(t),
			Consequences: []Consequence{
				{Disturbing, "On each chosen day the backup is overwritten with what is on the disk then."},
				{Fine, "Without a day it stays as it is."},
			},
		}
	},
	Do: func(ctx context.Context, r *Run, c providers.BackupScheduler) error {
		days, at := daysOf(r.Input), r.Input["time"]
		return changeBackup(ctx, r, c,
			func(f providers.BackupFacts) bool { return slices.Equal(f.Days, days) && f.Time == at },
			func(ctx context.Context) error { return c.ScheduleBackup(ctx, r.Server(), r.Ref(), days, at) })
	},
})

var (
	weekdays   = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	hourMinute = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d$`)
)

func dayField(n int) string { return fmt.Sprintf("day%d", n) }

// scheduleForm has a box for each weekday and the time of day.
func scheduleForm(t Target) form.Form {
	facts := backupFacts(t.Resource)
	at := facts.Time
	if !hourMinute.MatchString(at) {
		at = "00:00"
	}
	f := form.Form{Fields: []form.Field{{
		Name: "time", Label: "Time", Kind: form.Text, Default: at, MaxLength: 5,
		Help: t.Vendor.Name + "'s time, which is Moscow's: 00:00 to 23:59.",
		Check: func(value string) string {
			if hourMinute.MatchString(value) {
				return ""
			}
			return "Two digits each, such as 03:30. The last minute is 23:59."
		},
	}}}
	for i, name := range weekdays {
		day := form.Field{Name: dayField(i + 1), Label: name, Kind: form.Checkbox}
		if slices.Contains(facts.Days, i+1) {
			day.Default = "1"
		}
		f.Fields = append(f.Fields, day)
	}
	return f
}

// daysOf are the chosen weekdays, 1 for Monday.
func daysOf(in form.Values) (days []int) {
	for n := range weekdays {
		if in[dayField(n+1)] != "" {
			days = append(days, n+1)
		}
	}
	return days
}
