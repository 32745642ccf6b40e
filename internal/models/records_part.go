package models

import "time"

// PartCheck tells how the last readings of one part of a server went, such as
// of its backups.
type PartCheck struct {
	ResourceID ID     `gorm:"primaryKey;autoIncrement:false"`
	Name       string `gorm:"primaryKey"`
	TeamID     ID
	// ReadAt is the last reading that succeeded, Items how many it found.
	ReadAt *time.Time
	Items  int
	// Since is how far back figures were asked for, nil for lists.
	Since *time.Time
	// Error is the sentence of the newest reading if it failed, at FailedAt.
	Error    string
	FailedAt *time.Time
}

// TriedAt is when the part was last asked for, with or without success.
func (c PartCheck) TriedAt() (at time.Time) {
	for _, one := range []*time.Time{c.ReadAt, c.FailedAt} {
		if one != nil && one.After(at) {
			at = *one
		}
	}
	return at
}

// Sample is what a server used at one moment. What is not known is nil.
type Sample struct {
	ResourceID ID `gorm:"primaryKey;autoIncrement:false"`
	// At counts seconds since 1970, so that the database can divide time.
	At              int64 `gorm:"primaryKey;autoIncrement:false;index"`
	TeamID          ID
	CPUPercent      *float64
	MemoryUsedMB    *float64
	MemoryMB        *float64
	NetInKB         *float64
	NetOutKB        *float64
	DiskReads       *float64
	DiskWrites      *float64
	DiskUsedPercent *float64
}
