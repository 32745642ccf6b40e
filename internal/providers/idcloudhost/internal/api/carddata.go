package api

import (
	"encoding/json"
	"regexp"
	"strings"

	"pinfold/internal/providers/wire"
)

// pythonPair is a member of a dictionary as Python prints it.
var pythonPair = regexp.MustCompile(`'(type|card_type|card_holder|expire_month|expire_year|last4)': '((?:[^'\\]|\\.)*)'`)

// CardOf reads what may be shown of a card out of its additional data. What
// cannot be read is an empty card.
func CardOf(data wire.String) Card {
	var card Card
	text := strings.TrimSpace(string(data))
	if json.Unmarshal([]byte(text), &card) == nil {
		return card
	}
	members := map[string]string{}
	for _, pair := range pythonPair.FindAllStringSubmatch(text, -1) {
		if _, ok := members[pair[1]]; !ok {
			members[pair[1]] = strings.ReplaceAll(pair[2], `\'`, `'`)
		}
	}
	// Strings always encode, and decode into a card.
	plain, _ := json.Marshal(members)
	_ = json.Unmarshal(plain, &card)
	return card
}

// ByInvoice reports whether it is no card but paying by invoice.
func (c Card) ByInvoice() bool { return c.Kind.Trim() == "paying_by_invoice" }
