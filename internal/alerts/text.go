package alerts

import (
	"strings"
	"unicode"
)

// How long the parts of an alert may be, in characters.
const (
	titleMost = 160
	textMost  = 400
)

// plain makes one line of text that may come from a provider: without control
// characters, marks that turn the direction of writing, or more than most
// characters.
func plain(text string, most int) string {
	var out strings.Builder
	for _, r := range strings.ToValidUTF8(text, "") {
		switch {
		case unicode.IsSpace(r):
			out.WriteByte(' ')
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
		default:
			out.WriteRune(r)
		}
	}
	return shortened(strings.Join(strings.Fields(out.String()), " "), most)
}

func shortened(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return strings.TrimSpace(string(runes[:most-1])) + "…"
}

// joined puts sentences behind each other and leaves out empty ones.
func joined(sentences ...string) string {
	return strings.Join(strings.Fields(strings.Join(sentences, " ")), " ")
}
