package sandbox

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// idcCard is a way to pay of a billing account: a card, or paying by invoice.
type idcCard struct {
	Data       string `json:"additional_data"`
	Billing    int    `json:"billing_account_id"`
	Processor  int    `json:"billing_account_processor_identifier_id"`
	Created    int64  `json:"created"`
	ID         int    `json:"id"`
	Identifier string `json:"identifier"`
	Primary    bool   `json:"is_primary"`
	Verified   bool   `json:"is_verified"`
	ValidThru  int64  `json:"valid_thru"`
}

// byInvoice reports whether it is no card at all.
func (card *idcCard) byInvoice() bool { return card.Identifier == "N/A" }

// card finds a way to pay by the number of a parameter.
func (w *idcWorld) card(id string) (*idcCard, bool) {
	return idcFind(w.cards, func(card *idcCard) bool { return strconv.Itoa(card.ID) == id })
}

// listCards answers IDC-68.
func (w *idcWorld) listCards(c *call) reply {
	account, ok := w.billingOf(c.req.URL.Query().Get("billing_account_id"))
	if !ok {
		return idcForbidden()
	}
	out := []idcCard{}
	for _, card := range w.cards {
		if card.Billing == idcNumber(account["id"]) {
			out = append(out, *card)
		}
	}
	return idcOK(out)
}

// showCard answers IDC-66.
func (w *idcWorld) showCard(c *call) reply {
	card, ok := w.card(c.req.URL.Query().Get("payment_object_id"))
	if !ok {
		return idcForbidden()
	}
	return idcOK(*card)
}

// addCard answers IDC-67. A token works once; "declined" in it fails at the
// card's processor, "unverified" leaves the card to be checked. The ledger has
// a digest, by which a test can tell that the right token came.
func (w *idcWorld) addCard(c *call) reply {
	in := readIDCInput(c, "billing_account_id", "token")
	account, ok := w.billingOf(in.values.Get("billing_account_id"))
	if !ok {
		return idcForbidden()
	}
	token := in.text("token")
	digest := sha256.Sum256([]byte(token))
	used := hex.EncodeToString(digest[:8])
	switch {
	case in.problem != "":
		return idcBad(in.problem)
	case !strings.HasPrefix(token, "tok_"):
		return idcBad("No such token.")
	case strings.Contains(token, "declined"):
		return idcBad("Your card was declined.")
	case w.cardTokens[used]:
		return idcBad("You cannot use a token more than once.")
	}
	w.cardTokens[used] = true
	card := w.newCard(idcNumber(account["id"]), "mastercard", "4444", c.now)
	card.Verified = !strings.Contains(token, "unverified")
	c.changed(strconv.Itoa(card.ID), "billing", strconv.Itoa(card.Billing), "digest", used)
	return idcOK(*card)
}

// newCard adds a card. The first one that works is the primary one.
func (w *idcWorld) newCard(billing int, kind, last4 string, now time.Time) *idcCard {
	id := w.shared.newID()
	identifier := fmt.Sprintf("pay_%024x", id)
	card := &idcCard{
		Data: fmt.Sprintf(`{"id": %q, "type": "creditcard", "client": {"id": "client_57b586239757f585c569"}, "card_type": %q, `+
			`"country": "DE", "expire_month": "9", "expire_year": "%d", "card_holder": "Inimene", "last4": %q}`, identifier, kind, now.Year()+3, last4),
		Billing: billing, Processor: 6, Created: now.Unix(), ID: id, Identifier: identifier, Verified: true,
		ValidThru: time.Date(now.Year()+3, 9, 30, 0, 0, 0, 0, time.UTC).Unix(),
	}
	_, has := idcFind(w.cards, func(other *idcCard) bool { return other.Billing == billing && other.Primary })
	card.Primary = !has
	w.cards = append(w.cards, card)
	return card
}

// deleteCard answers IDC-65.
func (w *idcWorld) deleteCard(c *call) reply {
	in := readIDCInput(c, "payment_object_id")
	card, ok := w.card(in.text("payment_object_id"))
	if in.problem != "" {
		return idcBad(in.problem)
	}
	if !ok {
		return idcForbidden()
	}
	var rest []*idcCard
	for _, other := range w.cards {
		if other != card {
			rest = append(rest, other)
		}
	}
	w.cards = rest
	c.changed(strconv.Itoa(card.ID), "billing", strconv.Itoa(card.Billing))
	return idcDone()
}

// primaryCard answers IDC-69.
func (w *idcWorld) primaryCard(c *call) reply {
	in := readIDCInput(c, "payment_object_id")
	card, ok := w.card(in.text("payment_object_id"))
	switch {
	case in.problem != "":
		return idcBad(in.problem)
	case !ok:
		return idcForbidden()
	case !card.Verified:
		return idcBad("Payment object is not verified.")
	}
	for _, other := range w.cards {
		if other.Billing == card.Billing {
			other.Primary = other == card
		}
	}
	c.changed(strconv.Itoa(card.ID), "billing", strconv.Itoa(card.Billing))
	return idcDone()
}

// applyByInvoice answers IDC-64. Each application makes another way to pay,
// which the staff of IDCloudHost verifies.
func (w *idcWorld) applyByInvoice(c *call) reply {
	in := readIDCInput(c, "billing_account_id")
	account, ok := w.billingOf(in.values.Get("billing_account_id"))
	if in.problem != "" {
		return idcBad(in.problem)
	}
	if !ok {
		return idcForbidden()
	}
	if account["paying_by_invoice"] == true {
		return idcBad("Billing account is already paying by invoice.")
	}
	card := &idcCard{
		Data: fmt.Sprintf("{'type': 'paying_by_invoice', 'client': {}, 'card_type': 'By invoice', 'card_holder': '%v', "+
			"'expire_month': '12', 'id': 'N/A', 'expire_year': '2099'}", account["email"]),
		Billing: idcNumber(account["id"]), Processor: 1, Created: c.now.Unix(), ID: w.shared.newID(), Identifier: "N/A", ValidThru: 4102358400,
	}
	_, has := idcFind(w.cards, func(other *idcCard) bool { return other.Billing == card.Billing })
	card.Primary = !has
	w.cards = append(w.cards, card)
	c.changed(strconv.Itoa(card.ID), "billing", strconv.Itoa(card.Billing))
	return idcOK(*card)
}
