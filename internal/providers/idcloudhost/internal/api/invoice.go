package api

import "pinfold/internal/providers/wire"

// Invoice is an invoice of IDC-73 and IDC-74. Amounts are kept as they are
// written.
type Invoice struct {
	ID           wire.String                `json:"id"`
	Number       wire.String                `json:"padded_id"`
	Name         wire.String                `json:"name"`
	Billing      wire.String                `json:"billing_account_id"`
	Status       wire.Int                   `json:"status"`
	Created      wire.String                `json:"created"`
	Due          wire.String                `json:"due_date"`
	PeriodStart  wire.String                `json:"period_start"`
	PeriodEnd    wire.String                `json:"period_end"`
	Discount     wire.String                `json:"discount_percentage"`
	VAT          wire.String                `json:"vat_percentage"`
	Snapshot     wire.String                `json:"account_snapshot"`
	Lines        wire.List[InvoiceLine]     `json:"records_list"`
	Totals       wire.Object[InvoiceTotals] `json:"totals"`
	Transactions wire.List[Transaction]     `json:"transaction_list"`
}

// InvoiceLine is a line of an invoice. What it is called in "descr" is a
// remark of the provider's programmers.
type InvoiceLine struct {
	Name   wire.String `json:"name"`
	Amount wire.String `json:"amount"`
	Price  wire.String `json:"item_price"`
	Qty    wire.String `json:"qty"`
	Unit   wire.String `json:"qty_unit"`
}

// InvoiceTotals are the sums of an invoice.
type InvoiceTotals struct {
	Subtotal wire.String `json:"subtotal"`
	Discount wire.String `json:"discount_amount"`
	Credit   wire.String `json:"credit"`
	Tax      wire.String `json:"vat_tax"`
	Total    wire.String `json:"total"`
}

// Transaction is a payment. Its data is JSON in a string.
type Transaction struct {
	ID         wire.String `json:"id"`
	Identifier wire.String `json:"identifier"`
	Amount     wire.String `json:"amount"`
	Created    wire.String `json:"created"`
	Data       wire.String `json:"additional_data"`
}

// TransactionData is what may be shown of the data of a transaction. All else
// about the card and its owner is left out.
type TransactionData struct {
	Currency wire.String       `json:"currency"`
	Card     wire.Object[Card] `json:"payment"`
}

// Snapshot is the billing account as it was when an invoice was written: JSON
// in a string.
type Snapshot struct {
	Title    wire.String `json:"title"`
	Company  wire.String `json:"company_name"`
	RegCode  wire.String `json:"company_reg_code"`
	VATCode  wire.String `json:"company_vat_number"`
	Address1 wire.String `json:"address_line1"`
	Address2 wire.String `json:"address_line2"`
	City     wire.String `json:"city"`
	County   wire.String `json:"county"`
	Post     wire.String `json:"post_index"`
	Country  wire.String `json:"country"`
}

// Paid is the answer to IDC-76, and to IDC-75 as far as it tells as much.
type Paid struct {
	Success  wire.Bool              `json:"success"`
	Used     wire.String            `json:"amount_used"`
	Log      wire.String            `json:"error_log"`
	Message  wire.String            `json:"message"`
	Invoices wire.List[wire.String] `json:"paid_invoices"`
}
