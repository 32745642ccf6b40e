package form_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pinfold/internal/form"
)

// FuzzParse checks that whatever is posted, Parse does not panic, and that
// what it accepts is what the form describes.
func FuzzParse(f *testing.F) {
	f.Add("type=vps&image=debian&size=8&mail=a@b.c&note=x")
	f.Add("type=app&preset=blog&title=T&size=16&role=owner")
	f.Add("type=vps&image=windows&size=%00&mail=%ff")
	f.Add("size=+08&size=9&type")
	f.Fuzz(func(t *testing.T, body string) {
		posted, _ := url.ParseQuery(body)
		f := conditional()
		f.Fields[4].Range = &form.Range{Min: 1, Max: 16}
		f.Fields = append(f.Fields, form.Field{Name: "mail", Kind: form.Email, Optional: true},
			form.Field{Name: "note", Kind: form.TextArea, Optional: true, MinLength: 2, MaxLength: 5})
		values, errs := f.Parse(posted)
		for name, value := range values {
			field, ok := f.Field(name)
			if !ok || !form.Holds(field.When, values) {
				t.Errorf("%q is not part of the form", name)
			}
			if errs[name] == "" {
				satisfies(t, field, value, values)
			}
		}
		if again := f.Validate(values); len(again) != len(errs) {
			t.Errorf("checked twice: %q, then %q", errs, again)
		}
	})
}

func satisfies(t *testing.T, field form.Field, value string, values form.Values) {
	t.Helper()
	if value == "" {
		if !field.Optional {
			t.Errorf("%s is missing", field.Name)
		}
		return
	}
	if !utf8.ValidString(value) || strings.ContainsAny(value, "\x00\x1b\x7f") {
		t.Errorf("%s has %q", field.Name, value)
	}
	n := utf8.RuneCountInString(value)
	if n < field.MinLength || field.MaxLength > 0 && n > field.MaxLength {
		t.Errorf("%s has %d characters", field.Name, n)
	}
	if field.Range != nil {
		if number, err := strconv.ParseInt(value, 10, 64); err != nil || number < field.Range.Min || number > field.Range.Max {
			t.Errorf("%s is %q", field.Name, value)
		}
	}
	if field.Kind == form.Select {
		for _, o := range field.Options {
			if o.Value == value && form.Holds(o.When, values) {
				return
			}
		}
		t.Errorf("%s has the choice %q", field.Name, value)
	}
}
