package layout

import (
	"context"
	"encoding/json"
	"strconv"

	"github.com/a-h/templ"

	"pinfold/web/templates/ui"
)

// htmxConfig keeps htmx within the panel's content security policy: no style
// element, no evaluation, only the two extensions that are shipped. The names
// under morphIgnore are states that script sets and an update must not undo.
const htmxConfig = `{"extensions":"hx-csp,panel","includeIndicatorCSS":false,"history":"reload",` +
	`"morphIgnore":["data-htmx-powered","open","data-on","data-parked","data-done","aria-expanded"]}`

// bodyData are the data attributes that the scripts start from.
func bodyData(ctx context.Context, s Shell) templ.Attributes {
	attrs := templ.Attributes{
		"data-now":        strconv.FormatInt(ui.ClockOf(ctx).Now.UnixMilli(), 10),
		"data-time-words": timeWords(ctx),
	}
	if s.Live {
		attrs["data-live-key"] = s.LiveKey
		attrs["data-live-url"] = "/events?in_team=" + s.TeamID
		attrs["data-team"] = s.TeamID
	}
	if s.KeysOff {
		attrs["data-keys"] = "off"
	}
	return attrs
}

func timeWords(ctx context.Context) string {
	text, err := json.Marshal(ui.TimeWords(ctx))
	if err != nil {
		return "{}" // A map of strings always has a JSON form.
	}
	return string(text)
}
