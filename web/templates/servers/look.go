package servers

import (
	"net/url"
	"slices"
	"strings"

	"pinfold/web/templates/ui"
)

func tagHref(name string) string { return "/servers?" + url.Values{"tag": {name}}.Encode() }

func (o Own) noteURL() string { return "/servers/" + o.ID + "/note" }

// wrong marks a field that was refused.
func wrong(name, problem string) ui.Attrs {
	if problem == "" {
		return nil
	}
	return ui.Attrs{"aria-invalid": "true", "aria-describedby": "f-" + name + "-e"}
}

// opens makes a button open the popover with the id.
func opens(id string) ui.Attrs {
	return ui.Attrs{"popovertarget": id, "aria-haspopup": "true", "aria-expanded": "false"}
}

func viewIcon(v View) string {
	if v.Shared {
		return "users"
	}
	return "bookmark"
}

func viewAttrs(v View) ui.Attrs {
	if v.Current {
		return ui.Attrs{"aria-current": "page"}
	}
	return nil
}

// shown are the columns that the table has.
func (l List) shown() []Column {
	return slices.DeleteFunc(slices.Clone(l.Columns), func(c Column) bool { return !c.Shown })
}

// has reports whether a column is shown.
func (l List) has(key string) bool {
	return slices.ContainsFunc(l.Columns, func(c Column) bool { return c.Key == key && c.Shown })
}

// tableClass is the table's density.
func (l List) tableClass() string {
	if l.Tight {
		return "rows rows-page rows-tight"
	}
	return "rows rows-page"
}

// frameClass lets a table with many columns scroll by itself; others keep
// their head in sight.
func (l List) frameClass() string {
	if len(l.shown()) > 5 {
		return "md:overflow-x-auto"
	}
	return ""
}

// headClass is the class of a column's head.
func (c Column) headClass() string {
	switch c.Key {
	case "checked", "cpu", "memory", "disk":
		return strings.TrimSpace("text-end! " + c.Class)
	}
	return c.Class
}

func (r Row) figure(key string) string {
	return map[string]string{"cpu": r.CPU, "memory": r.Memory, "disk": r.Disk}[key]
}

func (r Row) word(key string) string {
	switch key {
	case "provider":
		return r.Provider
	case "account":
		return r.Account
	case "location":
		return r.Location
	case "tags":
		return strings.Join(r.Tags, ", ")
	}
	return ""
}
