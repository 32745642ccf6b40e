// Package members draws the team's own pages: who is in it, who is invited,
// roles, and the team itself.
package members

import (
	"slices"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/web/templates/ui"
)

// Page is the list of members and invitations.
type Page struct {
	Team        string
	Members     []Row
	Invitations []Invitation
	MayManage   bool
	NewURL      string
	// Live is the name that the list listens to.
	Live string
}

// Row is one member.
type Row struct {
	ID, Name, Email, Role string
	You                   bool
	// Known says that what follows may be shown.
	Known  bool
	Sees   string
	Factor bool
	Seen   time.Time
	// URL is "" for who cannot be changed.
	URL string
}

// Invitation is one that was not accepted yet.
type Invitation struct {
	ID, Email, Role, Sees, By string
	At, Ends                  time.Time
	// Over says that its link works no more.
	Over                bool
	RenewURL, RevokeURL string
}

// Form is a page with one form.
type Form struct {
	Title, Sub, Up, UpURL string
	Action, Submit        string
	// TeamID is the team that the form is meant for.
	TeamID string
	Fields form.Form
	Values form.Values
	Errors form.Errors
	// Accounts is nil for forms without them.
	Accounts  *Accounts
	RemoveURL string
	Help      []string
}

// whole are the fields with the boxes of the accounts, for what was refused.
func (f Form) whole() form.Form {
	if f.Accounts == nil {
		return f.Fields
	}
	return form.Form{Fields: append(slices.Clone(f.Fields.Fields), form.Field{Name: "account", Label: "Accounts"})}
}

// Accounts are the accounts to choose from.
type Accounts struct {
	Boxes   []Box
	Problem string
}

// Box is one account to choose.
type Box struct {
	ID     models.ID
	Label  string
	Ticked bool
}

// Link is the page that shows the link of an invitation, once.
type Link struct {
	Title, URL, Email, Role, Next string
	Ends                          time.Time
	// Mailed says that it was sent, Failed why it was not; both are empty where
	// no mail server is set up.
	Mailed bool
	Failed string
	// LocalURL is set where the link leads to the panel's own machine.
	LocalURL string
}

// Ask is a question that one answers in the dialog.
type Ask struct {
	Asking ui.Asking
	TeamID string
	// Reason says why it was not done, Typed is the name to type and Problem
	// what was wrong with it.
	Reason, Typed, Problem string
	// Blocked says what has to be done first, BlockedURL where.
	Blocked, BlockedURL, BlockedLink string
	Consequences                     []ui.Consequence
	Fields                           *form.Form
	Values                           form.Values
	Errors                           form.Errors
}

// Team is the page of the team itself.
type Team struct {
	Name, TeamID, RenameURL, NewURL, LeaveURL string
	// HandURL and DeleteURL are "" for who does not own it.
	HandURL, DeleteURL string
	MayRename          bool
	Form               form.Form
	Values             form.Values
	Errors             form.Errors
	Teams              []OwnTeam
}

// OwnTeam is one of the person's teams.
type OwnTeam struct {
	ID, Name, Role string
	Current        bool
}

// Roles is the table of roles.
type Roles struct {
	Own    string
	Roles  []Role
	Rows   []RoleRow
	Groups []RoleGroup
}

// Role is a column of the table.
type Role struct{ Name, Does string }

// RoleGroup is a heading over actions.
type RoleGroup struct {
	Title string
	Rows  []RoleRow
}

// RoleRow is one permission or action, and for each role whether it may.
type RoleRow struct {
	Label, Risk string
	May         []bool
}
