package form

import (
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Parse reads the fields of the form from posted values and checks them.
// Names that the form does not have are ignored; fields whose conditions do
// not hold are left out. The values are complete even where errors are found,
// so that a refused form can be shown again with nothing lost.
func (f Form) Parse(posted url.Values) (Values, Errors) {
	values := Values{}
	for _, field := range f.Fields {
		values[field.Name] = field.read(posted)
	}
	return values, f.Validate(values)
}

// Validate checks values against the form. It drops the values of fields
// whose conditions do not hold.
func (f Form) Validate(values Values) Errors {
	errs := Errors{}
	f.drop(values)
	for _, field := range f.Fields {
		if !Holds(field.When, values) {
			continue
		}
		if sentence := field.validate(values); sentence != "" {
			errs[field.Name] = sentence
		}
	}
	if len(errs) == 0 && f.Check != nil {
		for name, sentence := range f.Check(values) {
			errs[name] = sentence
		}
	}
	if len(errs) == 0 {
		return nil
	}
	return errs
}

// drop removes the values of fields that are not part of the form. It goes on
// until nothing changes, since a field may depend on one that is dropped.
func (f Form) drop(values Values) {
	for again := true; again; {
		again = false
		for _, field := range f.Fields {
			if _, ok := values[field.Name]; ok && !Holds(field.When, values) {
				delete(values, field.Name)
				again = true
			}
		}
	}
}

func (f Field) read(posted url.Values) string {
	value := posted.Get(f.Name)
	if f.Kind == Checkbox {
		if value != "" {
			return "1"
		}
		return ""
	}
	if f.Kind != Password && f.Kind != TextArea {
		value = strings.TrimSpace(value)
	}
	return value
}

func (f Field) validate(values Values) string {
	f, needs := f.within(values)
	value := values[f.Name]
	if value == "" {
		return f.missing()
	}
	if !utf8.ValidString(value) || strings.ContainsFunc(value, f.forbids) {
		return "Has characters that cannot be stored."
	}
	for _, sentence := range []string{f.checkLength(value), f.checkKind(value, needs), f.checkChoice(value, values)} {
		if sentence != "" {
			return sentence
		}
	}
	if f.Check != nil {
		return f.Check(value)
	}
	return ""
}

// forbids reports whether a character has no place in the field: control
// characters have none, but that text of several lines has its line ends.
func (f Field) forbids(r rune) bool {
	if f.Kind == TextArea && (r == '\n' || r == '\r' || r == '\t') {
		return false
	}
	return unicode.IsControl(r)
}

func (f Field) missing() string {
	switch {
	case f.Optional || f.Kind == Checkbox:
		return ""
	case f.Kind == Select || f.Kind == Radio:
		return "Choose one."
	default:
		return "Fill this in."
	}
}

func (f Field) checkLength(value string) string {
	n := utf8.RuneCountInString(value)
	if f.MinLength > 0 && n < f.MinLength {
		return "At least " + strconv.Itoa(f.MinLength) + " characters. This has " + strconv.Itoa(n) + "."
	}
	limit := f.MaxLength
	if limit == 0 {
		limit = 10_000
	}
	if n > limit {
		return "At most " + strconv.Itoa(limit) + " characters. This has " + strconv.Itoa(n) + "."
	}
	return ""
}

func (f Field) checkKind(value, needs string) string {
	switch f.Kind {
	case Number:
		return f.checkNumber(value, needs)
	case Email:
		if a, err := mail.ParseAddress(value); err != nil || a.Address != value {
			return "An e-mail address looks like name@example.com."
		}
	}
	return ""
}

func (f Field) checkNumber(value, needs string) string {
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return "A whole number, without letters or spaces."
	}
	if f.Range != nil && (n < f.Range.Min || n > f.Range.Max) {
		return f.Range.sentence(needs)
	}
	return ""
}

func (f Field) checkChoice(value string, values Values) string {
	if f.Kind != Select && f.Kind != Radio {
		return ""
	}
	for _, o := range f.Options {
		if o.Value == value {
			if Holds(o.When, values) {
				return ""
			}
			return o.Label + " does not go with the choices above."
		}
	}
	return "This choice is not offered any more. Choose again."
}
