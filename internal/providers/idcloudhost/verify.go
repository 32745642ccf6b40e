package idcloudhost

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
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
	find(plural(count[providers.KindAddress], "floating IP") + ".")
	if !servers.Complete {
		find("Not every location answered in full. What is missing is not counted.")
	}
	find(c.billingFinding(ctx))
	return report, nil
}

func (c *Client) user(ctx context.Context) (user api.User, err error) {
	err = c.do(ctx, ask{op: "IDC-01", path: "/user-resource/user", parse: func(a wire.Answer) error {
		if err := wire.JSON(a.Body, &user); err != nil {
			return err
		}
		if user.Name.Trim() == "" {
			return wire.Plain("the answer names no user")
		}
		return nil
	}})
	return user, err
}

func (c *Client) countOf(ctx context.Context, servers int) string {
	locations, _ := c.locations(ctx)
	var names []string
	for _, l := range locations {
		names = append(names, cmp.Or(l.Name.Trim(), l.Slug.Trim()))
	}
	return fmt.Sprintf("%s in %s: %s.", plural(servers, "server"), plural(len(locations), "location"), strings.Join(names, ", "))
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
