// Package actions holds the registry of everything that the panel can change:
// an entry each, with what it acts on, what it needs, what it risks and how
// it runs. Buttons, confirmations, permission checks and operations come from
// this one table.
package actions

import (
	"context"
	"slices"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// Risk is the worst that an action can do.
type Risk int

// The risks, from the mildest.
const (
	Safe Risk = iota
	Disruptive
	Destructive
	SpendsMoney
)

// Word is the risk in words.
func (r Risk) Word() string {
	return [...]string{"Safe", "Disruptive", "Destructive", "Spends money"}[r]
}

// Words are how the panel speaks of an action.
type Words struct {
	// Label is the button: "Reboot".
	Label string
	// Of stands before the name of the thing in the title of a run: "Delete"; ""
	// for the label.
	Of string
	// Button repeats verb and object: "Reboot server".
	Button string
	// Doing is the state while it runs: "Rebooting".
	Doing string
	// Done is the outcome: "Rebooted".
	Done string
	// Icon names a symbol of the sprite.
	Icon string
	// Group is the heading of menus that the action stands under: GroupPower
	// and so on.
	Group string
}

// The groups of menus.
const (
	GroupPower   = "Power"
	GroupPay     = "Pay"
	GroupChange  = "Change"
	GroupDisks   = "Disks"
	GroupBackups = "Backups"
	GroupNetwork = "Network"
	GroupDanger  = "Danger"
)

// groups are the groups of menus in their order.
var groups = []string{GroupPower, GroupPay, GroupChange, GroupDisks, GroupBackups, GroupNetwork, GroupDanger}

// place is where the action's group stands.
func (a Action) place() int { return slices.Index(groups, a.Words.Group) }

// Spec describes an action whose work needs the capability C of a client.
type Spec[C any] struct {
	// Name is the key in routes and rows: "server.reboot".
	Name  string
	Words Words
	// On is the kind of thing that the action acts on.
	On providers.Kind
	// Makes is the kind of thing that an action on an account brings about. An
	// action on a server that makes something beside it leaves it empty.
	Makes providers.Kind
	// Uses are the kinds of things that the form or the plan look up in the
	// account's inventory.
	Uses  []providers.Kind
	Needs access.Permission
	Worst Risk
	// Bulk says that the action makes sense for many things at once.
	Bulk bool
	// Write is the documented write per provider, Variant its meaning where one
	// document id covers several.
	Write   map[providers.Slug]providers.OpID
	Variant map[providers.Slug]providers.Variant
	// Keeps is the field whose text stays as the person's draft until the action
	// has succeeded, "" for none.
	Keeps string
	// Carries returns what the person prepared beforehand and does not enter: it
	// is sealed into the operation as input. Its words are kept beside those of
	// the form.
	Carries func(t Target) (values form.Values, words [][2]string)
	// Blocked says why the action is not possible now, "" if it is.
	Blocked func(t Target) string
	// Form describes what a person has to enter, beyond confirming.
	Form func(c C, t Target) form.Form
	// Shape reduces what was entered to what the run needs; nil keeps all of it.
	Shape func(f form.Form, in form.Values) form.Values
	// Plan tells what will happen. It calls nothing.
	Plan func(t Target, in form.Values) Plan
	// Do is the work: plain code, run again from its top after every wait or
	// crash. Steps that were journaled return what they returned before.
	Do func(ctx context.Context, r *Run, c C) error
}

// Action is an entry of the registry.
type Action struct {
	Name    string
	Words   Words
	On      providers.Kind
	Makes   providers.Kind
	Uses    []providers.Kind
	Needs   access.Permission
	Worst   Risk
	Bulk    bool
	Write   map[providers.Slug]providers.OpID
	Variant map[providers.Slug]providers.Variant
	Keeps   string

	able    func(c providers.Client) bool
	carries func(t Target) (form.Values, [][2]string)
	blocked func(t Target) string
	form    func(c providers.Client, t Target) form.Form
	shape   func(f form.Form, in form.Values) form.Values
	plan    func(t Target, in form.Values) Plan
	do      func(ctx context.Context, r *Run, c providers.Client) error
}

// Define makes an action of a spec.
func Define[C any](s Spec[C]) Action {
	a := Action{
		Name: s.Name, Words: s.Words, On: s.On, Makes: s.Makes, Uses: s.Uses, Needs: s.Needs, Worst: s.Worst, Bulk: s.Bulk,
		Write: s.Write, Variant: s.Variant, Keeps: s.Keeps, carries: s.Carries, blocked: s.Blocked, shape: s.Shape, plan: s.Plan,
	}
	if a.Makes == "" {
		a.Makes = a.On
	}
	if a.Words.Group == "" {
		a.Words.Group = groupOf(a.Worst)
	}
	a.able = func(c providers.Client) bool { _, ok := c.(C); return ok }
	a.form = func(c providers.Client, t Target) form.Form {
		if able, ok := c.(C); ok && s.Form != nil {
			return s.Form(able, t)
		}
		return form.Form{}
	}
	a.do = func(ctx context.Context, r *Run, c providers.Client) error {
		able, ok := c.(C)
		if !ok {
			return &providers.Error{Kind: providers.ErrPermission, NotSent: true,
				Sentence: noCall(r.Vendor) + " Nothing was sent."}
		}
		return s.Do(ctx, r, able)
	}
	return a
}

func groupOf(worst Risk) string {
	if worst == Destructive {
		return GroupDanger
	}
	return GroupPower
}

// Form describes what a person has to enter for the target.
func (a Action) Form(t Target) form.Form { return a.form(t.Vendor.Zero, t) }

// Carried is what goes along with the input though nobody enters it, and how it
// reads in words.
func (a Action) Carried(t Target) (form.Values, [][2]string) {
	if a.carries == nil {
		return nil, nil
	}
	return a.carries(t)
}

// Shape reduces what was entered in the form to what the run needs.
func (a Action) Shape(f form.Form, in form.Values) form.Values {
	if a.shape == nil {
		return in
	}
	return a.shape(f, in)
}

// Do runs the action's work.
func (a Action) Do(ctx context.Context, r *Run, c providers.Client) error { return a.do(ctx, r, c) }

// Creates reports whether the action makes a new thing in an account.
func (a Action) Creates() bool { return a.Makes != a.On }
