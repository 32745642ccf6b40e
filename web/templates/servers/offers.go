package servers

// Offering is what can be done with a thing.
type Offering struct {
	Name, Href string
	Offers     []Offer
}

// manyGroups reports whether the actions are enough to need headings.
func manyGroups(offers []Offer) bool {
	groups := map[string]bool{}
	for _, o := range offers {
		groups[o.Group] = true
	}
	return len(groups) > 2
}

// aboutAll returns the reason that all actions share and the id it stands
// under, so that it is said once.
func aboutAll(id string, offers []Offer) (about, why string) {
	for _, o := range offers {
		if o.Reason == "" || o.Reason != offers[0].Reason {
			return "", ""
		}
	}
	if len(offers) < 2 {
		return "", ""
	}
	return id + "-why", offers[0].Reason
}

// quick are the actions that stand at the top of the page as buttons.
func quick(offers []Offer) []Offer {
	var some []Offer
	for _, o := range offers {
		if !o.Danger && o.Reason == "" && len(some) < 2 {
			some = append(some, o)
		}
	}
	return some
}

// quickClass leaves room for one button on phones.
func quickClass(i int) string {
	if i > 0 {
		return "max-sm:hidden"
	}
	return ""
}
