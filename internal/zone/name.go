package zone

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// The bounds of DNS (RFC 1035).
const (
	longestLabel = 63
	longestName  = 253
)

// international turns labels of any script into their ASCII form. Underscores
// are looked at by asciiLabel.
var international = idna.New(idna.MapForLookup(), idna.BidiRule(), idna.Transitional(false), idna.StrictDomainName(false))

// Unicode is a name as people read it: "xn--e1afmkfd.xn--p1ai" gives
// "пример.рф". A name that has no such form comes back as it is.
func Unicode(name string) string {
	if !strings.Contains(strings.ToLower(name), "xn--") {
		return name
	}
	shown, err := idna.New(idna.ValidateLabels(true), idna.BidiRule(), idna.StrictDomainName(false)).ToUnicode(name)
	if err != nil {
		return name
	}
	return shown
}

// asciiName writes a name in lower-case ASCII, or says what is wrong with it.
func asciiName(name string) (ascii, problem string) {
	name = strings.NewReplacer("。", ".", "．", ".", "｡", ".").Replace(name)
	labels := strings.Split(name, ".")
	for i, label := range labels {
		if labels[i], problem = asciiLabel(label); problem != "" {
			return "", problem
		}
	}
	ascii = strings.Join(labels, ".")
	if len(ascii) > longestName {
		return "", fmt.Sprintf("A name has up to %d characters. This one has %d.", longestName, len(ascii))
	}
	return ascii, ""
}

func asciiLabel(label string) (ascii, problem string) {
	if label == "" {
		return "", "Two dots stand side by side, or a dot stands at the start."
	}
	if label == "*" {
		return label, ""
	}
	if r := strange(label); r != 0 {
		return "", fmt.Sprintf("Only letters, digits, hyphens and underscores. %s is not allowed.", quoted(r))
	}
	ascii = strings.ToLower(label)
	if !isASCII(label) {
		var err error
		if ascii, err = international.ToASCII(label); err != nil {
			return "", fmt.Sprintf("“%s” is not a name that DNS can hold.", label)
		}
	}
	switch {
	case len(ascii) > longestLabel:
		return "", fmt.Sprintf("Each part of a name has up to %d characters. “%s” has %d.", longestLabel, shorten(label), len(ascii))
	case strings.HasPrefix(ascii, "-") || strings.HasSuffix(ascii, "-"):
		return "", fmt.Sprintf("A part of a name neither begins nor ends with a hyphen. “%s” does.", label)
	}
	return ascii, ""
}

// strange is the first character that no name may have, 0 if there is none. "/"
// stands in the names of delegated reverse zones (RFC 2317).
func strange(label string) rune {
	for _, r := range label {
		switch {
		case r == '-' || r == '_' || r == '/':
		case r > unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)):
		case r <= unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
		default:
			return r
		}
	}
	return 0
}

// quoted names a character, those that cannot be seen by their number.
func quoted(r rune) string {
	switch {
	case r == ' ':
		return "A space"
	case unicode.IsPrint(r):
		return "“" + string(r) + "”"
	}
	return fmt.Sprintf("The character %U", r)
}

func shorten(s string) string {
	if runes := []rune(s); len(runes) > 24 {
		return string(runes[:24]) + "…"
	}
	return s
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] > unicode.MaxASCII {
			return false
		}
	}
	return true
}
