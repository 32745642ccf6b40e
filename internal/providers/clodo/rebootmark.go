package clodo

import (
	"context"
	"encoding/json"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

// rebootMark is the present as log and server tell it: the highest id in the
// log and the time of the last start.
type rebootMark struct {
	Log     int64     `json:"log"`
	Started time.Time `json:"started,omitzero"`
}

// RebootMark implements providers.Rebooter (CLO-12, CLO-05).
func (c *Client) RebootMark(ctx context.Context, ref providers.Ref) (string, error) {
	entries, err := c.log(ctx, ref)
	if err != nil {
		return "", err
	}
	started, err := c.started(ctx, ref)
	if err != nil {
		return "", err
	}
	mark := rebootMark{Started: started}
	for _, e := range entries {
		mark.Log = max(mark.Log, e.ID.Value)
	}
	text, err := json.Marshal(mark)
	return string(text), err
}

// RebootsSince implements providers.Rebooter (CLO-12, CLO-05). It counts the
// reboots that the log shows after the mark, whoever asked for them. If it
// shows none, a newer start counts as one, unless the log has another reason
// for it.
func (c *Client) RebootsSince(ctx context.Context, ref providers.Ref, mark string) (int, error) {
	var since rebootMark
	if err := json.Unmarshal([]byte(mark), &since); err != nil {
		return 0, &providers.Error{
			Kind: providers.ErrInternal, Op: "CLO-12", NotSent: true,
			Sentence: "Internal error. Nothing was sent.", Cause: wire.Plain("the reboot mark cannot be read"),
		}
	}
	entries, err := c.log(ctx, ref)
	if err != nil {
		return 0, err
	}
	reboots, starts := restarts(entries, since.Log)
	if reboots > 0 || starts > 0 {
		return reboots, nil
	}
	if since.Started.IsZero() {
		return 0, nil
	}
	started, err := c.started(ctx, ref)
	if err == nil && started.After(since.Started) {
		reboots = 1
	}
	return reboots, err
}

// restarts counts the reboots and starts behind the entry of that id.
func restarts(entries []api.LogEntry, last int64) (reboots, starts int) {
	for _, e := range entries {
		switch {
		case e.ID.Value <= last:
		case e.Command.Trim() == api.CommandReboot:
			reboots++
		case e.Command.Trim() == api.CommandStart:
			starts++
		}
	}
	return reboots, starts
}

// log reads the log of a server (CLO-12). Its 404 is read as an empty log: the
// server itself is asked for anyway.
func (c *Client) log(ctx context.Context, ref providers.Ref) ([]api.LogEntry, error) {
	entries, err := c.record(ctx, ref)
	if providers.KindOf(err) == providers.ErrNotFound {
		return nil, nil
	}
	return entries, err
}

func (c *Client) started(ctx context.Context, ref providers.Ref) (time.Time, error) {
	server, err := c.Server(ctx, ref)
	if err != nil {
		return time.Time{}, err
	}
	facts, _ := server.Facts.(providers.ServerFacts)
	return facts.StartedAt, nil
}
