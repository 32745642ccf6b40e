package form

// Words returns the values that were entered in the words of the form: labels,
// chosen options and units. Secret and empty fields are left out.
func (f Form) Words(values Values) [][2]string {
	var words [][2]string
	for _, field := range f.Fields {
		value, ok := values[field.Name]
		if !ok || value == "" || field.Secret || field.Kind == Hidden {
			continue
		}
		words = append(words, [2]string{field.Label, field.words(value)})
	}
	return words
}

func (f Field) words(value string) string {
	for _, o := range f.Options {
		if o.Value == value {
			return o.Label
		}
	}
	if f.Kind == Checkbox {
		return "Yes"
	}
	if f.Unit != "" {
		return value + " " + f.Unit
	}
	return value
}
