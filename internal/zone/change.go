package zone

// Change is one step from a zone to another.
type Change struct {
	// Before is the record as it was when it was edited, nil for an addition.
	Before *Record `json:"before,omitempty"`
	// After is what it becomes, nil for a removal.
	After *Record `json:"after,omitempty"`
}
