package alerts

import (
	"strings"

	"pinfold/internal/reach"
)

// How long the parts of an alert may be, in characters.
const (
	titleMost = 160
	textMost  = 400
)

// plain makes one line of text that may come from a provider.
func plain(text string, most int) string { return reach.Line(text, most) }

// joined puts sentences behind each other and leaves out empty ones.
func joined(sentences ...string) string {
	return strings.Join(strings.Fields(strings.Join(sentences, " ")), " ")
}
