package actions

import (
	"net/url"
	"reflect"
	"slices"

	"pinfold/internal/form"
	"pinfold/web/templates/ui"
)

// asking drops the button where the action is not possible.
func (b Box) asking() ui.Asking {
	a := b.Asking
	if b.Reason != "" || b.nobody() {
		a.Submit = ""
	}
	return a
}

// unseen are the fields that the page fills in, with their values.
func (b Box) unseen() (fields []form.Field) {
	for _, f := range b.Form.Fields {
		if f.Kind != form.Hidden {
			continue
		}
		if value, ok := b.Values[f.Name]; ok {
			f.Default = value
		}
		fields = append(fields, f)
	}
	return fields
}

// long reports whether the form is too long to be sent with every change of a
// field. Its plan does not depend on what is entered.
func (b Box) long() bool { return len(b.Form.Fields) >= 20 }

// nobody reports whether no target of a bulk action can take part.
func (b Box) nobody() bool {
	in, out := split(b.Targets)
	return len(in) == 0 && len(out) > 0
}

// split tells targets that take part from those left out.
func split(all []Target) (in, out []Target) {
	for _, t := range all {
		if t.Reason == "" {
			in = append(in, t)
		} else {
			out = append(out, t)
		}
	}
	return in, out
}

// sections are the groups of a wide form. Fields that no group names come
// last, so that none is lost.
func (b Box) sections() []Group {
	named := map[string]bool{}
	var all []Group
	for _, g := range b.Groups {
		if len(g.Fields) == 0 {
			continue
		}
		all = append(all, g)
		for _, name := range g.Fields {
			named[name] = true
		}
	}
	var rest []string
	for _, f := range b.Form.Fields {
		if !named[f.Name] && f.Kind != form.Hidden {
			rest = append(rest, f.Name)
		}
	}
	if len(rest) > 0 {
		all = append(all, Group{Fields: rest})
	}
	return all
}

// titled reports whether the groups need a column for their headings.
func (b Box) titled() bool {
	return slices.ContainsFunc(b.Groups, func(g Group) bool { return g.Title != "" })
}

// showWhen are the conditions that all fields of a group have in common,
// written as fields have them. The heading comes and goes with its fields.
func (b Box) showWhen(g Group) ui.Attrs {
	var common []form.Condition
	for i, name := range g.Fields {
		field, _ := b.Form.Field(name)
		if len(field.When) == 0 || i > 0 && !reflect.DeepEqual(field.When, common) {
			return nil
		}
		common = field.When
	}
	query := url.Values{}
	for _, c := range common {
		query[c.Field] = append(query[c.Field], c.Values...)
	}
	if len(query) == 0 {
		return nil
	}
	return ui.Attrs{"data-show-when": query.Encode()}
}

// columns lets three sizes stand side by side; other fields stand in pairs.
func (b Box) columns(g Group) string {
	sizes := 0
	for _, name := range g.Fields {
		if field, _ := b.Form.Field(name); field.Kind == form.Number && field.Unit != "" && len(field.When) == 0 {
			sizes++
		}
	}
	if sizes < 3 {
		return "sm:grid-cols-2"
	}
	return "sm:grid-cols-6 sm:*:col-span-3 sm:[&>:has(>.input>.num)]:col-span-2"
}
