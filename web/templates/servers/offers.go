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

// inMenu are the actions that get a line each. The labels of those that the
// provider has not got, all for the one reason, follow after them as a text.
func inMenu(offers []Offer) (lines []Offer, missing []string, why string) {
	count := map[string]int{}
	for _, o := range offers {
		if !o.Missing {
			continue
		}
		if count[o.Reason]++; count[o.Reason] > max(1, count[why]) {
			why = o.Reason
		}
	}
	for _, o := range offers {
		if o.Missing && o.Reason == why {
			missing = append(missing, o.Label)
		} else {
			lines = append(lines, o)
		}
	}
	return lines, missing, why
}

// aboutMany returns the reason that most of the actions share and the id it
// stands under, so that it is said once.
func aboutMany(id string, offers []Offer) (about, why string) {
	count := map[string]int{}
	for _, o := range offers {
		count[o.Reason]++
		if o.Reason != "" && count[o.Reason] > max(1, len(offers)/2) {
			why = o.Reason
		}
	}
	if why == "" {
		return "", ""
	}
	return id + "-why", why
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
