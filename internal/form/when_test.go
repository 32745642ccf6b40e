package form_test

import (
	"net/url"
	"testing"

	"pinfold/internal/form"
)

// A server of one type takes an image, of the other a preset with a title.
func conditional() form.Form {
	return form.Form{Fields: []form.Field{
		{Name: "type", Kind: form.Select, Options: []form.Option{{Value: "vps", Label: "VPS"}, {Value: "app", Label: "App"}}},
		{Name: "image", Kind: form.Select, When: when("type", "vps"), Options: []form.Option{
			{Value: "debian", Label: "Debian"}, {Value: "windows", Label: "Windows", When: when("size", "8", "16")},
		}},
		{Name: "preset", Kind: form.Text, When: when("type", "app")},
		{Name: "title", Kind: form.Text, When: when("preset", "blog")},
		{Name: "size", Kind: form.Number},
	}}
}

func when(field string, values ...string) []form.Condition {
	return []form.Condition{{Field: field, Values: values}}
}

func TestWhen(t *testing.T) {
	for _, test := range []struct {
		name string
		in   url.Values
		out  form.Values
		errs form.Errors
	}{
		{"one side", url.Values{"type": {"vps"}, "image": {"debian"}, "size": {"4"}, "preset": {"blog"}, "title": {"mine"}},
			form.Values{"type": "vps", "image": "debian", "size": "4"}, nil},
		{"the other", url.Values{"type": {"app"}, "image": {"debian"}, "preset": {"blog"}, "size": {"4"}},
			form.Values{"type": "app", "preset": "blog", "title": "", "size": "4"}, form.Errors{"title": "Fill this in."}},
		{"an option that does not go", url.Values{"type": {"vps"}, "image": {"windows"}, "size": {"4"}},
			form.Values{"type": "vps", "image": "windows", "size": "4"}, form.Errors{"image": "Windows does not go with the choices above."}},
		{"an option that goes", url.Values{"type": {"vps"}, "image": {"windows"}, "size": {"16"}},
			form.Values{"type": "vps", "image": "windows", "size": "16"}, nil},
		{"neither", url.Values{"type": {"?"}, "image": {"windows"}, "preset": {"x"}, "size": {"4"}},
			form.Values{"type": "?", "size": "4"}, form.Errors{"type": "This choice is not offered any more. Choose again."}},
	} {
		values, errs := conditional().Parse(test.in)
		if !same(values, test.out) || !same(errs, test.errs) {
			t.Errorf("%s: %q, %q", test.name, values, errs)
		}
	}
}

// A field is dropped with the one that it hangs on, in whatever order they
// stand.
func TestWhenOnALaterField(t *testing.T) {
	f := form.Form{Fields: []form.Field{
		{Name: "last", Kind: form.Text, When: when("middle", "on")},
		{Name: "middle", Kind: form.Text, When: when("first", "on")},
		{Name: "first", Kind: form.Text},
	}}
	values, errs := f.Parse(url.Values{"last": {"x"}, "middle": {"on"}, "first": {"off"}})
	if !same(values, form.Values{"first": "off"}) || errs != nil {
		t.Errorf("%q, %q", values, errs)
	}
}

func TestDefaultsSplitJoin(t *testing.T) {
	f := conditional()
	f.Fields = append(f.Fields, form.Field{Name: "key", Kind: form.Password, Secret: true},
		form.Field{Name: "disk", Kind: form.Number, Default: "20"},
		form.Field{Name: "zone", Kind: form.Select, Optional: true, Options: []form.Option{{Value: "eu"}}})
	start := f.Defaults()
	if start["type"] != "vps" || start["disk"] != "20" || start["zone"] != "" || len(start) != len(f.Fields) {
		t.Errorf("starts with %q", start)
	}
	start["key"] = "canary"
	open, secret := f.Split(start)
	if !same(secret, form.Values{"key": "canary"}) || open["key"] != "" || len(open) != len(start)-1 {
		t.Errorf("open %q", open)
	}
	if all := form.Join(open, secret, form.Values{"disk": "30"}); len(all) != len(start) || all["disk"] != "30" || all["key"] != "canary" {
		t.Errorf("joined %q", all)
	}
	if open["disk"] != "20" {
		t.Error("Join changed what it was given")
	}
}

func same[M ~map[string]string](a, b M) bool {
	if len(a) != len(b) {
		return false
	}
	for name, value := range a {
		if other, ok := b[name]; !ok || other != value {
			return false
		}
	}
	return true
}
