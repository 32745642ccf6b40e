package handlers

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// partTitles are the headings of what belongs to a server.
var partTitles = map[providers.Kind]string{
	providers.KindBackup: "Backups", providers.KindAddress: "Addresses",
	providers.KindSubnet: "Subnets", providers.KindNetwork: "Networks",
}

// partTable draws things of one kind. Columns that no row fills are left out
// later.
func partTable(t actions.Target, kind providers.Kind, rows []models.Resource) (heads []servers.Head, lines []servers.PartRow) {
	switch kind {
	case providers.KindBackup:
		return backupTable(t, rows)
	case providers.KindNetwork:
		return networkTable(rows)
	}
	return namedTable(kind, rows)
}

func networkTable(rows []models.Resource) (heads []servers.Head, lines []servers.PartRow) {
	heads = []servers.Head{{Label: "Network"}, {Label: "Range"}, {Label: "Type"}, {Label: "VLAN"}, {Label: "Created"}}
	for _, r := range rows {
		var f providers.NetworkFacts
		_ = json.Unmarshal(r.Facts, &f) // Facts of another shape show less rather than nothing.
		name := servers.Cell{Text: cmp.Or(r.Name, ui.IDText(r.ExternalID)), Href: resourceURL(r.Kind, r.ID)}
		if f.Default {
			name.Note = "default"
		}
		vlan := ""
		if f.VLAN > 0 {
			vlan = fmt.Sprint(f.VLAN)
		}
		lines = append(lines, servers.PartRow{ID: rowID(r), Cells: []servers.Cell{
			name, {Text: f.Subnet}, {Text: f.Type}, {Text: vlan}, {Moment: f.CreatedAt},
		}})
	}
	return heads, lines
}

// besideOnly are details of an address that only its own page shows.
var besideOnly = []string{"Type", "Enabled", "Created"}

// namedTable draws what has a name and labeled values, with a column for each
// label in the order of first mention.
func namedTable(kind providers.Kind, rows []models.Resource) (heads []servers.Head, lines []servers.PartRow) {
	heads = []servers.Head{{Label: strings.TrimSuffix(cmp.Or(partTitles[kind], "Names"), "s")}, {Label: "Name"}}
	if kind == providers.KindAddress {
		heads[0].Label = "Address"
	}
	facts, labels := make([]providers.NamedFacts, len(rows)), []string{}
	for i, r := range rows {
		_ = json.Unmarshal(r.Facts, &facts[i]) // As above.
		for _, d := range facts[i].Details {
			if kind == providers.KindAddress && slices.Contains(besideOnly, d.Label) {
				continue
			}
			if !slices.Contains(labels, d.Label) && d.Value != r.Parent {
				labels, heads = append(labels, d.Label), append(heads, servers.Head{Label: d.Label})
			}
		}
	}
	for i, r := range rows {
		cells := make([]servers.Cell, len(heads))
		cells[0] = servers.Cell{Text: cmp.Or(r.Name, r.ExternalID), Copy: kind == providers.KindAddress}
		if pageOf(kind).own {
			cells[0].Href = resourceURL(kind, r.ID)
		}
		if facts[i].Title != r.Name {
			cells[1].Text = facts[i].Title
		}
		for _, d := range facts[i].Details {
			if at := slices.Index(labels, d.Label); at >= 0 {
				cells[at+2] = cellOf(d.Value)
			}
		}
		lines = append(lines, servers.PartRow{ID: rowID(r), Cells: cells})
	}
	return heads, lines
}

// cellOf shows a moment as everywhere else.
func cellOf(value string) servers.Cell {
	if at, err := time.Parse(time.RFC3339, value); err == nil {
		return servers.Cell{Moment: at}
	}
	return servers.Cell{Text: value}
}

func rowID(r models.Resource) string { return fmt.Sprintf("%s-%d", r.Kind, r.ID) }
