package servers

import "slices"

// offerGroup is a heading with the actions below it.
type offerGroup struct {
	Title  string
	Offers []Offer
}

// groups gathers actions by heading in the order of first mention. What
// destroys has no heading and stands last.
func groups(offers []Offer) []offerGroup {
	var all []offerGroup
	var last offerGroup
	for _, o := range offers {
		if o.Danger {
			last.Offers = append(last.Offers, o)
			continue
		}
		at := slices.IndexFunc(all, func(g offerGroup) bool { return g.Title == o.Group })
		if at < 0 {
			all, at = append(all, offerGroup{Title: o.Group}), len(all)
		}
		all[at].Offers = append(all[at].Offers, o)
	}
	if len(last.Offers) > 0 {
		all = append(all, last)
	}
	return all
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

func (o Offer) tone() string {
	if o.Danger {
		return ""
	}
	return "text-muted"
}
