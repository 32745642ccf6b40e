package actions

import (
	"context"
	"slices"
	"strings"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// AddressMove moves an additional address to another server (CLO-23). The
// document has a GET for it, which nothing may repeat.
var AddressMove = Define(Spec[providers.AddressMover]{
	Name: "address.move",
	Words: Words{Label: "Move to another server", Of: "Move", Button: "Move address", Doing: "Moving",
		Done: "Moved", Icon: "arrow-right", Group: GroupNetwork},
	On: providers.KindAddress, Needs: access.OperateServers, Worst: Disruptive,
	Uses:  []providers.Kind{providers.KindServer},
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-23"},
	Blocked: func(t Target) string {
		return additional(t, "It is the server's primary address. Only additional addresses move.")
	},
	Form: func(_ providers.AddressMover, t Target) form.Form {
		return form.Form{Fields: []form.Field{serverField(t, "To server")}}
	},
	Plan: func(t Target, in form.Values) Plan {
		call := t.Call("CLO-23", "")
		if t.Resource != nil && in["server"] != "" {
			call.Path = strings.Replace(call.Path, t.Resource.Parent, in["server"], 1)
		}
		return Plan{
			Consequences: []Consequence{
				{Disturbing, "Nothing reaches " + serverWords(t) + " by it any more."},
				{Doubtful, t.Vendor.Name + " does not say whether the other server sets it up by itself."},
				{Fine, "If something else works on the other server, this waits until it has ended. The other server is not locked."},
			},
			Calls: []PlannedCall{call},
		}
	},
	Do: moveAddress,
})

func moveAddress(ctx context.Context, r *Run, c providers.AddressMover) error {
	to := providers.Ref{ID: r.Input["server"], Location: r.Ref().Location}
	from := r.Server()
	if err := r.yield(ctx, "move", to); err != nil {
		return err
	}
	there := func(ctx context.Context) ([]bool, error) {
		items, err := r.partOf(ctx, c, to, "addresses")
		if err == nil && slices.ContainsFunc(items, func(o providers.Observation) bool { return o.ID == r.Ref().ID }) {
			return []bool{true}, nil
		}
		return nil, err
	}
	once := Once[bool, bool]{
		Step: "move", Op: r.Write(), Showing: r.Action.Words.Doing, Alone: addressesOf(r, to.ID),
		Before: func(ctx context.Context) (bool, error) {
			matches, err := there(ctx)
			if len(matches) > 0 {
				err = &providers.Error{Kind: providers.ErrConflict, Op: r.Write(), NotSent: true,
					Sentence: "The other server has it already. Nothing was sent."}
			}
			return false, err
		},
		Send: func(ctx context.Context) (bool, map[string]secrets.Text, error) {
			return true, nil, c.MoveAddress(ctx, to, r.Ref().ID)
		},
		Find: func(ctx context.Context, _ bool) ([]bool, error) { return there(ctx) },
	}
	if _, err := once.Do(ctx, r); err != nil {
		return err
	}
	return r.Until(ctx, "move", r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		if matches, err := there(ctx); err != nil || len(matches) == 0 {
			return false, err
		}
		if err := r.lookAt(ctx, c, to); err != nil || from == to {
			return err == nil, err
		}
		return true, r.lookAt(ctx, c, from)
	})
}
