package clodo

import (
	"context"
	"fmt"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
)

// Verify implements providers.Verifier: it signs in (CLO-01), lists the
// servers (CLO-03) and reads the limits (CLO-02), which may be missing.
func (c *Client) Verify(ctx context.Context) (providers.Report, error) {
	servers, err := c.brief(ctx)
	if err != nil {
		return providers.Report{}, err
	}
	report := providers.Report{Servers: len(servers)}
	report.Findings = append(report.Findings, "Signed in as "+c.login+".", countOf(len(servers)))
	limits, err := c.Limits(ctx)
	if err != nil {
		return report, nil
	}
	for _, l := range limits {
		report.Findings = append(report.Findings, sentenceOf(l))
	}
	return report, nil
}

// brief lists the servers without their details (CLO-03).
func (c *Client) brief(ctx context.Context) ([]api.Server, error) {
	return list[api.Server](ctx, c, "CLO-03", "/servers", "servers")
}

func countOf(servers int) string {
	if servers == 1 {
		return "1 server."
	}
	return fmt.Sprintf("%d servers.", servers)
}

func sentenceOf(l providers.Limit) string {
	to := ""
	if l.Prefix != "" {
		to = " to " + l.Prefix
	}
	return fmt.Sprintf("Limit: %d %s calls%s in %s.", l.Count, l.Method, to, windows[l.Per])
}

var windows = map[time.Duration]string{time.Minute: "a minute", time.Hour: "an hour", 24 * time.Hour: "a day"}
