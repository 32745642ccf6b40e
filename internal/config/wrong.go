package config

// Wrong is a setting that cannot be used.
type Wrong struct {
	// Setting is the variable, such as PANEL_ADDR.
	Setting string
	// Sentence says what it should be.
	Sentence string
}

// Error implements error.
func (w Wrong) Error() string { return w.Setting + ": " + w.Sentence }
