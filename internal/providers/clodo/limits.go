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
	var told api.Limits
	err := c.do(ctx, ask{op: "CLO-02", method: http.MethodGet, path: "/limits", parse: func(a wire.Answer) error {
		return wire.Member(a.Body, "limits", &told)
	}})
	if err != nil {
		return nil, err
	}
	var limits []providers.Limit
	for _, l := range told.Rate {
		if limit, ok := limitOf(l); ok {
			limits = append(limits, limit)
		}
	}
	return limits, nil
}

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
