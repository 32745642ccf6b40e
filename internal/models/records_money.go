package models

import (
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// SpendSource is how the panel learned what something cost.
type SpendSource string

// The sources of spend. Where an invoice tells of a month, what the usage of
// that month told counts no more.
const (
	SpendStatement SpendSource = "statement"
	SpendUsage     SpendSource = "usage"
	SpendInvoice   SpendSource = "invoice"
	SpendOrder     SpendSource = "order"
)

// SpendKey names a reading of spend. A reading of a server is a part of what
// its account told of the same days.
type SpendKey struct {
	AccountID ID          `gorm:"primaryKey;autoIncrement:false;priority:1"`
	Source    SpendSource `gorm:"primaryKey;priority:2"`
	// Ref is the invoice, the order or the billing account, "" for the account.
	Ref string `gorm:"primaryKey;priority:3"`
	// Day is the last day that is told of, as 2006-01-02 in the provider's zone.
	Day string `gorm:"primaryKey;priority:4"`
	// ServerID is 0 for the account as a whole.
	ServerID ID `gorm:"primaryKey;autoIncrement:false;priority:5"`
}

// Spend is what one kind of thing cost in some days.
type Spend struct {
	SpendKey `gorm:"embedded"`
	Kind     providers.SpendKind `gorm:"primaryKey;priority:6"`
	TeamID   ID                  `gorm:"index"`
	// First is the first day that is told of, often Day itself.
	First    string
	Currency string
	// Amount is in billionths of the currency, so that the database adds up
	// without rounding.
	Amount int64
}

// SpendDay tells that spend was read: a day without one is not known.
type SpendDay struct {
	SpendKey `gorm:"embedded"`
	TeamID   ID `gorm:"index"`
	First    string
	// Final says that the days were over when they were read.
	Final  bool
	ReadAt time.Time
}

// SpendCheck is how the reading of an account's spend stands.
type SpendCheck struct {
	AccountID ID `gorm:"primaryKey;autoIncrement:false"`
	TeamID    ID `gorm:"index"`
	NextAt    time.Time
	// FailedAt is set while the last reading failed, Error is its sentence.
	FailedAt *time.Time
	Error    string
}

// RateSet is what one unit of a base currency was worth in others, as somebody
// entered it. The latest one of a team holds; the others are its history.
type RateSet struct {
	ID     ID
	TeamID ID `gorm:"index"`
	UserID ID
	Base   string
	// Rates are decimal numbers by currency.
	Rates form.Values `gorm:"serializer:json"`
	At    time.Time
}

// CalendarFeed is the secret address under which a calendar program reads what
// a person's team has to pay.
type CalendarFeed struct {
	UserID ID `gorm:"primaryKey;autoIncrement:false"`
	TeamID ID `gorm:"primaryKey;autoIncrement:false"`
	// Digest is the SHA-256 of the address's token, in hex.
	Digest    string `gorm:"uniqueIndex"`
	CreatedAt time.Time
	// UsedAt is when the address was last read, nil if it never was.
	UsedAt *time.Time
}
