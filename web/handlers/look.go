package handlers

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"pinfold/web/templates/servers"
)

// lookName is the preference that holds how the list of servers looks.
const lookName = "servers"

// serverColumns are the columns that can be hidden, in their order.
var serverColumns = []servers.Column{
	{Key: "provider", Label: "Provider", Class: "max-lg:hidden"},
	{Key: "account", Label: "Account", Class: "max-lg:hidden"},
	{Key: "location", Label: "Location", Class: "max-lg:hidden"},
	{Key: "tags", Label: "Tags", Class: "max-lg:hidden"},
	{Key: "address", Label: "Address"},
	{Key: "system", Label: "System and size", Class: "max-xl:hidden"},
	{Key: "cpu", Label: "CPU", Class: "max-lg:hidden"},
	{Key: "memory", Label: "Memory", Class: "max-lg:hidden"},
	{Key: "disk", Label: "Disk", Class: "max-lg:hidden"},
	{Key: "created", Label: "Created", Class: "max-lg:hidden"},
	{Key: "paid", Label: "Paid until", Class: "max-lg:hidden"},
	{Key: "checked", Label: "Checked"},
}

var usualColumns = []string{"address", "system", "checked"}

// serverLook reads the preference; without one the usual columns are shown.
func (p *panel) serverLook(c echo.Context) (url.Values, error) {
	text, err := scopeOf(c).Preference(c.Request().Context(), lookName)
	if err != nil {
		return nil, err
	}
	kept, err := url.ParseQuery(text)
	if err != nil || !kept.Has("column") {
		kept = url.Values{"column": usualColumns, "density": kept["density"]}
	}
	return kept, nil
}

func (p *panel) look(c echo.Context, list *servers.List) error {
	kept, err := p.serverLook(c)
	if err != nil {
		return err
	}
	list.Tight = kept.Get("density") == "tight"
	for _, column := range serverColumns {
		column.Shown = slices.Contains(kept["column"], column.Key)
		list.Columns = append(list.Columns, column)
	}
	return nil
}

// setLook keeps what a person chose, and goes back to the list.
func (p *panel) setLook(c echo.Context) error {
	sent, err := posted(c)
	if err != nil {
		return err
	}
	kept, err := p.serverLook(c)
	if err != nil {
		return err
	}
	if density := sent.Get("density"); density == "tight" || density == "comfortable" {
		kept.Set("density", density)
	}
	if sent.Has("columns") {
		kept["column"] = []string{"none"} // None is a choice too.
		for _, column := range serverColumns {
			if slices.Contains(sent["column"], column.Key) {
				kept.Add("column", column.Key)
			}
		}
	}
	if err := scopeOf(c).Prefer(c.Request().Context(), lookName, kept.Encode()); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, listBack("/servers", sent.Get("back")))
}
