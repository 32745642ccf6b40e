package actions

import (
	"context"
	"strings"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// ServerAddressRelease takes a server's public address from it and keeps it
// reserved (IDC-15). The call names the server only, so it is offered where
// there is no doubt which address it means.
var ServerAddressRelease = Define(Spec[providers.AddressReserver]{
	Name: "server.address_release",
	Words: Words{Label: "Release address", Of: "Release the address of", Button: "Release address", Doing: "Releasing the address",
		Done: "Address released", Icon: "unlink", Group: GroupNetwork},
	On: providers.KindServer, Needs: access.OperateServers, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-15"},
	Blocked: func(t Target) string {
		switch ips := publicOf(t.facts()); {
		case len(ips) == 0:
			return "It has no public address."
		case len(ips) > 1:
			return "It has " + strings.Join(ips, ", ") + ", and this call does not say which one goes. Unassign the one you mean, under Addresses."
		}
		return blockedBy(t, nil)
	},
	Plan: func(t Target, _ form.Values) Plan {
		ip := strings.Join(publicOf(t.facts()), ", ")
		if ip == "" {
			ip = "Its public address"
		}
		return Plan{Consequences: []Consequence{
			{Disturbing, ip + " is taken from the server. Nothing reaches the server by it any more."},
			{Disturbing, "The address stays reserved for the account and goes on costing until it is deleted, under Networks."},
			{Fine, "It can be assigned again, to this server or another one."},
		}}
	},
	Do: detachAddress,
})

func detachAddress(ctx context.Context, r *Run, c providers.AddressReserver) error {
	reached := func(ctx context.Context) (bool, error) {
		item, err := c.Server(ctx, r.Ref())
		return err == nil && len(publicOf(factsIn(item))) == 0, err
	}
	set := Set{Step: "release", Op: r.Write(), Showing: r.Action.Words.Doing, Reached: reached,
		Send: func(ctx context.Context) error { return c.DetachAddress(ctx, r.Ref()) }}
	if err := set.Do(ctx, r); err != nil {
		return err
	}
	return r.Until(ctx, "release", r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		done, err := reached(ctx)
		if err != nil || !done {
			return false, err
		}
		if err := r.lookAtAddresses(ctx, c); err != nil {
			return false, err
		}
		_, err = r.look(ctx, c)
		return true, err
	})
}

// lookAtAddresses reads the addresses that the server was known to have.
func (r *Run) lookAtAddresses(ctx context.Context, c providers.AddressReader) error {
	if r.Resource == nil {
		return nil
	}
	parts, err := r.Lease.Scope.Parts(ctx, *r.Resource)
	if err != nil {
		return err
	}
	for _, part := range parts {
		if part.Kind != providers.KindAddress {
			continue
		}
		item, err := c.Address(ctx, part.Ref())
		if gone(err) {
			continue
		}
		if err == nil {
			_, err = r.Observe(ctx, item)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
