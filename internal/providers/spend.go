package providers

import (
	"context"
	"time"
)

// SpendKind is what money was spent on.
type SpendKind string

// The kinds of spend. What fits none is SpendOther.
const (
	SpendServer  SpendKind = "server"
	SpendCPU     SpendKind = "cpu"
	SpendMemory  SpendKind = "memory"
	SpendDisk    SpendKind = "disk"
	SpendTraffic SpendKind = "traffic"
	SpendAddress SpendKind = "address"
	SpendBackup  SpendKind = "backup"
	SpendStorage SpendKind = "storage"
	SpendLicense SpendKind = "license"
	SpendSupport SpendKind = "support"
	SpendTax     SpendKind = "tax"
	SpendOther   SpendKind = "other"
)

// Statement is what an account was charged in a period, and what came in.
type Statement struct {
	// Charged and Paid are the provider's own sums.
	Charged string
	Paid    string
	Charges []Charge
}

// Charge is what a statement holds of one of the provider's own kinds.
type Charge struct {
	// Code is the provider's name of the kind, Label the same in words; "" for
	// one that its document does not name.
	Code  string
	Label string
	Kind  SpendKind
	// Count is a decimal number of Unit, which is "" where the document names
	// none.
	Count  string
	Unit   string
	Amount string
}

// StatementReader tells what was charged in any period, for the account or for
// one server (CLO-44).
type StatementReader interface {
	// StatementZone is the time zone of the provider's days.
	StatementZone() *time.Location
	// Statement tells of the time from the first moment to the last, both
	// within. A server without ID stands for the whole account. A period without
	// charges is an empty statement and no error.
	Statement(ctx context.Context, server Ref, from, to time.Time) (Statement, error)
}

// UsageLine is a resource with what it has cost in the current month.
type UsageLine struct {
	Name string
	// Server is the name of the server that the line is about, "" for others.
	Server string
	// Types are the provider's words for what is counted.
	Types []string
	Kind  SpendKind
	// Price is that of one Unit, such as "h"; Hours counts hours.
	Hours string
	Price string
	Unit  string
	Cost  string
}

// CostReader tells the resources of a billing account with what they have cost
// since the month began (IDC-79).
type CostReader interface {
	// Costs returns a NotFound error for a billing account that does not exist.
	Costs(ctx context.Context, billing Ref) ([]UsageLine, error)
}
