package api

import (
	"bytes"
	"regexp"
	"strings"

	"pinfold/internal/providers/wire"
)

const errNoKey = wire.Plain("the answer holds no key")

// Trade is the answer to INF-01. The document has no sample of it.
type Trade struct {
	// CID is "" if the answer does not name the client.
	CID, Key string
}

// bareKey is a key without anything around it. A word of an error is shorter.
var bareKey = regexp.MustCompile(`^[A-Za-z0-9_.:-]{16,200}$`)

// The names under which the two may come, without case, dashes and underscores.
var (
	keyNames = []string{"key", "apikey", "clientkey", "token"}
	cidNames = []string{"cid", "clientid", "userid", "uid", "id"}
)

// ReadTrade finds the key: in an object, in an object within it, in a text of
// JSON, or bare.
func ReadTrade(body []byte) (Trade, error) {
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	if bareKey.Match(body) {
		return Trade{Key: string(body)}, nil
	}
	if bytes.HasPrefix(body, []byte(`"`)) {
		var text wire.String
		if err := wire.JSON(body, &text); err != nil || !bareKey.MatchString(text.Trim()) {
			return Trade{}, errNoKey
		}
		return Trade{Key: text.Trim()}, nil
	}
	if !bytes.HasPrefix(body, []byte("{")) {
		return Trade{}, errNoKey
	}
	var whole map[string]any
	if err := wire.JSON(body, &whole); err != nil {
		return Trade{}, err
	}
	found := Trade{}
	found.search(body, 2)
	if found.Key == "" {
		return Trade{}, errNoKey
	}
	return found, nil
}

// search looks at the members of an object first, then into them.
func (t *Trade) search(data []byte, depth int) {
	entries, err := entriesOf(data)
	if err != nil {
		return
	}
	t.Key = either(t.Key, pickText(entries, keyNames))
	t.CID = either(t.CID, pickText(entries, cidNames))
	for _, e := range entries {
		if depth > 1 && t.Key == "" && e.nested() {
			t.search(e.value, depth-1)
		}
	}
}

func pickText(entries []entry, names []string) string {
	for _, name := range names {
		for _, e := range entries {
			plain := strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(e.key))
			if text := e.text(); plain == name && text != "" {
				return text
			}
		}
	}
	return ""
}
