package models

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pinfold/internal/providers"
)

// Rank tells how well a thing matches, the best first.
type Rank int

// The ranks of a match.
const (
	RankName   Rank = iota // the whole name
	RankRef                // a whole address, or the whole id at the provider
	RankPrefix             // the name begins with it
	RankWord               // a word of the name begins with it
	RankPart               // the name holds it
	RankText               // another text about the thing holds it
)

// entry is what a search knows of one thing. Its texts are in lower case.
type entry struct {
	id, account ID
	kind        providers.Kind
	name, ref   string
	text        string
}

// needle is what is searched for.
type needle struct {
	whole   string
	words   []string
	address bool
}

func newNeedle(text string) needle {
	q := needle{words: searchWords(text)}
	q.whole = strings.Join(q.words, " ")
	_, err := netip.ParseAddr(q.whole)
	q.address = err == nil
	return q
}

// rank returns how well the thing matches, and false if it lacks a word. All
// images and prices of an account would match its label; they need a word of
// their own.
func (q needle) rank(e *entry) (Rank, bool) {
	for _, word := range q.words {
		if !strings.Contains(e.text, word) {
			return 0, false
		}
	}
	switch {
	case e.name == q.whole && !q.address: // An address leads to who has it first.
		return RankName, true
	case e.ref == q.whole || e.name == q.whole || q.address && hasLine(e.text, q.whole):
		return RankRef, true
	case strings.HasPrefix(e.name, q.whole):
		return RankPrefix, true
	case beginsWord(e.name, q.whole):
		return RankWord, true
	}
	rank, told := RankPart, false
	for _, word := range q.words {
		if !strings.Contains(e.name, word) {
			rank = RankText
		}
		told = told || strings.Contains(e.name, word) || strings.Contains(e.ref, word)
	}
	return rank, told || e.kind == providers.KindServer || e.kind == providers.KindAccount
}

// hasLine reports whether one line of the text is the whole needle.
func hasLine(text, line string) bool {
	for one := range strings.SplitSeq(text, "\n") {
		if one == line {
			return true
		}
	}
	return false
}

// beginsWord reports whether a word of the name begins with the needle.
func beginsWord(name, needle string) bool {
	for at := 0; ; {
		i := strings.Index(name[at:], needle)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(name[:at+i])
		if !unicode.IsLetter(before) && !unicode.IsDigit(before) {
			return true
		}
		at += i + len(needle)
	}
}

// hit is a thing that matches.
type hit struct {
	rank  Rank
	entry *entry
}

// hits are the best matches of one kind and the count of all.
type hits struct {
	most, total int
	list        []hit
}

func (h *hits) add(one hit) {
	h.total++
	if len(h.list) == h.most && !one.before(h.list[h.most-1]) {
		return
	}
	at, _ := slices.BinarySearchFunc(h.list, one, hit.compare)
	h.list = slices.Insert(h.list, at, one)
	h.list = h.list[:min(len(h.list), h.most)]
}

func (h hit) before(other hit) bool { return h.compare(other) < 0 }

func (h hit) compare(other hit) int {
	return cmp.Or(cmp.Compare(h.rank, other.rank), strings.Compare(h.entry.name, other.entry.name),
		cmp.Compare(h.entry.id, other.entry.id))
}
