package idcloudhost

import (
	"strings"
	"unicode"
)

// The expressions of the document.
const (
	expressionName     = `^[0-9a-zA-Z][-0-9a-zA-Z]{2,}[0-9a-zA-Z]$`
	expressionPassword = `^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{8,}$`
	expressionUser     = `^(?=.{1,30}$)[a-zA-Z_][0-9a-zA-Z_-]*$`
)

// lacking names what keeps a text from matching a known expression, "" where
// the words for the expression say it well enough.
func (c constraint) lacking(text string) string {
	switch c.expression {
	case expressionName:
		return strange(text, "-")
	case expressionUser:
		return strange(text, "-_")
	case expressionPassword:
		return weak(text)
	}
	return ""
}

// strange names the first character that is no letter or digit of ASCII, and
// none of the others.
func strange(text, others string) string {
	for _, r := range text {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		switch {
		case letter || strings.ContainsRune(others, r):
		case unicode.IsSpace(r):
			return "A space is not allowed."
		default:
			return "“" + string(r) + "” is not allowed."
		}
	}
	return ""
}

// weak names the kinds of character that a password lacks.
func weak(text string) string {
	var lacks []string
	for _, kind := range []struct{ of, name string }{
		{"abcdefghijklmnopqrstuvwxyz", "a small letter"}, {"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "a capital"}, {"0123456789", "a digit"},
	} {
		if !strings.ContainsAny(text, kind.of) {
			lacks = append(lacks, kind.name)
		}
	}
	if len(lacks) == 0 {
		return ""
	}
	return "It lacks " + strings.Join(lacks, " and ") + "."
}
