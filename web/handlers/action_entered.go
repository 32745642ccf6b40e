package handlers

import (
	"net/url"

	"pinfold/internal/form"
)

// entered are the values that a form starts with: its defaults, or those of the
// query where it names a field of the form. Secret fields take none.
func entered(f form.Form, query url.Values) form.Values {
	values := f.Defaults()
	named := false
	for _, field := range f.Fields {
		named = named || query.Has(field.Name)
	}
	if !named {
		return values
	}
	for _, field := range f.Fields {
		switch {
		case field.Secret || field.Kind == form.Password:
		case query.Has(field.Name):
			values[field.Name] = query.Get(field.Name)
		case field.Kind == form.Checkbox || field.Kind == form.Radio:
			values[field.Name] = "" // A box without a tick is not sent.
		}
	}
	return values
}
