package password

import (
	"crypto/sha256"
	_ "embed" // the list
	"sort"
)

// common holds the first bytes of the SHA-256 of each common password, sorted.
// `make generate` writes it.
//
//go:embed common.bin
var common string

// digestBytes make a good password one that is refused by chance once in some
// twenty million.
const digestBytes = 5

// isCommon reports whether a word in lower case is among the common passwords.
func isCommon(word string) bool {
	sum := sha256.Sum256([]byte(word))
	want := string(sum[:digestBytes])
	n := len(common) / digestBytes
	at := func(i int) string { return common[i*digestBytes : (i+1)*digestBytes] }
	i := sort.Search(n, func(i int) bool { return at(i) >= want })
	return i < n && at(i) == want
}
