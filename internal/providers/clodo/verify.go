package clodo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
)

// Verify implements providers.Verifier: it signs in (CLO-01), reads the data
// centers (CLO-35), lists the servers of each (CLO-03) and tells what the key
// can see besides: systems (CLO-45) and limits (CLO-02), which may be missing.
func (c *Client) Verify(ctx context.Context) (providers.Report, error) {
	centers, err := c.centers(ctx)
	if err != nil {
		return providers.Report{}, err
	}
	found := make([][]api.Server, len(centers))
	errs := everywhere(centers, func(i int) (err error) {
		found[i], err = c.brief(ctx, centers[i].at)
		return err
	})
	servers, err := distinct(found, errs)
	if err != nil {
		return providers.Report{}, err
	}
	report := providers.Report{Servers: servers}
	report.Findings = append(report.Findings, "Signed in as "+c.login+".", countOf(servers, "server"), c.centersSentence(centers, found, errs))
	report.Findings = append(report.Findings, c.extras(ctx)...)
	return report, nil
}

// extras tells what the key can see beside servers.
func (c *Client) extras(ctx context.Context) (findings []string) {
	if images, err := c.systems(ctx); err != nil {
		findings = append(findings, "The systems to install could not be listed. "+providers.Sentence(err))
	} else {
		findings = append(findings, strings.TrimSuffix(countOf(len(images), "system"), ".")+" to install.")
	}
	limits, err := c.Limits(ctx)
	if err != nil {
		return findings
	}
	for _, l := range limits {
		findings = append(findings, sentenceOf(l))
	}
	return findings
}

// brief lists the servers of a host without their details (CLO-03).
func (c *Client) brief(ctx context.Context, at *host) ([]api.Server, error) {
	return list[api.Server](ctx, c, ask{op: "CLO-03", path: "/servers", at: at}, "servers")
}

// systems lists what can be installed without details (CLO-45).
func (c *Client) systems(ctx context.Context) ([]api.Image, error) {
	return list[api.Image](ctx, c, ask{op: "CLO-45", path: "/images"}, "images")
}

// distinct counts the servers that the hosts list together. It fails if no
// host answered.
func distinct(found [][]api.Server, errs []error) (int, error) {
	ids, answered := map[string]bool{}, 0
	var first error
	for i, servers := range found {
		if errs[i] == nil {
			answered++
		} else if first == nil {
			first = errs[i]
		}
		for _, s := range servers {
			ids[s.ID.Trim()] = true
		}
	}
	if answered == 0 {
		return 0, first
	}
	return len(ids), nil
}

// centersSentence names the data centers with the servers that each lists.
func (c *Client) centersSentence(centers []center, found [][]api.Server, errs []error) string {
	if !centers[0].listed {
		return "Clodo names no data centers to this key. Servers are read at " + c.own.base.Host + " alone."
	}
	var words []string
	for i, one := range centers {
		word := fmt.Sprint(len(found[i]))
		if errs[i] != nil {
			word = "no answer"
		}
		words = append(words, one.name+" ("+word+")")
	}
	return "Servers by data center: " + strings.Join(words, ", ") + "."
}

func countOf(n int, what string) string {
	if n == 1 {
		return "1 " + what + "."
	}
	return fmt.Sprintf("%d %ss.", n, what)
}

func sentenceOf(l providers.Limit) string {
	to := ""
	if l.Prefix != "" {
		to = " to " + l.Prefix
	}
	return fmt.Sprintf("Limit: %d %s calls%s in %s.", l.Count, l.Method, to, windows[l.Per])
}

var windows = map[time.Duration]string{time.Minute: "a minute", time.Hour: "an hour", 24 * time.Hour: "a day"}
