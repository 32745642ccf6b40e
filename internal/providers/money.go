package providers

import "time"

// Amounts of money are decimal numbers as text, in the account's currency, ""
// where the provider does not tell.

// InvoiceFacts describes an invoice.
type InvoiceFacts struct {
	// Number is the provider's number for people.
	Number string `json:"number,omitempty"`
	// Billing is the ID of the billing account that it was written to.
	Billing     string    `json:"billing,omitempty"`
	IssuedAt    time.Time `json:"issued_at,omitzero"`
	DueAt       time.Time `json:"due_at,omitzero"`
	PeriodStart time.Time `json:"period_start,omitzero"`
	PeriodEnd   time.Time `json:"period_end,omitzero"`
	Paid        bool      `json:"paid,omitempty"`
	Subtotal    string    `json:"subtotal,omitempty"`
	Discount    string    `json:"discount,omitempty"`
	Credit      string    `json:"credit,omitempty"`
	Tax         string    `json:"tax,omitempty"`
	Total       string    `json:"total,omitempty"`
	// TaxPercent and DiscountPercent are decimal numbers.
	TaxPercent      string `json:"tax_percent,omitempty"`
	DiscountPercent string `json:"discount_percent,omitempty"`
	// Left is what is still to be paid: the total without the payments.
	Left string `json:"left,omitempty"`
	// Title is what the invoice is for, where the provider says more than that
	// it is an invoice.
	Title string `json:"title,omitempty"`
	// To are the lines of the address that it was written to.
	To    []string      `json:"to,omitempty"`
	Lines []InvoiceLine `json:"lines,omitempty"`
}

// InvoiceGauges are the payments of an invoice, the oldest first.
type InvoiceGauges struct {
	Transactions []Transaction `json:"transactions,omitempty"`
}

// InvoiceLine is what an invoice asks money for.
type InvoiceLine struct {
	Name string `json:"name"`
	// Quantity is a decimal number of Unit, such as "h".
	Quantity string `json:"quantity,omitempty"`
	Unit     string `json:"unit,omitempty"`
	// Price is that of one unit.
	Price  string `json:"price,omitempty"`
	Amount string `json:"amount,omitempty"`
}

// Transaction is a payment of an invoice.
type Transaction struct {
	ID     string    `json:"id"`
	At     time.Time `json:"at,omitzero"`
	Amount string    `json:"amount,omitempty"`
	// Currency is set where the provider names it.
	Currency string `json:"currency,omitempty"`
	// Method is the card or account that was charged, for people.
	Method string `json:"method,omitempty"`
}

// BillingFacts describes an account that a provider charges. One provider
// account has one or several.
type BillingFacts struct {
	Details []Detail `json:"details,omitempty"`
	// TaxPercent and DiscountPercent are decimal numbers.
	TaxPercent      string    `json:"tax_percent,omitempty"`
	DiscountPercent string    `json:"discount_percent,omitempty"`
	CreatedAt       time.Time `json:"created_at,omitzero"`
	// Fields are the details that can be changed, by the provider's names.
	Fields map[string]string `json:"fields,omitempty"`
	// Email is where the provider writes to.
	Email string `json:"email,omitempty"`
	// Default is false also where the provider does not tell.
	Default bool `json:"default,omitempty"`
	// CanPay says that the provider would take a payment now.
	CanPay    bool `json:"can_pay,omitempty"`
	ByInvoice bool `json:"by_invoice,omitempty"`
	// Card is the card that is charged, for people; CardID the handle.
	Card   string `json:"card,omitempty"`
	CardID string `json:"card_id,omitempty"`
}

// BillingGauges are the sums of a billing account, which change by the hour.
type BillingGauges struct {
	// Balance is what is left to spend, prepaid or as credit.
	Balance string `json:"balance,omitempty"`
	Unpaid  string `json:"unpaid,omitempty"`
	// Month is what the current month has cost so far.
	Month string `json:"month,omitempty"`
}
