package actions

import (
	"context"
	"strconv"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// ServerTraffic buys a package of traffic (CLO-07 with vps_traff). Each call
// adds one more, so it is sent once.
var ServerTraffic = Define(Spec[providers.TrafficBuyer]{
	Name: "server.traffic_add",
	Words: Words{Label: "Buy traffic", Of: "Buy traffic for", Button: "Buy traffic", Doing: "Buying traffic",
		Done: "Traffic bought", Icon: "arrow-down-up", Group: GroupChange},
	On: providers.KindServer, Needs: access.CreateServers, Worst: SpendsMoney,
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-07"},
	Blocked: func(t Target) string {
		return blockedBy(t, map[providers.State]string{providers.Suspended: t.Vendor.Name + " suspended it."})
	},
	Form: func(_ providers.TrafficBuyer, t Target) form.Form {
		help := "None is bought so far."
		if gb := t.facts().TrafficGB; gb > 0 {
			help = strconv.Itoa(gb) + " GB are bought so far. This comes on top."
		}
		return form.Form{Fields: []form.Field{{
			Name: "gb", Label: "Package", Kind: form.Number, Unit: "GB", Help: help, Range: &form.Range{Min: 1, Max: 100_000},
		}}}
	},
	Plan: func(t Target, in form.Values) Plan {
		p := Plan{
			Consequences: []Consequence{
				{Doubtful, t.Vendor.Name + " does not say which sizes it sells, nor how long a package lasts."},
				{Fine, "The server goes on running."},
			},
			Cost: "The package is charged. " + noPrice(t),
		}
		return p
	},
	Do: buyTraffic,
})

// buyTraffic finds a lost answer by the sum of what was bought.
func buyTraffic(ctx context.Context, r *Run, c providers.TrafficBuyer) error {
	gb := numberIn(r.Input, "gb")
	sum := func(ctx context.Context) (int, error) {
		item, err := r.look(ctx, c)
		return factsIn(item).TrafficGB, err
	}
	once := Once[int, int]{
		Step: "buy", Op: r.Write(), Showing: r.Action.Words.Doing,
		Before: sum,
		Send: func(ctx context.Context) (int, map[string]secrets.Text, error) {
			return gb, nil, c.BuyTraffic(ctx, r.Ref(), gb)
		},
		Find: func(ctx context.Context, before int) ([]int, error) {
			now, err := sum(ctx)
			if now != before+gb {
				return nil, err
			}
			return []int{gb}, err
		},
	}
	if _, err := once.Do(ctx, r); err != nil {
		return err
	}
	_, err := r.look(ctx, c)
	if err != nil { // It is bought; the next refresh reads the sum.
		return r.Lease.Log(ctx, "read", "The server could not be read afterwards: "+providers.Sentence(err))
	}
	return nil
}
