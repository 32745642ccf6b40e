package main

import (
	"fmt"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// What one account of the demo holds at most: an answer with more servers is
// larger than a client reads, and Inferno is asked for each server by itself.
const (
	mostServers    = 20_000
	mostPerAccount = 1_000
	mostAtInferno  = 20
)

// demoAccount is an account that the simulated providers accept.
type demoAccount struct {
	provider providers.Slug
	label    string
	// name is how the simulated provider knows it.
	name        string
	servers     int
	credentials form.Values
}

// demoAccounts spreads servers over the providers, and over as many accounts
// as they take.
func demoAccounts(servers int) []demoAccount {
	atInferno := min((servers+3)/4, mostAtInferno)
	all := []demoAccount{{providers.Inferno, demoLabel(0), sandbox.DefaultInfernoCID, atInferno,
		form.Values{"cid": sandbox.DefaultInfernoCID, "key": sandbox.DefaultInfernoKey}}}
	left := servers - atInferno
	others := []func(nth int) demoAccount{demoClodo, demoCloudAtCost, demoIDCloudHost}
	for i, account := range others {
		share := left / (len(others) - i)
		left -= share
		for nth := 0; nth == 0 || share > 0; nth++ {
			a := account(nth)
			a.label, a.servers = demoLabel(nth), min(share, mostPerAccount)
			share -= a.servers
			all = append(all, a)
		}
	}
	return all
}

func demoClodo(nth int) demoAccount {
	name, key := nthOf(sandbox.DefaultClodoLogin, nth), nthOf(sandbox.DefaultClodoKey, nth)
	return demoAccount{provider: providers.Clodo, name: name, credentials: form.Values{"login": name, "key": key}}
}

func demoCloudAtCost(nth int) demoAccount {
	name, key := demoEmailOf(sandbox.DefaultCloudAtCostLogin, nth), nthOf(sandbox.DefaultCloudAtCostKey, nth)
	return demoAccount{provider: providers.CloudAtCost, name: name, credentials: form.Values{"login": name, "key": key}}
}

func demoIDCloudHost(nth int) demoAccount {
	key := nthOf(sandbox.DefaultIDCloudHostKey, nth)
	return demoAccount{provider: providers.IDCloudHost, name: demoEmailOf(sandbox.DefaultIDCloudHostUser, nth), credentials: form.Values{"apikey": key}}
}

func demoEmailOf(first string, nth int) string {
	if nth == 0 {
		return first
	}
	return demoLabel(nth) + "@example.com"
}

func nthOf(first string, nth int) string {
	if nth == 0 {
		return first
	}
	return fmt.Sprintf("%s-%d", first, nth+1)
}

// demoLabel names the accounts of one provider.
func demoLabel(nth int) string {
	names := []string{"main", "shop", "clients", "lab", "media", "mail", "backup", "games"}
	if nth < len(names) {
		return names[nth]
	}
	return fmt.Sprintf("more-%d", nth-len(names)+1)
}

// openAccounts adds the accounts to the simulated providers.
func openAccounts(box *sandbox.Sandbox, accounts []demoAccount) error {
	for _, a := range accounts {
		switch a.provider {
		case providers.Clodo:
			box.AddClodoAccount(a.name, a.credentials["key"])
		case providers.CloudAtCost:
			box.AddCloudAtCostAccount(a.name, a.credentials["key"])
		case providers.IDCloudHost:
			box.AddIDCloudHostAccount(a.name, a.credentials["apikey"])
		}
		if err := box.Furnish(string(a.provider), a.name, a.servers); err != nil {
			return err
		}
	}
	return nil
}
