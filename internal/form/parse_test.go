package form_test

import (
	"net/url"
	"strings"
	"testing"

	"pinfold/internal/form"
)

func one(field form.Field) form.Form {
	field.Name = "f"
	return form.Form{Fields: []form.Field{field}}
}

func TestKinds(t *testing.T) {
	choices := []form.Option{{Value: "a", Label: "A"}, {Value: "b", Label: "B"}}
	for _, test := range []struct {
		name     string
		field    form.Field
		in       string
		out      string
		sentence string
	}{
		{"text", form.Field{Kind: form.Text}, " web-1 ", "web-1", ""},
		{"text missing", form.Field{Kind: form.Text}, "  ", "", "Fill this in."},
		{"text optional", form.Field{Kind: form.Text, Optional: true}, "", "", ""},
		{"text short", form.Field{Kind: form.Text, MinLength: 3}, "é", "é", "At least 3 characters. This has 1."},
		{"text long", form.Field{Kind: form.Text, MaxLength: 2}, "日本語", "日本語", "At most 2 characters. This has 3."},
		{"text in characters", form.Field{Kind: form.Text, MaxLength: 3}, "日本語", "日本語", ""},
		{"password keeps its spaces", form.Field{Kind: form.Password}, " a ", " a ", ""},
		{"email", form.Field{Kind: form.Email}, "ann@example.com", "ann@example.com", ""},
		{"email with name", form.Field{Kind: form.Email}, "Ann <ann@example.com>", "Ann <ann@example.com>", "An e-mail address looks like name@example.com."},
		{"email bare", form.Field{Kind: form.Email}, "ann", "ann", "An e-mail address looks like name@example.com."},
		{"two emails", form.Field{Kind: form.Email}, "a@b.c, d@e.f", "a@b.c, d@e.f", "An e-mail address looks like name@example.com."},
		{"number", form.Field{Kind: form.Number}, "-12", "-12", ""},
		{"number with fraction", form.Field{Kind: form.Number}, "1.5", "1.5", "A whole number, without letters or spaces."},
		{"number too large for any", form.Field{Kind: form.Number}, "99999999999999999999", "99999999999999999999", "A whole number, without letters or spaces."},
		{"number below", form.Field{Kind: form.Number, Range: &form.Range{Min: 1, Max: 8}}, "0", "0", "1 to 8."},
		{"number at the end", form.Field{Kind: form.Number, Range: &form.Range{Min: 1, Max: 8}}, "8", "8", ""},
		{"number above", form.Field{Kind: form.Number, Range: &form.Range{Min: 1, Max: 8}}, "9", "9", "1 to 8."},
		{"select", form.Field{Kind: form.Select, Options: choices}, "b", "b", ""},
		{"select missing", form.Field{Kind: form.Select, Options: choices}, "", "", "Choose one."},
		{"select other", form.Field{Kind: form.Select, Options: choices}, "c", "c", "This choice is not offered any more. Choose again."},
		{"radio missing", form.Field{Kind: form.Radio, Options: choices}, "", "", "Choose one."},
		{"radio optional", form.Field{Kind: form.Radio, Options: choices, Optional: true}, "", "", ""},
		{"checkbox", form.Field{Kind: form.Checkbox}, "on", "1", ""},
		{"checkbox empty", form.Field{Kind: form.Checkbox}, "", "", ""},
		{"lines", form.Field{Kind: form.TextArea}, "a\r\n\tb\n", "a\r\n\tb\n", ""},
		{"own check", form.Field{Kind: form.Text, Check: func(string) string { return "Not this." }}, "x", "x", "Not this."},
		{"own check after length", form.Field{Kind: form.Text, MaxLength: 1, Check: func(string) string { return "Not this." }}, "xy", "xy", "At most 1 characters. This has 2."},
	} {
		values, errs := one(test.field).Parse(url.Values{"f": {test.in}})
		if values["f"] != test.out || errs["f"] != test.sentence {
			t.Errorf("%s: %q, %q", test.name, values["f"], errs["f"])
		}
	}
}

func TestCharactersThatCannotBeStored(t *testing.T) {
	const refused = "Has characters that cannot be stored."
	for _, text := range []string{"a\x00b", "a\nb", "a\rb", "a\x1b[31mb", "a\x7fb", "a\u0085b", "a\xffb"} {
		if _, errs := one(form.Field{Kind: form.Text}).Parse(url.Values{"f": {text}}); errs["f"] != refused {
			t.Errorf("text %q: %q", text, errs["f"])
		}
	}
	for text, want := range map[string]string{"a\r\n\tb": "", "a\x00b": refused, "a\x1bb": refused, "a\xffb": refused} {
		if _, errs := one(form.Field{Kind: form.TextArea}).Parse(url.Values{"f": {text}}); errs["f"] != want {
			t.Errorf("lines %q: %q", text, errs["f"])
		}
	}
	if _, errs := one(form.Field{Kind: form.Text}).Parse(url.Values{"f": {strings.Repeat("x", 10_001)}}); errs == nil {
		t.Error("a field without a bound takes everything")
	}
}

func TestRefusedFormKeepsEverything(t *testing.T) {
	f := form.Form{Fields: []form.Field{
		{Name: "name", Kind: form.Text, MaxLength: 3}, {Name: "size", Kind: form.Number}, {Name: "note", Kind: form.TextArea, Optional: true},
	}}
	values, errs := f.Parse(url.Values{"name": {"too long"}, "size": {"many"}, "note": {"keep\nme"}, "role": {"owner"}, "team_id": {"2"}})
	if len(values) != 3 || values["name"] != "too long" || values["size"] != "many" || values["note"] != "keep\nme" {
		t.Errorf("kept %q", values)
	}
	if len(errs) != 2 || errs["name"] == "" || errs["size"] == "" {
		t.Errorf("found %q", errs)
	}
}

func TestFormCheckSeesGoodValuesOnly(t *testing.T) {
	asked := 0
	f := one(form.Field{Kind: form.Number})
	f.Check = func(v form.Values) form.Errors {
		asked++
		if v["f"] == "13" {
			return form.Errors{"": "Not together.", "f": "Not 13."}
		}
		return nil
	}
	if _, errs := f.Parse(url.Values{"f": {"x"}}); asked != 0 || len(errs) != 1 {
		t.Errorf("asked %d times, %q", asked, errs)
	}
	if _, errs := f.Parse(url.Values{"f": {"13"}}); errs[""] != "Not together." || errs["f"] != "Not 13." {
		t.Errorf("found %q", errs)
	}
	if _, errs := f.Parse(url.Values{"f": {"12", "13"}}); errs != nil {
		t.Errorf("the first of several counts: %q", errs)
	}
}
