package actions

import (
	"context"
	"fmt"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// networkIn are the facts of a network that was read.
func networkIn(o providers.Observation) providers.NetworkFacts {
	facts, _ := o.Facts.(providers.NetworkFacts)
	return facts
}

func (t Target) network() providers.NetworkFacts {
	if t.Resource == nil {
		return providers.NetworkFacts{}
	}
	return t.Resource.Network()
}

// NetworkRename gives a private network another name (IDC-44).
var NetworkRename = Define(Spec[providers.NetworkChanger]{
	Name:  "network.rename",
	Words: Words{Label: "Rename", Button: "Rename network", Doing: "Renaming", Done: "Renamed", Icon: "pencil", Group: GroupChange},
	On:    providers.KindNetwork, Needs: access.OperateServers, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-44"},
	Form: func(_ providers.NetworkChanger, t Target) form.Form {
		name := ""
		if t.Resource != nil {
			name = t.Resource.Name
		}
		return form.Form{
			Fields: []form.Field{{Name: "name", Label: "New name", Kind: form.Text, Default: name, MaxLength: longestName, Autocomplete: "off"}},
			Check: func(in form.Values) form.Errors {
				if in["name"] == name {
					return form.Errors{"name": "This is its name already."}
				}
				return nil
			},
		}
	},
	Plan: func(Target, form.Values) Plan {
		return Plan{Consequences: []Consequence{{Fine, "Only the name changes. Servers in the network notice nothing."}}}
	},
	Do: func(ctx context.Context, r *Run, c providers.NetworkChanger) error {
		name := r.Input["name"]
		return applyToNetwork(ctx, r, c, thingChange{
			step:    "rename",
			reached: func(o providers.Observation) bool { return o.Name == name },
			send:    func(ctx context.Context) error { return c.RenameNetwork(ctx, r.Ref(), name) },
		})
	},
})

// NetworkDefault makes a private network the one that new servers join (IDC-43).
var NetworkDefault = Define(Spec[providers.NetworkChanger]{
	Name: "network.default",
	Words: Words{Label: "Make default", Of: "Make default:", Button: "Make default", Doing: "Making it the default",
		Done: "Made the default", Icon: "check", Group: GroupChange},
	On: providers.KindNetwork, Needs: access.OperateServers, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-43"},
	Blocked: func(t Target) string {
		if t.network().Default {
			return "It is the default network already."
		}
		return ""
	},
	Plan: func(Target, form.Values) Plan {
		return Plan{Consequences: []Consequence{
			{Disturbing, "New servers in this location join it unless told otherwise. The present default network is none any more."},
			{Fine, "Servers stay in the networks that they are in."},
		}}
	},
	Do: func(ctx context.Context, r *Run, c providers.NetworkChanger) error {
		return applyToNetwork(ctx, r, c, thingChange{
			step:    "default",
			reached: func(o providers.Observation) bool { return networkIn(o).Default },
			send:    func(ctx context.Context) error { return c.MakeNetworkDefault(ctx, r.Ref()) },
			after: func(ctx context.Context) error {
				all, err := c.Networks(ctx, r.Ref().Location)
				for _, o := range all { // The one that was the default changed too.
					if _, err := r.Observe(ctx, o); err != nil {
						return err
					}
				}
				return err
			},
		})
	},
})

// NetworkDelete deletes an empty private network (IDC-42).
var NetworkDelete = Define(Spec[providers.NetworkDeleter]{
	Name:  "network.delete",
	Words: Words{Label: "Delete", Button: "Delete network", Doing: "Deleting", Done: "Deleted", Icon: "trash-2"},
	On:    providers.KindNetwork, Needs: access.DeleteServers, Worst: Destructive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-42"},
	Blocked: func(t Target) string {
		switch f := t.network(); {
		case f.Default:
			return "It is the default network. Make another one the default first."
		case f.Resources == 1:
			return "A network goes only when it is empty. 1 thing is in it."
		case f.Resources > 1:
			return fmt.Sprintf("A network goes only when it is empty. %d things are in it.", f.Resources)
		}
		return ""
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{
			Consequences: []Consequence{{Loss, "The network and its range " + t.network().Subnet + " are given up."}},
			TypedName:    t.Name(),
		}
	},
	Do: func(ctx context.Context, r *Run, c providers.NetworkDeleter) error {
		return deleteThing(ctx, r, providers.KindNetwork,
			func(ctx context.Context) error { _, err := c.Network(ctx, r.Ref()); return err },
			func(ctx context.Context) error { return c.DeleteNetwork(ctx, r.Ref()) })
	},
})
