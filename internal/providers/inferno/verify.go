package inferno

import (
	"context"
	"fmt"

	"pinfold/internal/providers"
)

// Verify implements providers.Verifier: it lists the orders (INF-04), which
// proves client id and key, then templates and tariffs (INF-02) and SSH keys
// (INF-12), which may be closed to the key.
func (c *Client) Verify(ctx context.Context) (providers.Report, error) {
	orders, err := c.orders(ctx)
	if err != nil {
		return providers.Report{}, err
	}
	report := providers.Report{}
	for _, o := range orders {
		if active(o) {
			report.Servers++
		}
	}
	report.Findings = append(report.Findings, "The key of client "+c.cid+" works.",
		count(report.Servers, "paid order", "paid orders")+".",
		count(len(orders)-report.Servers, "other order", "other orders")+".")
	found, err := c.offers(ctx)
	report.Findings = append(report.Findings, finding("Templates and tariffs", err,
		count(len(found.templates), "template", "templates")+", "+count(len(found.products), "tariff", "tariffs")+"."))
	keys, err := c.sshKeys(ctx)
	report.Findings = append(report.Findings, finding("SSH keys", err, count(len(keys), "SSH key", "SSH keys")+"."))
	return report, nil
}

// finding words what a further call found out.
func finding(what string, err error, found string) string {
	if err != nil {
		return what + " could not be read: " + providers.Sentence(err)
	}
	return found
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
