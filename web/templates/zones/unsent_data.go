package zones

// Unsent is all that a person changed in zones and did not send.
type Unsent struct {
	Zones   []UnsentZone
	FormID  string
	Problem string
}

// UnsentZone is the list of one zone.
type UnsentZone struct {
	ID string
	ManyChange
	// Seen marks what the page shows.
	Seen string
	// Reason says why it is not applied together with others, "" if it may be.
	Reason string
}

// ready counts the zones that can be applied together.
func (u Unsent) ready() (n int) {
	for _, z := range u.Zones {
		if z.Reason == "" {
			n++
		}
	}
	return n
}
