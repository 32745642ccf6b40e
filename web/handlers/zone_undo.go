package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/zone"
	"pinfold/web/templates/ui"
	"pinfold/web/templates/zones"
)

// removeRecord puts a removal onto the list, or takes an addition off it.
func (p *panel) removeRecord(c echo.Context) error {
	d, err := p.zoneDesk(c)
	if err != nil {
		return err
	}
	at, err := d.place(c.Param("record"))
	if err != nil {
		return err
	}
	err = p.edit(c, &d, func(now []zone.Change) []zone.Change { return zone.Put(now, at.key, zone.Change{Before: at.before}) })
	if err != nil {
		return err
	}
	return p.edited(c, d, at.key)
}

// undoRecord takes what was changed in a record off the list.
func (p *panel) undoRecord(c echo.Context) error {
	d, err := p.zoneDesk(c)
	if err != nil {
		return err
	}
	key := c.Param("record")
	if _, err := d.place(key); err != nil {
		return err
	}
	if err := p.edit(c, &d, func(now []zone.Change) []zone.Change { return zone.Without(now, key) }); err != nil {
		return err
	}
	return p.edited(c, d, key)
}

// discardChanges empties the list.
func (p *panel) discardChanges(c echo.Context) error {
	d, err := p.zoneDesk(c)
	if err != nil {
		return err
	}
	if err := p.edit(c, &d, func([]zone.Change) []zone.Change { return nil }); err != nil {
		return err
	}
	return p.doneThere(c, d.url(), ui.Notice{Kind: ui.OK, Title: "The changes are discarded", Text: "The zone is as it was."})
}

// edited answers a change of the list: a script gets the parts of the page that
// it alters, a plain form is sent back to the record.
func (p *panel) edited(c echo.Context, d zoneDesk, key string) error {
	if !inDialog(c) {
		target := d.url()
		if key != "" {
			target += "#" + zones.RowID(key)
		}
		return c.Redirect(http.StatusSeeOther, target)
	}
	pending, err := p.pendingPanel(c, d)
	if err != nil {
		return err
	}
	var row *zones.Entry
	if at, err := d.place(key); key != "" && err == nil && at.before != nil {
		entry := d.entryAt(at)
		row = &entry
	}
	return p.render(c, http.StatusOK, zones.Answer(row, d.addedEntries(nil), pending))
}
