package clodo

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

var (
	_ providers.BackupMaker      = (*Client)(nil)
	_ providers.BackupOverwriter = (*Client)(nil)
	_ providers.BackupDeleter    = (*Client)(nil)
	_ providers.BackupScheduler  = (*Client)(nil)
	_ providers.BackupDescriber  = (*Client)(nil)
)

// BackupTypes implements providers.BackupMaker: there is one kind.
func (c *Client) BackupTypes() []string { return nil }

// MakeBackup implements providers.BackupMaker (CLO-14). A server has one disk,
// so the order says nothing.
func (c *Client) MakeBackup(ctx context.Context, server providers.Ref, _ providers.BackupOrder) (string, error) {
	return c.requestBackup(ctx, "CLO-14", server, "/backup/create", map[string]any{})
}

// OverwriteBackup implements providers.BackupOverwriter (CLO-14 with a file).
func (c *Client) OverwriteBackup(ctx context.Context, server, backup providers.Ref) (string, error) {
	return c.requestOf(ctx, "CLO-14", server, backup, "/backup/create")
}

// DeleteBackup implements providers.BackupDeleter (CLO-15).
func (c *Client) DeleteBackup(ctx context.Context, server, backup providers.Ref) (string, error) {
	return c.requestOf(ctx, "CLO-15", server, backup, "/backup/delete")
}

// ScheduleBackup implements providers.BackupScheduler (CLO-18). The time is
// Moscow's.
func (c *Client) ScheduleBackup(ctx context.Context, server, backup providers.Ref, days []int, at string) error {
	words := make([]string, 0, len(days))
	for _, day := range slices.Sorted(slices.Values(days)) {
		words = append(words, strconv.Itoa(day))
	}
	return c.setBackup(ctx, "CLO-18", server, backup, "/backup/setcal",
		map[string]any{"backups_days": strings.Join(words, ","), "backups_time": at})
}

// DescribeBackup implements providers.BackupDescriber (CLO-19).
func (c *Client) DescribeBackup(ctx context.Context, server, backup providers.Ref, text string) error {
	return c.setBackup(ctx, "CLO-19", server, backup, "/backup/setdesc", map[string]any{"desc": text})
}

// setBackup sends what answers nothing.
func (c *Client) setBackup(ctx context.Context, op providers.OpID, server, backup providers.Ref, path string, body map[string]any) error {
	file, err := fileOf(op, server, backup)
	if err != nil {
		return err
	}
	body["file"] = file
	a, err := c.askOf(ctx, op, server, path)
	if err != nil {
		return err
	}
	a.method, a.body, a.parse, a.refusal = http.MethodPost, body, done, refusalOfBackup
	return c.do(ctx, a)
}

// requestOf begins work on one copy.
func (c *Client) requestOf(ctx context.Context, op providers.OpID, server, backup providers.Ref, path string) (string, error) {
	file, err := fileOf(op, server, backup)
	if err != nil {
		return "", err
	}
	return c.requestBackup(ctx, op, server, path, map[string]any{"file": file})
}

// requestBackup begins work and returns the number of its request.
func (c *Client) requestBackup(ctx context.Context, op providers.OpID, server providers.Ref, path string, body map[string]any) (string, error) {
	a, err := c.askOf(ctx, op, server, path)
	if err != nil {
		return "", err
	}
	var begun api.Begun
	a.method, a.body, a.refusal = http.MethodPost, body, refusalOfBackup
	a.parse = func(answer wire.Answer) error {
		if err := one(answer.Body, &begun); err != nil {
			return err
		}
		if checkID(op, begun.Req.Trim()) != nil {
			return wire.Plain("the answer lacks the number of the request")
		}
		return nil
	}
	err = c.do(ctx, a)
	return begun.Req.Trim(), err
}

// fileOf is the number of a copy, which must be one of the server's.
func fileOf(op providers.OpID, server, backup providers.Ref) (string, error) {
	of, file, ok := splitPartID(backup.ID)
	if !ok || of != server.ID {
		return "", &providers.Error{
			Kind: providers.ErrInvalid, Op: op, NotSent: true,
			Sentence: "This is not a backup of that server. Nothing was sent.",
		}
	}
	return file, checkID(op, file)
}

// refusalOfBackup tells a copy that is not there from one that cannot be worked
// on now.
func refusalOfBackup(a wire.Answer) (wire.Refusal, bool) {
	r, ok := refusalOfState(a)
	if !ok || r.Kind != providers.ErrConflict {
		return r, ok
	}
	r.Sentence = "Clodo refused: the backup or the state of the server does not allow this."
	if strings.Contains(r.Said, "копия не найдена") {
		r.Kind, r.Sentence = providers.ErrNotFound, "Clodo does not have this backup."
	}
	return r, true
}
