package form_test

import (
	"net/url"
	"testing"

	"pinfold/internal/form"
)

// Windows needs two processors and no user name.
func bounded() form.Form {
	windows := when("system", "windows")
	return form.Form{Fields: []form.Field{
		{Name: "system", Kind: form.Select, Options: []form.Option{{Value: "debian"}, {Value: "windows"}}},
		{Name: "cpu", Kind: form.Number, Range: &form.Range{Min: 1, Max: 16}, Bounds: []form.Bound{
			{When: windows, Needs: "Windows", Range: &form.Range{Min: 2, Max: 16}},
		}},
		{Name: "user", Kind: form.Text, Bounds: []form.Bound{{When: windows, Optional: true}}},
	}}
}

func TestBounds(t *testing.T) {
	for _, test := range []struct {
		system, cpu, user string
		want              form.Errors
	}{
		{"debian", "1", "ann", nil},
		{"debian", "0", "ann", form.Errors{"cpu": "1 to 16."}},
		{"debian", "1", "", form.Errors{"user": "Fill this in."}},
		{"windows", "1", "", form.Errors{"cpu": "Windows needs 2 to 16."}},
		{"windows", "17", "ann", form.Errors{"cpu": "Windows needs 2 to 16."}},
		{"windows", "x", "", form.Errors{"cpu": "A whole number, without letters or spaces."}},
		{"windows", "", "", form.Errors{"cpu": "Fill this in."}},
		{"windows", "2", "", nil},
	} {
		_, errs := bounded().Parse(url.Values{"system": {test.system}, "cpu": {test.cpu}, "user": {test.user}})
		if !same(errs, test.want) {
			t.Errorf("%s, %q CPU, user %q: %q", test.system, test.cpu, test.user, errs)
		}
	}
}

// A bound that does not hold any more leaves nothing behind.
func TestBoundsLeaveTheFormAsItIs(t *testing.T) {
	f := bounded()
	f.Parse(url.Values{"system": {"windows"}, "cpu": {"1"}})
	if cpu, _ := f.Field("cpu"); cpu.Range.Min != 1 {
		t.Error("the range is another one")
	}
	if user, _ := f.Field("user"); user.Optional {
		t.Error("the user became optional")
	}
}
