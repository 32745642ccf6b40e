package reach

import (
	"strings"
	"unicode"
)

// saidMost bounds what is repeated of another machine's words.
const saidMost = 160

// Said is what a receiver said, in quotation marks and without what is secret,
// to be put behind a sentence; "" if it said nothing.
func Said(said string, secrets ...string) string {
	for _, s := range secrets {
		if len(s) > 3 {
			said = strings.ReplaceAll(said, s, "…")
		}
	}
	if said = Line(strings.ReplaceAll(said, "\"", ""), saidMost); said == "" {
		return ""
	}
	return ": \"" + said + "\""
}

// Line makes one line of text that may come from elsewhere: without control
// characters, marks that turn the direction of writing, or more than most
// characters.
func Line(text string, most int) string {
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
	return Shortened(strings.Join(strings.Fields(out.String()), " "), most)
}

// Shortened cuts text that has more than most characters.
func Shortened(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return strings.TrimSpace(string(runes[:most-1])) + "…"
}
