package main

import (
	"testing"

	"pinfold/internal/providers"
)

func TestDemoSpreadsServers(t *testing.T) {
	for _, servers := range []int{0, 1, 3, 48, 999, 10_000, 20_000} {
		total, seen := 0, map[string]bool{}
		accounts := demoAccounts(servers)
		for _, a := range accounts {
			total += a.servers
			most := mostPerAccount
			if a.provider == providers.Inferno {
				most = mostAtInferno
			}
			name := string(a.provider) + " " + a.label
			if a.servers > most || seen[name] {
				t.Errorf("of %d: %s holds %d, seen before: %v", servers, name, a.servers, seen[name])
			}
			seen[name] = true
		}
		if total != servers || servers <= 1000 && len(accounts) != 4 {
			t.Errorf("of %d: %d servers in %d accounts", servers, total, len(accounts))
		}
	}
}
