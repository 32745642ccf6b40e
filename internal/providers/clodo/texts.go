package clodo

import (
	"strings"
	"unicode/utf8"
)

// longestText is the most bytes that one string of a TXT record holds.
const longestText = 255

// quoted writes a text as a zone file does: strings of up to 255 bytes in
// quotes. One that stands in quotes already stays.
func quoted(text string) string {
	if strings.HasPrefix(text, `"`) {
		return text
	}
	var parts []string
	for {
		part := text
		if len(part) > longestText {
			part = part[:longestText]
			for !utf8.ValidString(part) && len(part) > longestText-utf8.UTFMax && utf8.ValidString(text) {
				part = part[:len(part)-1]
			}
		}
		parts = append(parts, `"`+strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(part)+`"`)
		if text = text[len(part):]; text == "" {
			return strings.Join(parts, " ")
		}
	}
}

// bare is the text of the strings together, without quotes.
func bare(text string) string {
	if !strings.HasPrefix(text, `"`) {
		return text
	}
	var out strings.Builder
	inside, escaped := false, false
	for _, b := range []byte(text) {
		switch {
		case escaped:
			out.WriteByte(b)
			escaped = false
		case b == '\\':
			escaped = true
		case b == '"':
			inside = !inside
		case inside:
			out.WriteByte(b)
		}
	}
	return out.String()
}
