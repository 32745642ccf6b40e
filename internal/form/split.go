package form

// Split parts the values into those that may be stored in the open and those
// of secret fields, which must be sealed.
func (f Form) Split(values Values) (open, secret Values) {
	open, secret = Values{}, Values{}
	for name, value := range values {
		if field, ok := f.Field(name); ok && field.Secret {
			secret[name] = value
		} else {
			open[name] = value
		}
	}
	return open, secret
}

// Join returns the union of several value sets; later ones win.
func Join(sets ...Values) Values {
	all := Values{}
	for _, set := range sets {
		for name, value := range set {
			all[name] = value
		}
	}
	return all
}
