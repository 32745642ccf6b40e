package storage

import (
	"context"

	"pinfold/internal/form"
	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

func (f NewFolder) form() form.Form {
	return form.Form{Fields: []form.Field{{Name: "name", Label: "Name", Kind: form.Text, MaxLength: 1000, Autocomplete: "off",
		Help: "Without a slash. It stands in front of the names of all that is in it."}}}
}

func (f NewFolder) values() form.Values { return form.Values{"name": f.Name} }

func (f NewFolder) errors() form.Errors {
	if f.Problem == "" {
		return nil
	}
	return form.Errors{"name": f.Problem}
}

// will is what a deletion does.
func (d Deletion) will(ctx context.Context) []ui.Consequence {
	return []ui.Consequence{{Kind: ui.Error, Text: i18n.N(ctx, len(d.Keys), "It is lost for good, unless the bucket keeps versions.",
		"They are lost for good, unless the bucket keeps versions.")}}
}
