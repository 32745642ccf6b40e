package cloudatcost

import (
	"context"
	"fmt"
	"sync"

	"pinfold/internal/providers"
)

// Verify implements providers.Verifier: it lists the servers (CAC-01), which
// proves the key, and tries every other list that the account may have.
func (c *Client) Verify(ctx context.Context) (providers.Report, error) {
	sources := c.Sources()
	servers, err := sources[0].Read(ctx)
	if err != nil {
		return providers.Report{}, err
	}
	report := providers.Report{Servers: len(servers.Items)}
	report.Findings = append(report.Findings, "Signed in as "+c.login+".", countOf(servers, "servers"))
	report.Findings = append(report.Findings, findings(ctx, sources[1:])...)
	return report, nil
}

// findings reads the lists at the same time; there are three at most.
func findings(ctx context.Context, sources []providers.Source) []string {
	found := make([]string, len(sources))
	var group sync.WaitGroup
	for i, s := range sources {
		group.Go(func() {
			listing, err := s.Read(ctx)
			switch {
			case err != nil:
				found[i] = "The key does not list " + s.Name + ": " + providers.Sentence(err)
			case !listing.Complete && len(listing.Items) == 0:
				found[i] = "The API of this account has no list of " + s.Name + "."
			default:
				found[i] = countOf(listing, s.Name)
			}
		})
	}
	group.Wait()
	return found
}

// countOf counts a list. The names of sources are plurals with an s.
func countOf(l providers.Listing, plural string) string {
	if len(l.Items) == 1 {
		return "1 " + plural[:len(plural)-1] + "."
	}
	return fmt.Sprintf("%d %s.", len(l.Items), plural)
}
