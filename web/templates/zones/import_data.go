package zones

import "pinfold/internal/zone"

// Import is the form that takes a zone file.
type Import struct {
	URL, Zone               string
	Code, Provider, Account string
	Text                    string
	// Replace makes the file the whole zone.
	Replace bool
	// Unsent counts what is on the person's list.
	Unsent      int
	Problem     string
	Wrong, Left []zone.Line
}
