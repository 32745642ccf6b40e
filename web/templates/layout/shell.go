// Package layout draws what surrounds every page: navigation, bars, foot and
// the places that script fills.
package layout

import (
	"github.com/a-h/templ"

	"pinfold/web/templates/ui"
)

// Name is the product's name. No route, table, header or variable carries it.
const Name = "Pinfold"

// Shell is what a page's surroundings show.
type Shell struct {
	// Title is the page's title, without the product's name.
	Title string
	// Active is the Key of the section the page belongs to.
	Active string
	// Theme is "day", "night", or empty to follow the system.
	Theme string
	User  User
	// Team and Role are shown below the person's name.
	Team, Role string
	// TeamID is sent along by the page, so that it never acts in another team.
	TeamID string
	// Teams are those that the person may switch to, also the present one.
	Teams  []Team
	Counts Counts
	// Live makes the page follow the event stream. LiveKey names the session's
	// stream among the tabs of a browser, so that two people who share a
	// browser do not share it.
	Live    bool
	LiveKey string
	// KeysOff switches single-key shortcuts off.
	KeysOff bool
	// Back is the way up for the phone's top bar, empty on list pages.
	Back, BackLabel string
	// Add is the page's creating action, shown in the phone's top bar.
	Add, AddLabel string
	// Wide lets the page use the full width, as lists do.
	Wide bool
	// HeadHidden tells that the page's head is hidden on phones, so that the
	// top bar's title is the heading there.
	HeadHidden bool
	// Head is what only this page loads, nil for nothing.
	Head templ.Component
	// Toasts are shown once, after an action without script.
	Toasts []templ.Component
}

// Team is one of the teams of the person who is signed in.
type Team struct {
	ID, Name, Role string
	Current        bool
}

// User is the person who is signed in.
type User struct {
	Name, Email string
}

// Label is the person's name, else the e-mail address.
func (u User) Label() string {
	if u.Name != "" {
		return u.Name
	}
	return u.Email
}

// Counts are what the navigation tells: sizes, and what asks for attention.
type Counts struct {
	Servers int
	// Running and NeedYou count operations.
	Running, NeedYou int
	Zones            int
	// NewTickets counts tickets that the support wrote something new in.
	NewTickets int
	// Due counts invoices and orders that are not paid.
	Due int
	// Failing counts accounts that do not answer.
	Failing int
}

func (s Shell) fullTitle() string {
	if s.Title == "" {
		return Name
	}
	return ui.Shown(s.Title) + " · " + Name
}
