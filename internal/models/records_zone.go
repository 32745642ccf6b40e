package models

import (
	"encoding/json"
	"time"

	"pinfold/internal/zone"
)

// ZoneRecord is one record of a zone, as last read.
type ZoneRecord struct {
	ID        ID
	TeamID    ID `gorm:"index"`
	AccountID ID `gorm:"index"`
	// ResourceID is the zone.
	ResourceID ID `gorm:"index:zone_record_list,priority:1"`
	ExternalID string
	Name       string
	Type       string `gorm:"index:zone_record_list,priority:2"`
	Content    string
	TTL        int
	Priority   int
	// Search is the lower-case text that a search looks in.
	Search string
}

// Record is what the row holds.
func (r ZoneRecord) Record() zone.Record {
	return zone.Record{ID: r.ExternalID, Name: r.Name, Type: r.Type, Content: r.Content, TTL: r.TTL, Priority: r.Priority}
}

// ZoneDraft is what a person has changed in a zone and not sent yet. Only that
// person sees the changes.
type ZoneDraft struct {
	ID         ID
	TeamID     ID `gorm:"index"`
	UserID     ID `gorm:"uniqueIndex:zone_draft_once,priority:1"`
	ResourceID ID `gorm:"uniqueIndex:zone_draft_once,priority:2;index"`
	// Data is the list of changes as JSON, Count how many there are.
	Data  json.RawMessage
	Count int
	// Began is when the first of the changes was kept, At when the last was.
	Began time.Time
	At    time.Time
}

// Changes decodes the list.
func (d ZoneDraft) Changes() []zone.Change { return decode[[]zone.Change](d.Data) }

// ZoneVersion is a state that a zone was in.
type ZoneVersion struct {
	ID         ID
	TeamID     ID `gorm:"index"`
	AccountID  ID
	ResourceID ID `gorm:"index"`
	At         time.Time
	// UserID and OperationID are set for a state that the panel made, nil for
	// one that was found at the provider.
	UserID      *ID
	OperationID *ID
	Count       int
	Serial      string
	// Digest is the same for the same records, whatever their order.
	Digest string
	// Data holds the records as compressed JSON.
	Data []byte
}
