package layout

import (
	"net/url"

	"github.com/a-h/templ"

	"pinfold/web/templates/ui"
)

// NavURL is where the navigation fetches itself from. The query "at" is the
// key of the active section.
const NavURL = "/nav"

func navLive(s Shell) templ.Attributes {
	if !s.Live {
		return nil
	}
	return ui.Live(NavURL+"?at="+url.QueryEscape(s.Active), 0, "nav")
}

// aside marks a part that comes along with the answer for another element.
func aside(along bool) templ.Attributes {
	if !along {
		return nil
	}
	return templ.Attributes{"hx-swap-oob": "outerMorph"}
}
