package clodo

import (
	"pinfold/internal/providers"
)

// checkID refuses an id that would change the path it becomes a part of, such
// as an empty one or one with a slash.
func checkID(op providers.OpID, id string) error {
	ok := id != "" && len(id) <= 64
	for _, r := range id {
		ok = ok && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '-' || r == '_')
	}
	if ok {
		return nil
	}
	return &providers.Error{
		Kind: providers.ErrInvalid, Op: op, NotSent: true,
		Sentence: "This is not an id of a server at Clodo. Nothing was sent.",
	}
}
