// Package form describes the forms of the panel as data: fields, their
// constraints, the values a person entered and the errors found in them. One
// description draws the form, checks what comes back and names the error at
// its field.
package form

// Kind is the control that a field is drawn with.
type Kind string

// The kinds of field.
const (
	Text     Kind = "text"
	Password Kind = "password"
	Email    Kind = "email"
	Number   Kind = "number"
	Select   Kind = "select"
	Radio    Kind = "radio"
	Checkbox Kind = "checkbox"
	TextArea Kind = "textarea"
	// Hidden goes along with the form unseen, such as what the form was filled
	// from. A person does not enter it.
	Hidden Kind = "hidden"
)

// Option is one choice of a Select or Radio field. It is offered only while
// When holds.
type Option struct {
	Value string
	Label string
	Help  string
	When  []Condition
}

// Condition holds while the named field has one of the values.
type Condition struct {
	Field  string
	Values []string
}

// Range bounds a whole number, both ends included.
type Range struct {
	Min, Max int64
}

// Field describes one input.
type Field struct {
	Name  string
	Label string
	// Help says the limits before a person meets them.
	Help string
	// Unit stands inside the field, such as "GB".
	Unit         string
	Placeholder  string
	Autocomplete string
	Kind         Kind
	Optional     bool
	// Secret values are sealed when stored and never sent back to the page.
	Secret  bool
	Default string
	Options []Option
	// Range applies to Number fields.
	Range *Range
	// Bounds narrow the field by the values of others.
	Bounds []Bound
	// MinLength and MaxLength count characters; 0 means no bound.
	MinLength, MaxLength int
	// Check returns a sentence for a value that is not allowed, else "".
	Check func(value string) string
	// Group is the heading that the field stands under on a long form.
	Group string
	// When lists the conditions under which the field is part of the form.
	When []Condition
}

// Form is an ordered list of fields with rules that span several of them.
type Form struct {
	Fields []Field
	// Check looks at values that passed on their own.
	Check func(Values) Errors
}

// Values holds one value per field name.
type Values map[string]string

// Errors holds one sentence per field name. The name "" is the whole form.
type Errors map[string]string

// Field finds a field by name.
func (f Form) Field(name string) (Field, bool) {
	for _, field := range f.Fields {
		if field.Name == name {
			return field, true
		}
	}
	return Field{}, false
}

// Defaults returns the values that an untouched form starts with.
func (f Form) Defaults() Values {
	values := Values{}
	for _, field := range f.Fields {
		values[field.Name] = field.Start()
	}
	return values
}

// Start is the value that an untouched field shows: its default, else the
// first choice of a required Select.
func (f Field) Start() string {
	if f.Default == "" && f.Kind == Select && !f.Optional && len(f.Options) > 0 {
		return f.Options[0].Value
	}
	return f.Default
}

// Holds reports whether all conditions are met by the values.
func Holds(conditions []Condition, values Values) bool {
	for _, c := range conditions {
		if !contains(c.Values, values[c.Field]) {
			return false
		}
	}
	return true
}

func contains(list []string, value string) bool {
	for _, v := range list {
		if v == value {
			return true
		}
	}
	return false
}
