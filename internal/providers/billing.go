package providers

import (
	"cmp"
	"context"
	"time"
	"unicode"

	"pinfold/internal/form"
	"pinfold/internal/secrets"
)

// CardFacts describes a card, or another way to pay, of the billing account
// that is its parent. More of a card than this is never kept.
type CardFacts struct {
	// Type is the provider's word, such as "visa".
	Type  string `json:"type,omitempty"`
	Last4 string `json:"last4,omitempty"`
	// Holder is the name on the card.
	Holder string `json:"holder,omitempty"`
	// Month and Year are the last that the card is valid in, 0 where not told.
	Month int `json:"month,omitempty"`
	Year  int `json:"year,omitempty"`
	// Primary says that it is charged first.
	Primary bool `json:"primary,omitempty"`
	// Verified says that the provider takes payments with it.
	Verified bool `json:"verified,omitempty"`
	// ByInvoice says that it is no card but paying by invoice.
	ByInvoice bool      `json:"by_invoice,omitempty"`
	AddedAt   time.Time `json:"added_at,omitzero"`
}

// Label is what a person calls it: "Visa, ends in 1111".
func (f CardFacts) Label() string {
	if f.ByInvoice {
		return "Pay by invoice"
	}
	kind := []rune(cmp.Or(f.Type, "card"))
	kind[0] = unicode.ToUpper(kind[0])
	if f.Last4 == "" {
		return string(kind)
	}
	return string(kind) + ", ends in " + f.Last4
}

// Expired reports whether the card is valid no more.
func (f CardFacts) Expired(now time.Time) bool {
	return !f.ByInvoice && f.Year > 0 && f.Month > 0 && !now.Before(time.Date(f.Year, time.Month(f.Month)+1, 1, 0, 0, 0, 0, time.UTC))
}

// CreditEntry is one change of a billing account's credit.
type CreditEntry struct {
	ID string
	At time.Time
	// Amount is a decimal number in the account's currency, below zero for what
	// was spent.
	Amount string
	// Text is the provider's word for it.
	Text string
}

// BillingReader reads one billing account (IDC-59).
type BillingReader interface {
	Billing(ctx context.Context, ref Ref) (Observation, error)
}

// BilledReader lists what a billing account pays for (IDC-56). A location that
// does not answer makes the listing incomplete.
type BilledReader interface {
	Billed(ctx context.Context, billing Ref) (Listing, error)
}

// BillingChange is an edit of a billing account's details.
type BillingChange struct {
	// Seen are the details that the person edited, Want what they are to become.
	Seen, Want map[string]string
}

// BillingEditor changes the details of a billing account (IDC-60). The call
// erases what it is not given, so all of it is sent. It sets a state.
type BillingEditor interface {
	BillingReader
	// BillingForm has a field for each detail that a person can change. It calls
	// nothing and works on a zero client.
	BillingForm(now BillingFacts) form.Form
	// UpdateBilling reads the account, and changes nothing if a detail is neither
	// what was seen nor what is wanted.
	UpdateBilling(ctx context.Context, ref Ref, change BillingChange) error
}

// BillingDefaulter makes a billing account the default one (IDC-62).
type BillingDefaulter interface {
	BillingReader
	MakeBillingDefault(ctx context.Context, ref Ref) error
}

// BillingRemover deletes a billing account by id (IDC-58).
type BillingRemover interface {
	Inventory
	DeleteBilling(ctx context.Context, ref Ref) error
}

// BillingMover lets another billing account pay for a server (IDC-57).
type BillingMover interface {
	ServerReader
	MoveBilling(ctx context.Context, server Ref, billing string) error
}

// CardLister lists the cards of a billing account (IDC-68).
type CardLister interface {
	// Cards fails where the list cannot serve as a snapshot.
	Cards(ctx context.Context, billing Ref) ([]Observation, error)
}

// CardAdder adds a card by the token of the card's processor (IDC-67). Each
// call adds another one.
type CardAdder interface {
	CardLister
	AddCard(ctx context.Context, billing Ref, token secrets.Text) (Ref, error)
}

// CardChooser makes a card the primary one (IDC-69).
type CardChooser interface {
	CardLister
	// Card reads one card (IDC-66).
	Card(ctx context.Context, ref Ref) (Observation, error)
	MakeCardPrimary(ctx context.Context, ref Ref) error
}

// CardRemover removes a card by id (IDC-65).
type CardRemover interface {
	CardLister
	RemoveCard(ctx context.Context, ref Ref) error
}

// ByInvoiceApplier asks the provider to let a billing account pay by invoice
// (IDC-64). Each call makes another application.
type ByInvoiceApplier interface {
	CardLister
	ApplyByInvoice(ctx context.Context, billing Ref) (Ref, error)
}

// CreditReader reads the credit history of a billing account (IDC-70).
type CreditReader interface {
	// Credit returns the newest entries first.
	Credit(ctx context.Context, billing Ref) ([]CreditEntry, error)
}

// CreditBuyer charges a card for credit (IDC-71), again each time.
type CreditBuyer interface {
	BillingReader
	CreditReader
	// BuyCredit takes a decimal number in the account's currency.
	BuyCredit(ctx context.Context, billing Ref, card, amount string) error
}

// CreditInvoicer asks for an invoice by which credit is paid (IDC-72), for
// another one each time.
type CreditInvoicer interface {
	Inventory
	RequestCreditInvoice(ctx context.Context, billing Ref, amount string) error
}
