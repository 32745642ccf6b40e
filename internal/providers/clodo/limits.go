package clodo

import (
	"context"
	"net/http"
	"strings"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

// Limits reads the account's own rate limits (CLO-02).
func (c *Client) Limits(ctx context.Context) ([]providers.Limit, error) {
	now, err := c.LimitsNow(ctx)
	var limits []providers.Limit
	for _, l := range now {
		limits = append(limits, l.Limit)
	}
	return limits, err
}

// LimitsNow implements providers.LimitMeter (CLO-02).
func (c *Client) LimitsNow(ctx context.Context) ([]providers.LimitUse, error) {
	var told api.Limits
	err := c.do(ctx, ask{op: "CLO-02", method: http.MethodGet, path: "/limits", parse: func(a wire.Answer) error {
		return wire.Member(a.Body, "limits", &told)
	}})
	if err != nil {
		return nil, err
	}
	var limits []providers.LimitUse
	for _, l := range told.Rate {
		limit, ok := limitOf(l)
		if !ok {
			continue
		}
		use := providers.LimitUse{Limit: limit, Left: -1}
		if l.Remaining.Known {
			use.Left = max(0, int(l.Remaining.Value))
		}
		if at := l.ResetTime.Value; l.ResetTime.Known && at > 0 && at < 1<<40 {
			use.ResetsAt = time.Unix(at, 0).UTC()
		}
		limits = append(limits, use)
	}
	return limits, nil
}

var _ providers.LimitMeter = (*Client)(nil)

var units = map[string]time.Duration{"MINUTE": time.Minute, "HOUR": time.Hour, "DAY": 24 * time.Hour}

// limitOf translates a limit. A pattern that is more than the beginning of a
// path is taken for all paths, which obeys it with calls to spare.
func limitOf(l api.Limit) (providers.Limit, bool) {
	per, ok := units[strings.ToUpper(l.Unit.Trim())]
	if !ok || !l.Value.Known || l.Value.Value < 1 {
		return providers.Limit{}, false
	}
	limit := providers.Limit{Method: strings.ToUpper(l.Verb.Trim()), Count: int(l.Value.Value), Per: per}
	if prefix, ok := strings.CutPrefix(l.Regex.Trim(), "^"); ok && !strings.ContainsAny(prefix, `\.+*?()|[]{}^$`) {
		limit.Prefix = prefix
	}
	return limit, true
}
