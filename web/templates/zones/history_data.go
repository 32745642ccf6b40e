package zones

import "time"

// History is the list of the states that a zone was in.
type History struct {
	Page
	Versions []Version
}

// Version is one kept state of a zone.
type Version struct {
	At      time.Time
	Records int
	Serial  string
	// By is who made it through the panel, "" for one that was found.
	By             string
	OperationHref  string
	Href, FileHref string
	// Newest is the state of now.
	Newest bool
}

// VersionPage compares a state with the zone of now.
type VersionPage struct {
	Page
	Version Version
	// Changes would bring the state back.
	Changes []Line
	// BackURL puts them onto the list, "" where nobody may.
	BackURL string
	// Unsent counts what is on the person's list now.
	Unsent int
}
