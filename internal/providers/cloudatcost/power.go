package cloudatcost

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"

	"pinfold/internal/providers"
	"pinfold/internal/providers/cloudatcost/internal/api"
	"pinfold/internal/providers/wire"
)

// The actions of CAC-03.
const (
	actionOn    = "poweron"
	actionOff   = "poweroff"
	actionReset = "reset"
)

// Start implements providers.PowerController (CAC-03, poweron).
func (c *Client) Start(ctx context.Context, ref providers.Ref) error {
	return c.power(ctx, ref, actionOn)
}

// Stop implements providers.PowerController (CAC-03, poweroff).
func (c *Client) Stop(ctx context.Context, ref providers.Ref) error {
	return c.power(ctx, ref, actionOff)
}

// Reboot implements providers.Rebooter (CAC-03, reset).
func (c *Client) Reboot(ctx context.Context, ref providers.Ref) error {
	return c.power(ctx, ref, actionReset)
}

// power sends a power operation. The document names no parameter for the
// server and shows no answer: the server goes as sid, and an answer that is ok
// may name the task that it began.
func (c *Client) power(ctx context.Context, ref providers.Ref, action string) error {
	return c.post(ctx, write{
		op: "CAC-03", variant: providers.Variant(action), call: callPower,
		params: url.Values{"sid": {ref.ID}, "action": {action}},
		parse: func(a wire.Answer) error {
			task, err := api.ReadTask(a.Body)
			providers.NoteTask(ctx, task)
			return err
		},
	})
}

// RebootMark implements providers.Rebooter (CAC-05): the numbers of the
// server's tasks.
func (c *Client) RebootMark(ctx context.Context, ref providers.Ref) (string, error) {
	tasks, err := c.Tasks(ctx, ref)
	if err != nil {
		return "", err
	}
	ids := make([]string, 0, len(tasks))
	for _, t := range tasks {
		ids = append(ids, t.ID)
	}
	mark, err := json.Marshal(ids)
	return string(mark), err
}

// RebootsSince implements providers.Rebooter (CAC-05): the resets of the server
// that were not in the list when the mark was made.
func (c *Client) RebootsSince(ctx context.Context, ref providers.Ref, mark string) (int, error) {
	var known []string
	if err := json.Unmarshal([]byte(mark), &known); err != nil {
		return 0, &providers.Error{
			Kind: providers.ErrInternal, Op: "CAC-05", NotSent: true,
			Sentence: "Internal error. Nothing was sent.", Cause: wire.Plain("the reboot mark cannot be read"),
		}
	}
	tasks, err := c.Tasks(ctx, ref)
	n := 0
	for _, t := range tasks {
		if t.Action == actionReset && !slices.Contains(known, t.ID) {
			n++
		}
	}
	return n, err
}
