package api

import "pinfold/internal/providers/wire"

// User is the owner of the token, of IDC-01.
type User struct {
	ID   wire.String          `json:"id"`
	Name wire.String          `json:"name"`
	Data wire.Object[Profile] `json:"profile_data"`
}

// Profile is the personal part of a user, which IDC-02 answers.
type Profile struct {
	Email     wire.String `json:"email"`
	FirstName wire.String `json:"first_name"`
	LastName  wire.String `json:"last_name"`
	Phone     wire.String `json:"phone_number"`
	Personal  wire.String `json:"personal_id_number"`
	Created   wire.String `json:"created_at"`
	Updated   wire.String `json:"updated_at"`
}

// Token is a key of the API, of IDC-05 and 06.
type Token struct {
	ID          wire.String `json:"id"`
	Description wire.String `json:"description"`
	Restricted  wire.Bool   `json:"restricted"`
	Billing     wire.String `json:"billing_account_id"`
	Token       wire.String `json:"token"`
	Created     wire.String `json:"created_at"`
}

// BillingAccount is an account of IDC-61. Amounts are kept as they are
// written. What the card's processor adds to the card is left out.
type BillingAccount struct {
	ID        wire.String `json:"id"`
	Title     wire.String `json:"title"`
	Company   wire.String `json:"company_name"`
	Email     wire.String `json:"email"`
	Country   wire.String `json:"country"`
	Deleted   wire.Bool   `json:"is_deleted"`
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

// Totals are the sums of the current month.
type Totals struct {
	Available wire.String `json:"credit_available"`
	Ongoing   wire.String `json:"ongoing"`
	Total     wire.String `json:"total"`
}

// Card is what may be shown of a payment card.
type Card struct {
	Type  wire.String `json:"card_type"`
	Last4 wire.String `json:"last4"`
	Month wire.Int    `json:"expire_month"`
	Year  wire.Int    `json:"expire_year"`
}
