package cloudatcost

import (
	"cmp"
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/cloudatcost/internal/api"
	"pinfold/internal/providers/wire"
)

var _ providers.Rebuilder = (*Client)(nil)

const fieldSystem = "osid"

// RebuildForm implements providers.Rebuilder. A template for some packages only
// says so in its name; no call tells which package a server has.
func (c *Client) RebuildForm(known providers.Offerings, server providers.Observation) form.Form {
	facts, _ := server.Facts.(providers.ServerFacts)
	f := form.Field{Name: fieldSystem, Label: "System", Kind: form.Select}
	for _, o := range known.Known(providers.KindImage) {
		f.Options = append(f.Options, form.Option{Value: o.ID, Label: o.Name})
		if o.Name == facts.System {
			f.Default = o.ID
		}
	}
	slices.SortStableFunc(f.Options, func(a, b form.Option) int { return cmp.Compare(strings.ToLower(a.Label), strings.ToLower(b.Label)) })
	if len(f.Options) == 0 {
		f.Help = "No system is known yet. CloudAtCost's list is read after the account is connected."
	}
	return form.Form{Fields: []form.Field{f}}
}

// Rebuild implements providers.Rebuilder (CAC-04). The document only names the
// call: the server goes as sid, the template as osid.
func (c *Client) Rebuild(ctx context.Context, ref providers.Ref, in form.Values) error {
	return c.post(ctx, write{
		op: "CAC-04", call: callRebuild, params: url.Values{"sid": {ref.ID}, "osid": {in[fieldSystem]}},
		parse: func(a wire.Answer) error {
			task, err := api.ReadTask(a.Body)
			providers.NoteTask(ctx, task)
			return err
		},
	})
}

// RebuildMark implements providers.Rebuilder (CAC-05): the numbers of the
// server's tasks.
func (c *Client) RebuildMark(ctx context.Context, ref providers.Ref) (string, error) {
	return c.RebootMark(ctx, ref)
}

// RebuildsSince implements providers.Rebuilder (CAC-05): the tasks of the server
// that speak of a rebuild and were not in the list when the mark was made.
func (c *Client) RebuildsSince(ctx context.Context, ref providers.Ref, mark string) (begun, ended int, err error) {
	var known []string
	if err := json.Unmarshal([]byte(mark), &known); err != nil {
		return 0, 0, &providers.Error{
			Kind: providers.ErrInternal, Op: "CAC-05", NotSent: true,
			Sentence: "Internal error. Nothing was sent.", Cause: wire.Plain("the mark of a rebuild cannot be read"),
		}
	}
	tasks, err := c.Tasks(ctx, ref)
	for _, t := range tasks {
		if !rebuilds(t.Action) || slices.Contains(known, t.ID) {
			continue
		}
		begun++
		if !t.Pending {
			ended++
		}
	}
	return begun, ended, err
}

// rebuilds reports whether a task is a rebuild. No document tells its word.
func rebuilds(action string) bool {
	return strings.Contains(action, "build") || strings.Contains(action, "install")
}
