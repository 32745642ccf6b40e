package ui

import (
	"fmt"
	"strings"
	"unicode"
)

// IDText shortens a UUID to its first eight and last four characters. Other
// ids are short already and stay whole.
func IDText(id string) string {
	if len(id) != 36 || strings.Count(id, "-") != 4 {
		return id
	}
	return id[:8] + "…" + id[32:]
}

// Initials are up to two letters that stand for a person.
func Initials(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var out []rune
	for _, word := range words {
		out = append(out, unicode.ToUpper([]rune(word)[0]))
		if len(out) == 2 {
			break
		}
	}
	if len(words) == 1 {
		out = []rune(words[0])
		out = out[:min(2, len(out))]
	}
	return strings.ToUpper(string(out))
}

// Cut returns the text up to a number of characters and whether it was longer.
func Cut(text string, limit int) (string, bool) {
	count := 0
	for i := range text {
		if count == limit {
			return text[:i], true
		}
		count++
	}
	return text, false
}

// run is a part of a text of others. Control marks, which could turn the
// reading order around, are shown by name.
type run struct {
	text string
	mark bool
}

// Shown is Foreign for attributes and the page's title, which hold no markup.
func Shown(text string) string {
	var out strings.Builder
	for _, part := range runs(text) {
		out.WriteString(part.text)
	}
	return out.String()
}

func runs(text string) []run {
	var out []run
	start := 0
	for i, r := range text {
		if !isControl(r) {
			continue
		}
		if i > start {
			out = append(out, run{text: text[start:i]})
		}
		out = append(out, run{text: fmt.Sprintf("⟨U+%04X⟩", r), mark: true})
		start = i + len(string(r))
	}
	if start < len(text) {
		out = append(out, run{text: text[start:]})
	}
	return out
}

func isControl(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}
