// Package orders draws the page of an order.
package orders

import (
	"time"

	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// Step is one stretch of the way from an order to a server.
type Step struct {
	Kind         ui.Kind
	Text, Detail string
	// Links lead on; the first one is the thing to do.
	Links []ui.Btn
	// RefreshURL is posted to, to see whether the step is done.
	RefreshURL string
}

// Page is the page of one order.
type Page struct {
	Name                                string
	Kind                                ui.Kind
	Word, Title                         string
	Code, Provider, Account, AccountURL string
	Checked, Gone                       time.Time
	Old                                 bool
	Steps                               []Step
	Offers                              []servers.Offer
	// Rest are facts and history, drawn as on a server's page.
	Rest       servers.Page
	RefreshURL string
	// Live are the names that the page listens to.
	Live []string
}

// quick are the actions that are possible now.
func (p Page) quick() (some []servers.Offer) {
	for _, o := range p.Offers {
		if o.Reason == "" {
			some = append(some, o)
		}
	}
	return some
}
