package api

import (
	"encoding/json"

	"pinfold/internal/providers/wire"
)

// BillingAccount is an account of IDC-59 and IDC-61. Amounts are kept as they
// are written. What the card's processor adds to the card is left out.
type BillingAccount struct {
	ID           wire.String `json:"id"`
	Title        wire.String `json:"title"`
	Company      wire.String `json:"company_name"`
	RegCode      wire.String `json:"company_reg_code"`
	VATNumber    wire.String `json:"company_vat_number"`
	AddressLine1 wire.String `json:"address_line1"`
	AddressLine2 wire.String `json:"address_line2"`
	City         wire.String `json:"city"`
	County       wire.String `json:"county"`
	PostIndex    wire.String `json:"post_index"`
	Country      wire.String `json:"country"`
	Email        wire.String `json:"email"`
	Deleted      wire.Bool   `json:"is_deleted"`
	// Default is in no sample of the document.
	Default   wire.Bool   `json:"is_default"`
	CanPay    wire.Bool   `json:"can_pay"`
	ByInvoice wire.Bool   `json:"paying_by_invoice"`
	VAT       wire.String `json:"vat_percentage"`
	Discount  wire.String `json:"discount_percentage"`
	Created   wire.String `json:"created"`

	Credit wire.String         `json:"credit_amount"`
	Unpaid wire.String         `json:"unpaid_amount"`
	Totals wire.Object[Totals] `json:"running_totals"`
	Card   wire.Object[Card]   `json:"primary_card"`
}

// BillingMembers is an account of IDC-59 as it stands, for sending it back.
type BillingMembers map[string]json.RawMessage

// Totals are the sums of the current month.
type Totals struct {
	Available wire.String `json:"credit_available"`
	Ongoing   wire.String `json:"ongoing"`
	Total     wire.String `json:"total"`
}

// Card is what may be shown of a payment card.
type Card struct {
	Kind   wire.String `json:"type"`
	Type   wire.String `json:"card_type"`
	Last4  wire.String `json:"last4"`
	Holder wire.String `json:"card_holder"`
	Month  wire.Int    `json:"expire_month"`
	Year   wire.Int    `json:"expire_year"`
}

// Payment is a way to pay of IDC-64, IDC-66, IDC-67 and IDC-68. The identifier
// at the card's processor is left out.
type Payment struct {
	ID       wire.String `json:"id"`
	Billing  wire.String `json:"billing_account_id"`
	Primary  wire.Bool   `json:"is_primary"`
	Verified wire.Bool   `json:"is_verified"`
	Deleted  wire.Bool   `json:"is_deleted"`
	Created  wire.String `json:"created"`
	// Data is JSON in a string, or Python text for paying by invoice. Read it
	// with CardOf; it is shown and logged nowhere.
	Data wire.String `json:"additional_data"`
}

// Credit is an entry of IDC-70.
type Credit struct {
	ID          wire.String `json:"id"`
	Amount      wire.String `json:"amount"`
	Created     wire.String `json:"created"`
	Description wire.String `json:"description"`
}
