package handlers

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/ui"
)

// listAddress is the address of a list, which holds its whole state.
type listAddress struct {
	path   string
	values url.Values
}

// listFields are what a list's address may hold.
var listFields = []string{"q", "show", "state", "type", "assigned", "provider", "account", "location", "tag", "sort", "page", "billing", "month"}

// manyOf are those that may stand there several times: any of them fits.
var manyOf = map[string]bool{"provider": true, "account": true, "location": true, "tag": true, "billing": true, "month": true}

func newListAddress(c echo.Context) listAddress {
	return addressOfList(c.Request().URL.Path, c.QueryParams())
}

// addressOfList keeps of the values what a list knows.
func addressOfList(path string, from url.Values) listAddress {
	a := listAddress{path: path, values: url.Values{}}
	for _, name := range listFields {
		for _, value := range from[name] {
			if value != "" && (manyOf[name] || !a.values.Has(name)) {
				a.values.Add(name, value)
			}
		}
	}
	return a
}

// listBack is the address of the list with a query that a form brought back.
func listBack(path, text string) string {
	values, err := url.ParseQuery(cut(text, models.ViewQueryMost))
	if err != nil {
		return path
	}
	return path + query(addressOfList(path, values).values)
}

// with is the address with some fields changed; "" drops one. It leads to the
// first page unless the page itself is given.
func (a listAddress) with(pairs ...string) string {
	values := url.Values{}
	for name, list := range a.values {
		values[name] = list
	}
	values.Del("page")
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Del(pairs[i])
		if pairs[i+1] != "" {
			values.Set(pairs[i], pairs[i+1])
		}
	}
	return a.path + query(values)
}

// sorts are the columns that the list can be sorted by, given as pairs of key
// and label. The next click turns the order, the third drops it.
func (a listAddress) sorts(pairs ...string) ui.Sorts {
	sorts, now := ui.Sorts{Usual: a.with("sort", "")}, a.values.Get("sort")
	for i := 0; i+1 < len(pairs); i += 2 {
		column := ui.Sort{Key: pairs[i], Label: pairs[i+1], Href: a.with("sort", pairs[i])}
		switch now {
		case column.Key:
			column.Dir, column.Href = "ascending", a.with("sort", "-"+column.Key)
		case "-" + column.Key:
			column.Dir, column.Href = "descending", sorts.Usual
		}
		sorts.Columns = append(sorts.Columns, column)
	}
	return sorts
}

// hidden are the fields that a form keeps beside those it has itself.
func (a listAddress) hidden(but ...string) map[string]string {
	kept := map[string]string{}
	for name := range a.values {
		if !slices.Contains(but, name) && !manyOf[name] {
			kept[name] = a.values.Get(name)
		}
	}
	return kept
}

// filtered reports whether anything limits the list.
func (a listAddress) filtered() bool {
	for name := range a.values {
		if name != "sort" && name != "page" && name != "show" {
			return true
		}
	}
	return false
}

func pagesOf(a listAddress, number int, shown, total int64) ui.Pages {
	first := int64(number-1)*pageSize + 1
	if shown == 0 {
		first = 0
	}
	pages := ui.Pages{From: first, To: max(0, first+shown-1), Total: total}
	if number > 1 {
		pages.Prev = a.with("page", strconv.Itoa(number-1))
	}
	if pages.To < total && shown > 0 {
		pages.Next = a.with("page", strconv.Itoa(number+1))
	}
	return pages
}
