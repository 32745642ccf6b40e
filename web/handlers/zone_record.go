package handlers

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/zone"
	"pinfold/web/templates/zones"
)

// newRecord asks for the fields of a record that is to be added.
func (p *panel) newRecord(c echo.Context) error {
	d, err := p.zoneDesk(c)
	if err != nil {
		return err
	}
	if c.QueryParam("row") != "" {
		return p.render(c, http.StatusOK, zones.NoRow())
	}
	kind := strings.ToUpper(c.QueryParam("type"))
	if !d.zone.Takes(kind) {
		kind = d.zone.Offered()[0]
	}
	return p.showRecord(c, http.StatusOK, d, d.newForm(zone.NewDraft(kind)))
}

// editRecord asks for the fields of a record that is there.
func (p *panel) editRecord(c echo.Context) error {
	d, err := p.zoneDesk(c)
	if err != nil {
		return err
	}
	at, err := d.place(c.Param("record"))
	if err != nil {
		return err
	}
	if c.QueryParam("row") != "" {
		return p.render(c, http.StatusOK, zones.RowFragment(d.entryAt(at)))
	}
	return p.showRecord(c, http.StatusOK, d, d.editForm(at, zone.DraftOf(at.stands), at.stands.Mark()))
}

func (d zoneDesk) newForm(draft zone.Draft) zones.RecordForm {
	here := d.url() + "/records/new"
	f := zones.RecordForm{RowID: zones.NewRow, Zone: zone.Unicode(d.zone.Name), Action: here, Cancel: d.url(), RowURL: here + "?row=1", New: true, Draft: draft}
	for _, kind := range d.zone.Offered() {
		f.Types = append(f.Types, zones.TypeLink{Type: kind, Href: here + "?type=" + url.QueryEscape(kind), Current: kind == draft[zone.FieldType]})
	}
	return f
}

func (d zoneDesk) editForm(at place, draft zone.Draft, was string) zones.RecordForm {
	here := d.recordURL(at.key)
	return zones.RecordForm{RowID: zones.RowID(at.key), Zone: zone.Unicode(d.zone.Name), Action: here, Cancel: d.url(), RowURL: here + "?row=1", Draft: draft, Was: was}
}

func (d zoneDesk) recordURL(key string) string { return d.url() + "/records/" + key }

func (p *panel) showRecord(c echo.Context, status int, d zoneDesk, f zones.RecordForm) error {
	if inDialog(c) {
		return p.render(c, status, zones.RecordFragment(f))
	}
	title := "Edit record"
	if f.New {
		title = "Add record"
	}
	s, err := p.shell(c, title, "zones")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden, s.Head = f.Cancel, f.Zone, true, zones.Sheet()
	return p.render(c, status, zones.RecordPage(s, f))
}

// keepNewRecord puts an addition onto the list.
func (p *panel) keepNewRecord(c echo.Context) error {
	d, err := p.zoneDesk(c)
	if err != nil {
		return err
	}
	draft, err := draftFrom(c, "")
	if err != nil {
		return err
	}
	record, wrong := d.zone.Read(draft, d.has)
	change := zone.Change{After: &record}
	if len(wrong) == 0 {
		wrong = d.held("", change)
	}
	if len(wrong) > 0 {
		if says := wrong[zone.FieldType]; says != "" {
			draft, wrong = zone.NewDraft(d.zone.Offered()[0]), zone.Wrong{"": says}
		}
		f := d.newForm(draft)
		f.Wrong = wrong
		return p.showRecord(c, http.StatusUnprocessableEntity, d, f)
	}
	// Kept twice, from two windows, it is added once.
	err = p.edit(c, &d, func(now []zone.Change) []zone.Change { return zone.Put(now, change.Key(), change) })
	if err != nil {
		return err
	}
	return p.edited(c, d, "")
}

// keepRecord puts a changed record onto the list.
func (p *panel) keepRecord(c echo.Context) error {
	d, err := p.zoneDesk(c)
	if err != nil {
		return err
	}
	at, err := d.place(c.Param("record"))
	if err != nil {
		return err
	}
	draft, err := draftFrom(c, at.stands.Type)
	if err != nil {
		return err
	}
	record, wrong := d.zone.Read(draft, d.has)
	change := zone.Change{Before: at.before, After: &record}
	if at.before != nil {
		record.ID = at.before.ID
	}
	if len(wrong) == 0 {
		wrong = d.held(at.key, change)
	}
	f := d.editForm(at, draft, at.stands.Mark())
	if c.FormValue("was") != f.Was {
		wrong[""] = "The record was changed while you edited it. Keep your change to replace what it says now:"
		f.Now = zones.Said(at.stands)
	}
	if f.Wrong = wrong; len(wrong) > 0 {
		return p.showRecord(c, http.StatusUnprocessableEntity, d, f)
	}
	if err := p.edit(c, &d, func(now []zone.Change) []zone.Change { return zone.Put(now, at.key, change) }); err != nil {
		return err
	}
	return p.edited(c, d, at.key)
}

// draftFrom is what a person typed. The type of a record that is there is not
// for the form to say.
func draftFrom(c echo.Context, kind string) (zone.Draft, error) {
	sent, err := posted(c)
	if err != nil {
		return nil, err
	}
	if kind == "" {
		kind = strings.ToUpper(sent.Get(zone.FieldType))
	}
	draft := zone.Draft{zone.FieldType: kind}
	names := []string{zone.FieldName, zone.FieldTTL}
	for _, f := range zone.Fields(kind) {
		names = append(names, f.Name)
	}
	for _, name := range names {
		draft[name] = strings.ToValidUTF8(sent.Get(name), "")
	}
	return draft, nil
}

// held are the rules that a change breaks, by field.
func (d zoneDesk) held(key string, change zone.Change) zone.Wrong {
	wrong := zone.Wrong{}
	list := zone.Put(d.changes, key, change)
	at := zone.Find(list, change.Key())
	for _, f := range d.zone.Review(d.records, list) {
		if f.Level == zone.Error && at >= 0 && slices.Contains(f.Records, at) && wrong[f.Field] == "" {
			wrong[f.Field] = f.Text
		}
	}
	return wrong
}
