package handlers

import (
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
)

var serversHead = []string{"name", "provider", "account", "state", "state at the provider", "addresses", "location",
	"system", "cpu", "memory MB", "disk GB", "tags", "note", "created (UTC)", "paid until (UTC)", "number at the provider",
	"checked (UTC)", "out of date"}

// serversCSV is the list as a file, with the filters and the order of the page.
func (p *panel) serversCSV(c echo.Context) error {
	q, _ := serverQuery(c.QueryParams())
	q.Offset, q.Limit = 0, exportMost
	ctx, scope := c.Request().Context(), scopeOf(c)
	page, err := scope.Servers(ctx, q)
	if err != nil {
		return err
	}
	file := serverCells{panel: p}
	if file.atlas, err = p.atlas(c, page.Accounts); err != nil {
		return err
	}
	if file.tags, err = scope.TagsOf(ctx, nil); err != nil {
		return err
	}
	if file.notes, err = scope.Notes(ctx, nil); err != nil {
		return err
	}
	if err := p.exported(c, "servers"); err != nil {
		return err
	}
	return p.sendCSV(c, p.dated("servers"), serversHead, func(add func(...string)) {
		for _, r := range page.Rows {
			add(file.row(r)...)
		}
	})
}

// serverCells is what the rows of the file are made of.
type serverCells struct {
	*panel
	atlas atlas
	tags  map[models.ID][]string
	notes map[models.ID]models.Note
}

func (f serverCells) row(r models.Resource) []string {
	a, facts := f.atlas.accounts[r.AccountID], r.Server()
	vendor, _ := f.Fleet.Vendor(a.Provider)
	var addresses []string
	for _, address := range facts.Addresses {
		addresses = append(addresses, address.IP)
	}
	old := ""
	if a.IsOld(r, f.Store.Now()) {
		old = "yes"
	}
	return []string{r.Name, vendor.Name, a.Label, string(r.State), r.StateWord, strings.Join(addresses, " "), f.atlas.place(r),
		facts.System, figure(facts.CPU), figure(facts.MemoryMB), figure(facts.DiskGB), strings.Join(f.tags[r.ID], ", "),
		f.notes[r.ID].Text, utcText(facts.CreatedAt), utcText(facts.PaidUntil), r.ExternalID, utcText(a.CheckedAt(r)), old}
}
