package providers

import "github.com/shopspring/decimal"

// Pricer works out from the provider's price list what things cost.
type Pricer interface {
	// PricePerHour is what the amounts cost in an hour, in the account's
	// currency. It returns false if one of them has no published price. It calls
	// nothing and works on a zero client; the list is KindPrice of known.
	PricePerHour(known Offerings, of Amounts) (decimal.Decimal, bool)
}

// Amounts are what a price is asked for. What is 0 costs nothing.
type Amounts struct {
	CPU, MemoryMB, DiskGB, Addresses int
	// BackupGB is the size of a copy that is kept.
	BackupGB int
	// System is the operating system, which may need a license.
	System string
}
