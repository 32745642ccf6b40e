package ui

import (
	"context"
	"net/url"
	"strings"

	"pinfold/internal/form"
	"pinfold/web/templates/i18n"
)

// fieldView is one field with what was entered and what is wrong with it.
type fieldView struct {
	form.Field
	value, problem string
}

// views picks the named fields of a form, or all of them.
func views(f form.Form, values form.Values, errs form.Errors, names []string) []fieldView {
	var out []fieldView
	for _, field := range f.Fields {
		if field.Kind == form.Hidden || len(names) > 0 && !listed(names, field.Name) {
			continue
		}
		value, known := values[field.Name]
		if !known {
			value = field.Start()
		}
		if field.Secret || field.Kind == form.Password {
			value = ""
		}
		problem := errs[field.Name]
		if problem != "" && (strings.Contains(problem, field.Help) || strings.Contains(field.Help, problem)) {
			field.Help = "" // The sentence at the field says it already.
		}
		out = append(out, fieldView{field, value, problem})
	}
	return out
}

func listed(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

func fieldID(name string) string { return "f-" + name }

// confirmName is the field of the typed name, which no form describes.
const confirmName = "confirm"

// control are the attributes of the field's input.
func (v fieldView) control() Attrs {
	attrs := Attrs{"id": fieldID(v.Name), "name": v.Name}
	var about []string
	if v.problem != "" {
		attrs["aria-invalid"] = "true"
		about = append(about, fieldID(v.Name)+"-e")
	}
	if v.Help != "" {
		about = append(about, fieldID(v.Name)+"-h")
	}
	if len(about) > 0 {
		attrs["aria-describedby"] = strings.Join(about, " ")
	}
	if v.Autocomplete != "" {
		attrs["autocomplete"] = v.Autocomplete
	}
	if v.Placeholder != "" {
		attrs["placeholder"] = v.Placeholder
	}
	return attrs
}

// typed adds what a field to type in has.
func (v fieldView) typed() Attrs {
	attrs := v.control()
	switch v.Kind {
	case form.Number:
		attrs["inputmode"], attrs["type"] = "numeric", "text"
	case form.Email, form.Password:
		attrs["type"] = string(v.Kind)
	default:
		attrs["type"] = "text"
	}
	if v.Autocomplete == "one-time-code" {
		attrs["inputmode"] = "numeric"
	}
	if v.Kind == form.Email || v.Kind == form.Password {
		attrs["autocapitalize"], attrs["spellcheck"] = "off", "false"
	}
	return attrs
}

// showWhen writes conditions the way form.js reads them.
func showWhen(conditions []form.Condition) Attrs {
	if len(conditions) == 0 {
		return nil
	}
	query := url.Values{}
	for _, c := range conditions {
		query[c.Field] = append(query[c.Field], c.Values...)
	}
	return Attrs{"data-show-when": query.Encode()}
}

// invalid marks an input whose value was refused.
func invalid(name, problem string) Attrs {
	if problem == "" {
		return nil
	}
	return Attrs{"aria-invalid": "true", "aria-describedby": fieldID(name) + "-e"}
}

// refusal says how many fields need another look.
func refusal(ctx context.Context, n int) string {
	words := []string{"", "", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"}
	count := NumberText(int64(n))
	if n < len(words) {
		count = i18n.T(ctx, words[n])
	}
	return i18n.N(ctx, n, "One field needs another look.", "{count} fields need another look.", "count", count)
}
