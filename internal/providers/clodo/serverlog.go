package clodo

import (
	"cmp"
	"context"
	"slices"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
)

// ServerLog implements providers.ServerLogger (CLO-12). A server that does not
// exist is a NotFound error.
func (c *Client) ServerLog(ctx context.Context, server providers.Ref) ([]providers.LogEntry, error) {
	told, err := c.record(ctx, server)
	if err != nil {
		return nil, err
	}
	return logOfServer(told), nil
}

func logOfServer(told []api.LogEntry) []providers.LogEntry {
	entries := make([]providers.LogEntry, 0, len(told))
	slices.SortStableFunc(told, newestFirst)
	for _, e := range told {
		entries = append(entries, providers.LogEntry{
			ID: string(textOf(e.ID)), At: timeOf(e.Date), What: e.Command.Trim(), Who: e.User.Trim(), Outcome: e.Status.Trim(),
		})
	}
	return entries
}

// newestFirst orders by time. Entries of one second go by their ids, which
// grow.
func newestFirst(a, b api.LogEntry) int {
	return cmp.Or(timeOf(b.Date).Compare(timeOf(a.Date)), cmp.Compare(b.ID.Value, a.ID.Value))
}

// record reads Clodo's record of what was done to a server (CLO-12).
func (c *Client) record(ctx context.Context, ref providers.Ref) ([]api.LogEntry, error) {
	return partOf[api.LogEntry](ctx, c, "CLO-12", ref, "/log/", "logs")
}
