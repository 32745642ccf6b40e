// Package zone knows DNS: what a record may hold, what a zone may hold, how
// zones differ, and the file format that name servers share.
package zone

// Record is one record of a zone.
type Record struct {
	// ID is the provider's handle, "" for a record that is not there yet.
	ID string `json:"id,omitempty"`
	// Name is relative to the zone: "@" for the zone itself, "www", "a.b".
	Name string `json:"name"`
	// Type is in capitals: "A", "TXT".
	Type string `json:"type"`
	// Content is written as in a zone file, without the priority: hostnames end
	// with a dot, texts stand in quotes.
	Content string `json:"content"`
	// TTL is in seconds.
	TTL int `json:"ttl"`
	// Priority is that of MX and SRV, 0 for all others.
	Priority int `json:"priority,omitempty"`
}
