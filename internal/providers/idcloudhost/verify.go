package idcloudhost

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"pinfold/internal/providers"
)

// Verify implements providers.Verifier. It reads the user (IDC-01), the
// locations (IDC-07), the servers (IDC-17, IDC-46) and the billing accounts
// (IDC-61). A token may be restricted, so what it may not read is a finding.
func (c *Client) Verify(ctx context.Context) (providers.Report, error) {
	var report providers.Report
	find := func(sentence string) { report.Findings = append(report.Findings, sentence) }
	user, err := c.user(ctx)
	switch {
	case providers.KindOf(err) == providers.ErrPermission:
		find("The token may not read its user.")
	case err != nil:
		return report, err
	default:
		find("Signed in as " + user.Name.Trim() + ".")
	}
	servers, err := c.listServers(ctx)
	if err != nil {
		return report, err
	}
	count := map[providers.Kind]int{}
	for _, o := range servers.Items {
		count[o.Kind]++
	}
	report.Servers = count[providers.KindServer]
	find(c.countOf(ctx, report.Servers))
	if servers.Complete || count[providers.KindAddress] > 0 {
		find(plural(count[providers.KindAddress], "floating IP") + ".")
	}
	if !servers.Complete {
		find(c.gapFinding(ctx))
	}
	find(c.billingFinding(ctx))
	return report, nil
}

func (c *Client) countOf(ctx context.Context, servers int) string {
	locations, _ := c.locations(ctx)
	var names []string
	for _, l := range locations {
		names = append(names, cmp.Or(l.Name.Trim(), l.Slug.Trim()))
	}
	return fmt.Sprintf("%s in %s: %s.", plural(servers, "server"), plural(len(locations), "location"), strings.Join(names, ", "))
}

// gapFinding says why not all was listed: a token that may not list floating
// IPs, which the first location tells, or a location that failed.
func (c *Client) gapFinding(ctx context.Context) string {
	locations, _ := c.locations(ctx)
	if len(locations) > 0 {
		_, err := c.addresses(ctx, locations[0].Slug.Trim(), nil)
		if providers.KindOf(err) == providers.ErrPermission {
			return "The token may not list floating IPs."
		}
	}
	return "Not every location answered in full. What is missing is not counted."
}

func (c *Client) billingFinding(ctx context.Context) string {
	accounts, err := c.billing(ctx)
	if err != nil {
		return "The billing accounts cannot be read. " + providers.Sentence(err)
	}
	return plural(len(accounts), "billing account") + "."
}

func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
