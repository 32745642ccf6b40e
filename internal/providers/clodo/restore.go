package clodo

import (
	"context"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

var (
	_ providers.BackupRestorer = (*Client)(nil)
	_ providers.RestoreMeter   = (*Client)(nil)
	_ providers.RequestReader  = (*Client)(nil)
)

// RestoresStopped implements providers.BackupRestorer. The document names no
// state that the server has to be in.
func (c *Client) RestoresStopped() bool { return false }

// RestoreBackup implements providers.BackupRestorer (CLO-16).
func (c *Client) RestoreBackup(ctx context.Context, server, backup providers.Ref) (string, error) {
	return c.requestOf(ctx, "CLO-16", server, backup, "/backup/restore")
}

// RestorePercent implements providers.RestoreMeter (CLO-17), a GET whose body
// names the request.
func (c *Client) RestorePercent(ctx context.Context, server providers.Ref, request string) (int, error) {
	a, err := c.askOf(ctx, "CLO-17", server, "/backup/getstate")
	if err != nil {
		return 0, err
	}
	var told api.RestoreState
	a.body = map[string]any{"req": request}
	a.parse = func(answer wire.Answer) error {
		if err := one(answer.Body, &told); err != nil {
			return err
		}
		if !told.Progress.Known {
			return wire.Plain("the answer does not say how far the restore is")
		}
		return nil
	}
	err = c.do(ctx, a)
	return int(min(100, max(0, told.Progress.Value))), err
}
