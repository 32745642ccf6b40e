package password

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a guesser adds to a word, and what has to be left without the words
// that are known of a person.
const (
	aroundMost = 8
	restLeast  = 8
	wordLeast  = 4
)

// guessable says why a password in lower case would be guessed soon, "" if no
// reason is known.
func guessable(plain string, about []string) string {
	switch {
	case isCommon(plain) || isCommon(unmasked(plain)):
		return "This is one of the passwords that are tried first. Choose one that nobody else has."
	case repeats(plain):
		return "It repeats one part. Choose a longer part instead."
	case follows(plain):
		return "It follows the alphabet, the digits or a row of keys."
	case commonWithin(plain):
		return "It is a common password with digits or marks around it. Choose something else."
	case personal(plain, about):
		return "It holds little besides your name, your e-mail address, the team or the panel."
	}
	return ""
}

// masks are the signs that stand for letters.
var masks = strings.NewReplacer("@", "a", "4", "a", "3", "e", "1", "i", "!", "i", "0", "o", "$", "s", "5", "s", "7", "t")

func unmasked(word string) string { return masks.Replace(word) }

// commonWithin reports whether little more than digits and marks stand around
// a common password.
func commonWithin(plain string) bool {
	word := strings.TrimFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) })
	if around := utf8.RuneCountInString(plain) - utf8.RuneCountInString(word); around > aroundMost {
		return false
	}
	return isCommon(word) || isCommon(unmasked(word))
}

// repeats reports whether the password is one part again and again.
func repeats(plain string) bool {
	letters := []rune(plain)
	for n := 1; n <= len(letters)/2; n++ {
		if slices.Equal(letters[n:], letters[:len(letters)-n]) {
			return true
		}
	}
	return false
}

// rows are what fingers and children follow.
var rows = []string{"abcdefghijklmnopqrstuvwxyz", "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop"}

// follows reports whether most characters are the neighbors of those before.
func follows(plain string) bool {
	steps, letters := 0, []rune(plain)
	for i := 1; i < len(letters); i++ {
		if neighbors(letters[i-1], letters[i]) {
			steps++
		}
	}
	return steps*4 >= (len(letters)-1)*3
}

func neighbors(a, b rune) bool {
	return slices.ContainsFunc(rows, func(row string) bool {
		return strings.Contains(row, string([]rune{a, b})) || strings.Contains(row, string([]rune{b, a}))
	})
}

// personal reports whether little is left of the password without the words
// that anyone may know of the person.
func personal(plain string, about []string) bool {
	rest := plain
	for _, word := range wordsOf(append([]string{"pinfold", "panel"}, about...)) {
		rest = strings.ReplaceAll(rest, word, "")
	}
	left := 0
	for _, r := range rest {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			left++
		}
	}
	return rest != plain && left < restLeast
}

// wordsOf splits what is known of a person into words, the longest first.
func wordsOf(about []string) (words []string) {
	for _, text := range about {
		words = append(words, strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })...)
	}
	words = slices.DeleteFunc(words, func(w string) bool { return utf8.RuneCountInString(w) < wordLeast })
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	return words
}
