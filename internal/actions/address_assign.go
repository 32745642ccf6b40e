package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// AddressAssign assigns an address to a server of its location (IDC-50).
var AddressAssign = Define(Spec[providers.AddressAssigner]{
	Name: "address.assign",
	Words: Words{Label: "Assign to a server", Of: "Assign", Button: "Assign address", Doing: "Assigning",
		Done: "Assigned", Icon: "link", Group: GroupNetwork},
	On: providers.KindAddress, Needs: access.OperateServers, Worst: Disruptive,
	Uses:  []providers.Kind{providers.KindServer},
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-50"},
	Blocked: func(t Target) string {
		if name := t.holder(); name != "" {
			return "It is assigned to " + name + ". Unassign it first."
		}
		return ""
	},
	Form: func(_ providers.AddressAssigner, t Target) form.Form {
		return form.Form{Fields: []form.Field{serverField(t, "Server")}}
	},
	Plan: func(Target, form.Values) Plan {
		return Plan{Consequences: []Consequence{
			{Fine, "The server is reached by this address too. Its other addresses stay."},
			{Fine, "If something else works on the server, this waits until it has ended."},
		}}
	},
	Do: assignAddress,
})

func assignAddress(ctx context.Context, r *Run, c providers.AddressAssigner) error {
	server := providers.Ref{ID: r.Input["server"], Location: r.Ref().Location}
	if err := r.yield(ctx, "assign", server); err != nil {
		return err
	}
	return applyToAddress(ctx, r, c, thingChange{
		step:    "assign",
		reached: func(o providers.Observation) bool { return o.Parent == server.ID },
		send:    func(ctx context.Context) error { return c.AssignAddress(ctx, r.Ref(), server.ID) },
		after:   func(ctx context.Context) error { return r.lookAt(ctx, c, server) },
	})
}

// AddressUnassign takes an address from its server and keeps it (IDC-51).
var AddressUnassign = Define(Spec[providers.AddressAssigner]{
	Name: "address.unassign",
	Words: Words{Label: "Unassign", Button: "Unassign address", Doing: "Unassigning",
		Done: "Unassigned", Icon: "unlink", Group: GroupNetwork},
	On: providers.KindAddress, Needs: access.OperateServers, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-51"},
	Blocked: func(t Target) string {
		if t.Resource != nil && t.Resource.Parent == "" {
			return "It is assigned to no server."
		}
		return ""
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{Consequences: []Consequence{
			{Disturbing, "Nothing reaches " + serverWords(t) + " by it any more."},
			{Disturbing, "The address stays reserved for the account and goes on costing until it is deleted."},
			{Fine, "It can be assigned again."},
		}}
	},
	Do: func(ctx context.Context, r *Run, c providers.AddressAssigner) error {
		server := r.Server()
		return applyToAddress(ctx, r, c, thingChange{
			step:    "unassign",
			reached: func(o providers.Observation) bool { return o.Parent == "" },
			send:    func(ctx context.Context) error { return c.UnassignAddress(ctx, r.Ref()) },
			after: func(ctx context.Context) error {
				if server == r.Ref() {
					return nil // It belonged to none.
				}
				return r.lookAt(ctx, c, server)
			},
		})
	},
})
