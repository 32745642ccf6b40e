package zone

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestString is how many bytes one string of a TXT record holds.
const longestString = 255

// longestText keeps a TXT record well within what a DNS answer can carry.
const longestText = 32_000

// Text is what a TXT record says: its strings joined, without quotes. A content
// that is not written in quotes is taken as it is.
func Text(content string) string {
	parts, ok := stringsOf(content)
	if !ok {
		return content
	}
	return strings.Join(parts, "")
}

// Quote writes a text as the content of a TXT record, in as many strings as it
// needs.
func Quote(text string) string {
	parts := split(text)
	for i, part := range parts {
		parts[i] = quoteOne(part, false)
	}
	return strings.Join(parts, " ")
}

// split cuts a text into strings of up to 255 bytes, not within a character.
func split(text string) []string {
	var parts []string
	for len(text) > longestString {
		at := longestString
		for at > longestString-utf8.UTFMax && !utf8.RuneStart(text[at]) {
			at--
		}
		parts = append(parts, text[:at])
		text = text[at:]
	}
	return append(parts, text)
}

// quoteOne writes a string in quotes. Bytes that nobody can read are written by
// their number; with ascii also all others that are not ASCII.
func quoteOne(s string, ascii bool) string {
	var b strings.Builder
	b.WriteByte('"')
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == utf8.RuneError && size == 1, !unicode.IsPrint(r), ascii && r > unicode.MaxASCII:
			for i := range size {
				fmt.Fprintf(&b, `\%03d`, s[i])
			}
		default:
			b.WriteRune(r)
		}
		s = s[size:]
	}
	b.WriteByte('"')
	return b.String()
}

// stringsOf reads the strings of a content, in quotes or as single words; false
// if a quote stays open or an escape is none.
func stringsOf(content string) ([]string, bool) {
	var parts []string
	for rest := strings.TrimLeft(content, " \t"); rest != ""; rest = strings.TrimLeft(rest, " \t") {
		part, after, ok := cutString(rest)
		if !ok {
			return nil, false
		}
		parts, rest = append(parts, part), after
	}
	return parts, len(parts) > 0
}

// cutString takes the first string off a content.
func cutString(s string) (part, rest string, ok bool) {
	open := s[0] == '"'
	i := 0
	if open {
		i = 1
	}
	var b strings.Builder
	for i < len(s) {
		switch c := s[i]; {
		case open && c == '"':
			return b.String(), s[i+1:], true
		case !open && (c == ' ' || c == '\t' || c == '"'):
			return b.String(), s[i:], true
		case c == '\\':
			by, n := unescape(s[i:])
			if n == 0 {
				return "", "", false
			}
			b.WriteByte(by)
			i += n
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String(), "", !open
}

// unescape reads "\DDD" or "\X"; n is 0 where neither stands.
func unescape(s string) (b byte, n int) {
	if len(s) < 2 {
		return 0, 0
	}
	if s[1] < '0' || s[1] > '9' {
		return s[1], 2
	}
	if len(s) < 4 {
		return 0, 0
	}
	value := 0
	for _, c := range []byte(s[1:4]) {
		if c < '0' || c > '9' {
			return 0, 0
		}
		value = value*10 + int(c-'0')
	}
	if value > 255 {
		return 0, 0
	}
	return byte(value), 4
}
