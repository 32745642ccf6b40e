package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// ServerType turns a server into one of the other type (CLO-09). Each call
// turns it again, so it is sent once.
var ServerType = Define(Spec[providers.TypeChanger]{
	Name: "server.change_type",
	Words: Words{Label: "Change type", Of: "Change type of", Button: "Change type", Doing: "Changing the type",
		Done: "Type changed", Icon: "repeat", Group: GroupChange},
	On: providers.KindServer, Needs: access.CreateServers, Worst: SpendsMoney,
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-09"},
	Blocked: func(t Target) string {
		if c, ok := t.Vendor.Zero.(providers.TypeChanger); ok && c.OtherType(t.facts()) == "" {
			return "Its type is not known. Refresh the account first."
		}
		return blockedBy(t, map[providers.State]string{providers.Suspended: t.Vendor.Name + " suspended it."})
	},
	Form: typeForm,
	Plan: planType,
	Do:   changeType,
})

// typeForm names the new type, so that a form that was opened before another
// change does not turn the server back.
func typeForm(c providers.TypeChanger, t Target) form.Form {
	f, next := c.TypeForm(t.server()), c.OtherType(t.facts())
	f.Fields = append([]form.Field{{
		Name: "type", Label: "New type", Kind: form.Radio, Default: next,
		Options: []form.Option{{Value: next, Label: sentence(typeNames[next])}},
	}}, f.Fields...)
	return f
}

func planType(t Target, _ form.Values) Plan {
	now, next := "server of the present type", "server of the other type"
	if c, ok := t.Vendor.Zero.(providers.TypeChanger); ok && c.OtherType(t.facts()) != "" {
		now, next = typeNames[t.facts().Type], typeNames[c.OtherType(t.facts())]
	}
	p := Plan{
		Title: "Make " + t.Name() + " a " + next,
		Consequences: []Consequence{
			{Doubtful, t.Vendor.Name + " does not say whether the server restarts, which size it gets, nor what becomes of what is paid ahead."},
			{Disturbing, "Settings that only a " + now + " has no longer apply."},
		},
		Cost: "It is paid for the period that is chosen. " + noPrice(t),
	}
	if now == typeNames["VirtualServer"] {
		p.Cost = "It is paid by use from then on. Set a daily limit after it. " + noPrice(t)
	}
	return p
}

// changeType reads first, since each call turns the server again, and finds a
// lost answer by the type.
func changeType(ctx context.Context, r *Run, c providers.TypeChanger) error {
	want := r.Input["type"]
	reached := func(ctx context.Context) (bool, error) {
		item, err := r.look(ctx, c)
		return err == nil && factsIn(item).Type == want, err
	}
	return turn{step: "type", reached: reached, send: func(ctx context.Context) error { return c.ChangeType(ctx, r.Ref(), r.Input) }}.do(ctx, r)
}
