package overview

import "pinfold/web/templates/ui"

// loud figures carry the shape of their state.
func (f Figure) loud() bool {
	switch f.Kind {
	case ui.Unknown, ui.Working, ui.Suspended, ui.Was:
		return true
	}
	return false
}

// some are the figures of states with servers, without the sum.
func (r Row) some() (some []Figure) {
	for _, f := range r.Figures {
		if f.N > 0 && f.Kind != "" {
			some = append(some, f)
		}
	}
	return some
}
