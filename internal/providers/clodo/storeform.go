package clodo

import (
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// The fields of a store, by the names of CLO-39 and CLO-40.
const (
	fieldTitle        = "title"
	fieldCacheControl = "cache_xomcc"
	fieldExpires      = "cache_expires"
	fieldBypass       = "cache_bypass"
	fieldReferers     = "cache_refererfilter"
	fieldPublicSearch = "cache_publicsearch"
)

// StoreForm implements providers.StoreCreator and providers.StoreChanger. The
// document names the settings and says little of their values.
func (c *Client) StoreForm(now *providers.Observation) form.Form {
	title, s := "", providers.StorageSettings{}
	if now != nil {
		title = now.Name
		if gauges, ok := now.Gauges.(providers.StorageGauges); ok && gauges.Settings != nil {
			s = *gauges.Settings
		}
	}
	empty := ""
	if now == nil {
		empty = " Left empty, Clodo sets it."
	}
	text := func(name, label, value, help string) form.Field {
		return form.Field{Name: name, Label: label, Kind: form.Text, Optional: true, MaxLength: 500, Autocomplete: "off", Default: value, Help: help + empty}
	}
	search := ""
	if s.PublicSearch {
		search = "1"
	}
	return form.Form{Fields: []form.Field{
		{Name: fieldTitle, Label: "Title", Kind: form.Text, MaxLength: 100, Autocomplete: "off", Default: title, Check: oneLine},
		text(fieldCacheControl, "Cache-Control of objects", s.CacheControl, "X-Object-Meta-Cache-Control. Clodo's document shows 0."),
		text(fieldExpires, "Expires", s.Expires, "The directive expires. Clodo's document shows off."),
		text(fieldBypass, "Header that renews the cache", s.Bypass, "A request with this header reads past the cache."),
		text(fieldReferers, "Allowed referrers", s.Referers, "Clodo's filter of where requests come from."),
		{Name: fieldPublicSearch, Label: "Begin a search with the container Public", Kind: form.Checkbox, Default: search},
	}}
}

func oneLine(value string) string {
	if strings.TrimSpace(value) == "" {
		return "A store needs a title."
	}
	return ""
}

// storeValues are the fields as Clodo takes them.
func storeValues(in form.Values) map[string]string {
	values := map[string]string{fieldPublicSearch: "0"}
	for _, name := range []string{fieldTitle, fieldCacheControl, fieldExpires, fieldBypass, fieldReferers} {
		values[name] = strings.TrimSpace(in[name])
	}
	if in[fieldPublicSearch] != "" {
		values[fieldPublicSearch] = "1"
	}
	return values
}

// StoreHas implements providers.StoreChanger.
func (c *Client) StoreHas(read providers.Observation, in form.Values) bool {
	gauges, _ := read.Gauges.(providers.StorageGauges)
	if gauges.Settings == nil {
		return false
	}
	s, want := gauges.Settings, storeValues(in)
	return read.Name == want[fieldTitle] && s.CacheControl == want[fieldCacheControl] && s.Expires == want[fieldExpires] &&
		s.Bypass == want[fieldBypass] && s.Referers == want[fieldReferers] && s.PublicSearch == (want[fieldPublicSearch] == "1")
}
