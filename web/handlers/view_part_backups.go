package handlers

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

func backupTable(t actions.Target, rows []models.Resource) (heads []servers.Head, lines []servers.PartRow) {
	heads = []servers.Head{{Label: "Made"}, {Label: "Description"}, {Label: "Kind"}, {Label: "State"}, {Label: "Of disk"},
		{Label: "System"}, {Label: "Renewed"}, {Label: "Size", End: true}, {Label: "Price", End: true}}
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b models.Resource) int { return backupFacts(b).MadeAt.Compare(backupFacts(a).MadeAt) })
	var scheduled bool
	facts := make([]providers.BackupFacts, len(rows))
	for i, r := range rows {
		facts[i] = backupFacts(r)
		scheduled = scheduled || len(facts[i].Days) > 0
	}
	for i, r := range rows {
		f := facts[i]
		made := servers.Cell{Moment: f.MadeAt}
		if f.MadeAt.IsZero() {
			made.Text = cmp.Or(r.Name, r.ExternalID)
		}
		lines = append(lines, servers.PartRow{ID: rowID(r), Cells: []servers.Cell{
			made, {Text: f.Description}, {Text: f.Type}, backupState(t, r), {Text: diskName(t, f.DiskID)},
			{Text: f.System}, {Text: renewed(f, scheduled)}, {Text: gigabytes(f.SizeGB)}, {Text: hourly(f.PricePerHour, t.Account.Currency)},
		}})
	}
	return heads, lines
}

func backupFacts(r models.Resource) (f providers.BackupFacts) {
	_ = json.Unmarshal(r.Facts, &f) // Facts of another shape show less rather than nothing.
	return f
}

// backupState is what the panel does with a copy now, else the provider's word
// for its state.
func backupState(t actions.Target, r models.Resource) servers.Cell {
	if t.Busy != nil && t.Busy.ResourceID == r.ID {
		s := operationState(*t.Busy)
		return servers.Cell{Text: s.Word, State: s.Kind}
	}
	if r.State == providers.Available || r.State == "" {
		return servers.Cell{}
	}
	return servers.Cell{Text: cmp.Or(r.StateWord, stateWords[r.State].Word)}
}

// diskName is how the server calls a disk.
func diskName(t actions.Target, id string) string {
	for _, d := range t.Resource.Server().Disks {
		if d.ID == id {
			return cmp.Or(d.Name, ui.IDText(id))
		}
	}
	return ui.IDText(id)
}

var weekdays = []string{"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}

// renewed says when a backup is made anew. Where none is, nothing is said.
func renewed(f providers.BackupFacts, scheduled bool) string {
	if !scheduled {
		return ""
	}
	var days []string
	for _, d := range f.Days {
		if d > 0 && d < len(weekdays) {
			days = append(days, weekdays[d])
		}
	}
	text := strings.Join(days, ", ")
	switch len(days) {
	case 0:
		return "Never"
	case 7:
		text = "Daily"
	}
	if f.Time != "" {
		text += " at " + f.Time
	}
	return text
}

func gigabytes(n int) string {
	if n == 0 {
		return ""
	}
	return ui.DiskText(int64(n))
}

func hourly(price, currency string) string {
	amount, err := decimal.NewFromString(price)
	if err != nil {
		return ""
	}
	return ui.PriceText(amount, currency) + "/h"
}
