package servers

import (
	"context"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

func (r Row) href() string { return "/servers/" + r.ID }

// field is a hidden field of the search form.
type field struct{ Name, Value string }

// hidden are the fields of the search form in an order that does not change,
// so that an unchanged page is the same text.
func (l List) hidden() []field {
	fields := make([]field, 0, len(l.Hidden))
	for name, value := range l.Hidden {
		fields = append(fields, field{name, value})
	}
	sort.Slice(fields, func(i, j int) bool { return fields[i].Name < fields[j].Name })
	return fields
}

// place says where a server is: "main in Cycletown".
func place(ctx context.Context, account, location string) string {
	if location == "" {
		return account
	}
	return i18n.T(ctx, "{account} in {location}", "account", account, "location", location)
}

// home says whose a server is: "IDCloudHost main, Cycletown".
func (p Page) home() string {
	name := strings.TrimSpace(p.Provider + " " + p.Account)
	if p.Location != "" {
		name += ", " + p.Location
	}
	return name
}

func noneTitle(ctx context.Context, l List) string {
	if l.Search.Value != "" {
		return i18n.T(ctx, "No server matches “{text}”", "text", l.Search.Value)
	}
	return i18n.T(ctx, "No server fits")
}

// short is a value as it is shown; what is copied is always whole.
func (f Fact) short() string {
	if f.Copy {
		return ui.IDText(f.Value)
	}
	return f.Value
}

// lower begins a heading small, for use within a sentence.
func lower(heading string) string {
	first, size := utf8.DecodeRuneInString(heading)
	return string(unicode.ToLower(first)) + heading[size:]
}
