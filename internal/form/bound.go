package form

import "strconv"

// Bound narrows a field while its conditions hold, as where one system needs
// more memory than others.
type Bound struct {
	When []Condition
	// Needs is what the bound comes from, such as "Windows".
	Needs string
	// Range replaces the range of a Number field, if not nil.
	Range *Range
	// Optional lets the field be empty.
	Optional bool
}

// sentence tells a range that was not kept: "1 to 16.", or "Windows needs 2 to
// 16." where it comes from another field.
func (r Range) sentence(needs string) string {
	text := strconv.FormatInt(r.Min, 10) + " to " + strconv.FormatInt(r.Max, 10) + "."
	if needs != "" {
		return needs + " needs " + text
	}
	return text
}

// within is the field as the bounds that hold make it, and what the range then
// comes from. Later bounds win.
func (f Field) within(values Values) (Field, string) {
	needs := ""
	for _, b := range f.Bounds {
		if !Holds(b.When, values) {
			continue
		}
		f.Optional = f.Optional || b.Optional
		if b.Range != nil {
			f.Range, needs = b.Range, b.Needs
		}
	}
	return f, needs
}
