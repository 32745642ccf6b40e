package all

import (
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

func TestVendorsAreWhole(t *testing.T) {
	seen := map[providers.Slug]bool{}
	for _, v := range Vendors() {
		if seen[v.Slug] || v.Slug == "" || v.Name == "" || len(v.Code) != 2 || len(v.Currency) != 3 {
			t.Errorf("%+v", v)
		}
		seen[v.Slug] = true
		if v.Zero == nil || v.Open == nil || v.Endpoint == nil || v.Lacks == nil || len(v.Connect.Fields) == 0 {
			t.Errorf("%s lacks a part", v.Slug)
		}
		if v.Endpoint(form.Values{}) == "" || v.KeyHelp == "" || len(v.Limits) == 0 {
			t.Errorf("%s lacks an address, help or limits", v.Slug)
		}
		if found, ok := Find(v.Slug); !ok || found.Name != v.Name {
			t.Errorf("Find(%s) = %v, %v", v.Slug, found.Name, ok)
		}
	}
}

func TestFindOfUnknownSlug(t *testing.T) {
	if v, ok := Find("nowhere"); ok {
		t.Errorf("found %s", v.Name)
	}
}
