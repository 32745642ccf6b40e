package search

import (
	"github.com/a-h/templ"

	"pinfold/web/templates/ui"
)

// lineAttrs are the attributes of a line. An option is reached by the arrow
// keys of the palette, not by Tab.
func lineAttrs(item Item, id string) ui.Attrs {
	attrs := ui.Attrs{}
	if item.Href != "" {
		attrs["href"] = string(templ.URL(item.Href))
	} else {
		attrs["role"], attrs["aria-disabled"] = "link", "true"
	}
	if item.Dialog && item.Href != "" {
		attrs = ui.Join(attrs, ui.InDialog())
	}
	if id != "" {
		attrs = ui.Join(attrs, ui.Attrs{"id": id, "role": "option", "aria-selected": "false", "tabindex": "-1"})
	}
	return attrs
}
