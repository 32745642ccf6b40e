package actions

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// anySubnet is the choice of whoever leaves it to the provider.
const anySubnet = "any"

// ServerAddressAdd gives a server one more public address (CLO-21). Each call
// adds another one, so it is sent once.
var ServerAddressAdd = Define(Spec[providers.AddressAdder]{
	Name: "server.address_add",
	Words: Words{Label: "Add address", Of: "Add address to", Button: "Add address", Doing: "Adding an address",
		Done: "Address added", Icon: "network", Group: GroupNetwork},
	On: providers.KindServer, Needs: access.CreateServers, Worst: SpendsMoney,
	Uses:    []providers.Kind{providers.KindSubnet},
	Write:   map[providers.Slug]providers.OpID{providers.Clodo: "CLO-21"},
	Blocked: func(t Target) string { return blockedBy(t, nil) },
	Form: func(_ providers.AddressAdder, t Target) form.Form {
		return form.Form{Fields: []form.Field{subnetField(t)}}
	},
	Plan: func(t Target, in form.Values) Plan {
		from := t.Vendor.Name + " chooses the address."
		if s := in["subnet"]; s != "" && s != anySubnet {
			from = t.Vendor.Name + " chooses an address of " + s + "."
		}
		return Plan{
			Consequences: []Consequence{
				{Doubtful, t.Vendor.Name + " does not say whether the server sets it up by itself."},
				{Fine, "The server gets one more public address. " + from},
			},
			Cost: noPrice(t) + " It charges the account's balance.",
		}
	},
	Do: addAddress,
})

// subnetField offers the ranges that the provider has for this server, as they
// were last read with it.
func subnetField(t Target) form.Field {
	f := form.Field{Name: "subnet", Label: "Subnet", Kind: form.Select, Options: []form.Option{{Value: anySubnet, Label: "Any"}}}
	for _, o := range t.known(providers.KindSubnet) {
		if t.Resource == nil || o.Parent != t.Resource.ExternalID || o.Location != t.Resource.Location {
			continue
		}
		text := o.Name
		if facts, ok := o.Facts.(providers.NamedFacts); ok && facts.Detail("The server has addresses here") == "Yes" {
			text += ", where the server has addresses"
		}
		f.Options = append(f.Options, form.Option{Value: o.Name, Label: text})
	}
	if len(f.Options) == 1 {
		f.Help = "The subnets to choose from show here once the server's page has read them."
	}
	return f
}

// added is the journaled answer to an addition, which tells no address.
type added struct {
	// Before are the addresses that the server had.
	Before []string `json:"before"`
}

// addressesOf names the writes after which a new address of the server could
// be that of either.
func addressesOf(r *Run, server string) string {
	return fmt.Sprintf("account-%d/addresses/%s", r.Lease.Operation.AccountID, server)
}

func addAddress(ctx context.Context, r *Run, c providers.AddressAdder) error {
	subnet := r.Input["subnet"]
	if subnet == anySubnet {
		subnet = ""
	}
	var snapshot []string
	once := Once[added, []string]{
		Step: "add", Op: r.Write(), Showing: r.Action.Words.Doing, Alone: addressesOf(r, r.Ref().ID),
		Before: func(ctx context.Context) (ips []string, err error) {
			snapshot, err = r.newAddresses(ctx, c, nil, "")
			return snapshot, err
		},
		Send: func(ctx context.Context) (added, map[string]secrets.Text, error) {
			return added{Before: snapshot}, nil, c.AddAddress(ctx, r.Ref(), subnet)
		},
		Find: func(ctx context.Context, before []string) ([]added, error) {
			found, err := r.newAddresses(ctx, c, before, subnet)
			matches := make([]added, len(found))
			for i := range matches {
				matches[i].Before = before
			}
			return matches, err
		},
	}
	answer, err := once.Do(ctx, r)
	if err != nil {
		return err
	}
	return r.Until(ctx, "add", r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		found, err := r.newAddresses(ctx, c, answer.Before, "")
		if err != nil || len(found) == 0 {
			return false, err
		}
		_, err = r.look(ctx, c)
		return true, err
	})
}

// newAddresses reads the server's addresses, stores them, and returns those of
// the subnet that are not in the snapshot.
func (r *Run) newAddresses(ctx context.Context, c providers.ServerParts, before []string, subnet string) (ips []string, err error) {
	items, err := r.Part(ctx, c, "addresses")
	for _, o := range items {
		if !slices.Contains(before, o.ID) && strings.HasPrefix(o.ID, strings.TrimSuffix(subnet, "*")) {
			ips = append(ips, o.ID)
		}
	}
	return ips, err
}
