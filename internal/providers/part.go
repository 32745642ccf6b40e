package providers

import (
	"context"
	"time"
)

// ServerParts tells which lists a single server has, such as its backups. Each
// costs a call of its own, so they are read when somebody looks at the server
// and after a change, not with every refresh.
type ServerParts interface {
	// Parts works on a zero client; only the Read of a source calls anything.
	// The things have the server's ID as their Parent.
	Parts(server Ref) []Source
}

// BackupFacts describes a copy of a server's disk.
type BackupFacts struct {
	// Type is the provider's word where it has several kinds of copies.
	Type   string    `json:"type,omitempty"`
	MadeAt time.Time `json:"made_at,omitzero"`
	SizeGB int       `json:"size_gb,omitempty"`
	// PricePerHour is a decimal number in the account's currency.
	PricePerHour string `json:"price_per_hour,omitempty"`
	Description  string `json:"description,omitempty"`
	// Days are the weekdays on which the copy is renewed, 1 for Monday; none
	// means never. Time is the hour and minute of it as the provider tells it.
	Days []int  `json:"days,omitempty"`
	Time string `json:"time,omitempty"`
	// System is the operating system inside.
	System string `json:"system,omitempty"`
	// DiskID is the disk that the copy was made of, where the provider tells.
	DiskID string `json:"disk_id,omitempty"`
}

// ServerLogger reads the provider's own record of what was done to a server.
type ServerLogger interface {
	// ServerLog returns the newest entries first.
	ServerLog(ctx context.Context, server Ref) ([]LogEntry, error)
}

// LogEntry is one line of a provider's record, in the provider's words.
type LogEntry struct {
	ID      string
	At      time.Time
	What    string
	Who     string
	Outcome string
}

// UsageMeter reads what a server used over time.
type UsageMeter interface {
	// Usage returns the samples between two moments, the oldest first.
	Usage(ctx context.Context, server Ref, from, to time.Time) ([]Sample, error)
}

// Sample is what a server used at one moment. Figures that the provider does
// not tell are nil.
type Sample struct {
	At         time.Time
	CPUPercent *float64
	// MemoryUsedMB and MemoryMB are in MB.
	MemoryUsedMB, MemoryMB *float64
	// NetInKB and NetOutKB are in KB per minute.
	NetInKB, NetOutKB *float64
	// DiskReads and DiskWrites are requests per minute.
	DiskReads, DiskWrites *float64
	// DiskUsedPercent is 0 to 100.
	DiskUsedPercent *float64
}
