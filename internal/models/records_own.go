package models

import "time"

// Tag is a short word of the team's own on a resource.
type Tag struct {
	ID         ID
	TeamID     ID `gorm:"index:tag_key,priority:1"`
	ResourceID ID `gorm:"uniqueIndex:tag_once,priority:1"`
	// Name is as it was typed, Key in lower case: tags that differ in case only
	// are one.
	Name      string
	Key       string `gorm:"uniqueIndex:tag_once,priority:2;index:tag_key,priority:2"`
	CreatedAt time.Time
}

// Note is a text of the team's own on a resource.
type Note struct {
	ResourceID ID `gorm:"primaryKey;autoIncrement:false"`
	TeamID     ID `gorm:"index"`
	Text       string
	// Version grows with every change; 0 stands for no note yet.
	Version   int
	UserID    ID
	ChangedAt time.Time
}

// View is a saved address of a list.
type View struct {
	ID     ID
	TeamID ID `gorm:"index"`
	UserID ID
	// List is the path of the list, such as "/servers".
	List string
	Name string
	// Query is the address behind the path, without the question mark.
	Query string
	// Shared views are seen by the whole team.
	Shared    bool
	CreatedAt time.Time
}

// Preference is a choice of a person about how the panel looks.
type Preference struct {
	UserID ID     `gorm:"primaryKey;autoIncrement:false"`
	Name   string `gorm:"primaryKey"`
	Value  string
}
