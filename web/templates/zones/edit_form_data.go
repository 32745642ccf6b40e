package zones

import (
	"context"

	"pinfold/internal/zone"
	"pinfold/web/templates/ui"
)

// RecordForm is the form of one record.
type RecordForm struct {
	// RowID is the row that the form takes the place of.
	RowID string
	Zone  string
	// Action is where it is posted, Cancel the page to go back to, RowURL what
	// gives the row again without a change.
	Action, Cancel, RowURL string
	// New offers the types; an existing record keeps its own.
	New   bool
	Types []TypeLink
	Draft zone.Draft
	// Wrong holds a sentence for each refused field, "" for the whole.
	Wrong zone.Wrong
	// Was marks what the record said when the form was drawn.
	Was string
	// Now is what the record says meanwhile, if it was changed.
	Now string
}

// TypeLink is a type to choose.
type TypeLink struct {
	Type, Href string
	Current    bool
}

// Kind is the type of the record.
func (f RecordForm) Kind() string { return f.Draft[zone.FieldType] }

func (f RecordForm) fields() []zone.Field { return zone.Fields(f.Kind()) }

func fieldID(name string) string { return "rec-field-" + name }

// marked ties a field to its sentence.
func (f RecordForm) marked(name string) ui.Attrs {
	if f.Wrong[name] == "" {
		return nil
	}
	return ui.Attrs{"aria-invalid": "true", "aria-describedby": fieldID(name) + "-e"}
}

// numeric are the fields that hold figures.
func numeric(name string) bool {
	switch name {
	case "priority", "weight", "port", "flags":
		return true
	}
	return false
}

// opens makes a link put the form of a record into its row.
func opens(ctx context.Context, url, row string) ui.Attrs {
	return ui.Join(ui.HX(ctx, "hx-get", url, "hx-target", "#"+row, "hx-select", "#"+row, "hx-swap", "outerHTML",
		"hx-status:4xx", "swap:none", "hx-status:5xx", "swap:none"), ui.Attrs{"data-edit": row})
}

// adds makes a link put the form of a new record above the others.
func adds(ctx context.Context, url string) ui.Attrs {
	return ui.Join(ui.HX(ctx, "hx-get", url, "hx-target", "#zone-add", "hx-select", "#"+NewRow, "hx-swap", "innerHTML",
		"hx-status:4xx", "swap:none", "hx-status:5xx", "swap:none"), ui.Attrs{"data-edit": NewRow})
}

// NewRow is the row of a record that is being added.
const NewRow = "rec-new"

// keeps makes a form of a row be answered in its place. A form that comes back
// with errors takes the row's place; what was kept comes with its own places.
func (f RecordForm) keeps(ctx context.Context) ui.Attrs {
	return ui.Join(ui.HX(ctx, "hx-post", f.Action, "hx-target", "#"+f.RowID, "hx-select", "#"+f.RowID, "hx-swap", "none",
		"hx-status:422", "swap:outerHTML", "hx-status:5xx", "swap:none"), ui.Attrs{"data-edit": f.RowID})
}

// changes makes a small form be answered with the parts of the page that it
// changes.
func changes(ctx context.Context, url string) ui.Attrs {
	return ui.HX(ctx, "hx-post", url, "hx-swap", "none")
}

func fieldClass(f zone.Field) string {
	if f.Short {
		return "rec-short"
	}
	return "rec-long"
}
