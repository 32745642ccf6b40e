package providers

import (
	"github.com/shopspring/decimal"

	"pinfold/internal/form"
)

// Pricer works out from the provider's price list what things cost.
type Pricer interface {
	// PricePerHour is what the amounts cost in an hour, in the account's
	// currency. It returns false if one of them has no published price. It calls
	// nothing and works on a zero client; the list is KindPrice of known.
	PricePerHour(known Offerings, of Amounts) (decimal.Decimal, bool)
}

// OrderPricer prices an order for a new server before it is sent.
type OrderPricer interface {
	Pricer
	// AmountsOf reads from a form of CreateForm what is asked for. What is not
	// filled in, or no number, is 0.
	AmountsOf(in form.Values) Amounts
}

// Amounts are what a price is asked for. What is 0 costs nothing.
type Amounts struct {
	CPU, MemoryMB, DiskGB, Addresses int
	// BackupGB is the size of a copy that is kept.
	BackupGB int
	// System is the operating system, which may need a license.
	System string
}
