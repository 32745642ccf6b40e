package actions

import (
	"fmt"
	"strings"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// Target is what an action acts on: a resource, or an account where a thing
// is made.
type Target struct {
	Vendor  providers.Vendor
	Account models.Account
	// Resource is nil for an action on the account itself.
	Resource *models.Resource
	// Server is the server that the resource belongs to, nil for a server
	// itself and for what belongs to none.
	Server *models.Resource
	// Billing is the billing account that an invoice was written to, nil for all
	// else and where it is not known.
	Billing *models.Resource
	// Known is what the account's inventory offers for forms.
	Known providers.Offerings
	// Busy is the open operation that holds the target's lock, if any.
	Busy *models.Operation
	// Pending is what the person changed in a zone and has not sent, nil where it
	// was not looked up.
	Pending *Pending
	// Padlock says who locked the target, or the server that it belongs to,
	// against what destroys; nil if it is not locked.
	Padlock *Padlock
}

// Kind is the kind of the target.
func (t Target) Kind() providers.Kind {
	if t.Resource == nil {
		return providers.KindAccount
	}
	return t.Resource.Kind
}

// ID is the id of the target's row.
func (t Target) ID() models.ID {
	if t.Resource == nil {
		return t.Account.ID
	}
	return t.Resource.ID
}

// lock keeps disruptive work off the target. What belongs to a server is
// locked with it.
func (t Target) lock() string {
	if t.Server != nil {
		return fmt.Sprintf("%s-%d", t.Server.Kind, t.Server.ID)
	}
	return fmt.Sprintf("%s-%d", t.Kind(), t.ID())
}

// Name is what a person calls the target.
func (t Target) Name() string {
	switch {
	case t.Resource == nil:
		return t.Account.Label
	case t.Resource.Name == "":
		return t.Resource.ExternalID
	default:
		return t.Resource.Name
	}
}

// Offer is how an action stands towards a target and a person.
type Offer struct {
	Action Action
	// Reason says why it cannot be done now, "" if it can.
	Reason string
}

// Offer tells whether the action is offered for the target to the role. An
// action that the role may not do, or that the target's kind does not have,
// is not offered at all.
func (a Action) Offer(t Target, role access.Role) (Offer, bool) {
	if a.On != t.Kind() || !role.May(a.Needs) {
		return Offer{}, false
	}
	return Offer{Action: a, Reason: a.reason(t)}, true
}

// Lacking says why the target's account does not have the action at all, ""
// if it has.
func (a Action) Lacking(t Target) string {
	if t.Vendor.Lacks != nil {
		if why := t.Vendor.Lacks(t.Account.Settings)[a.Name]; why != "" {
			return why
		}
	}
	if !a.able(t.Vendor.Zero) {
		return noCall(t.Vendor)
	}
	return ""
}

// noCall is why an action is not possible where the provider's document has no
// call for it.
func noCall(v providers.Vendor) string {
	whose := v.Name + "'s"
	if strings.HasSuffix(v.Name, "s") {
		whose = v.Name + "'"
	}
	return whose + " API has no call for this."
}

func (a Action) reason(t Target) string {
	if why := a.Lacking(t); why != "" {
		return why
	}
	if t.Resource != nil && t.Resource.GoneAt != nil {
		return "It does not exist at " + t.Vendor.Name + " any more."
	}
	if t.Padlock != nil && a.Worst == Destructive {
		return t.Padlock.Reason()
	}
	if t.Busy != nil && a.Worst != Safe && !a.Creates() {
		return Busy(*t.Busy)
	}
	if a.blocked != nil {
		return a.blocked(t)
	}
	return ""
}

// Busy says why nothing else can be done to a thing that an operation holds.
func Busy(holder models.Operation) string {
	action, _ := Named(holder.Action)
	if holder.Status == models.StatusUnknown {
		return action.Words.Label + " has an unknown outcome. Decide about it first, under Operations."
	}
	return action.Words.Doing + " goes on. Wait until it has ended."
}
