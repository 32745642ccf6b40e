package clodo

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

var _ providers.Rebuilder = (*Client)(nil)

// The fields of the form, named as CLO-10 names the parameters of rebuild.
const (
	fieldRebuildImage = "imageId"
	fieldLicense      = "vps_isp"
)

// RebuildForm implements providers.Rebuilder. An image fits servers of its own
// type only.
func (c *Client) RebuildForm(known providers.Offerings, server providers.Observation) form.Form {
	facts, _ := server.Facts.(providers.ServerFacts)
	image := form.Field{Name: fieldRebuildImage, Label: "Operating system", Kind: form.Select}
	for _, o := range known.Known(providers.KindImage) {
		of, _ := o.Facts.(providers.ImageFacts)
		if o.State != providers.Available || of.ServerType != "" && facts.Type != "" && of.ServerType != facts.Type {
			continue
		}
		image.Options = append(image.Options, form.Option{Value: o.ID, Label: o.Name})
		if o.ID == facts.ImageID {
			image.Default = o.ID
		}
	}
	if len(image.Options) == 0 {
		image.Help = "No operating system for this type of server is known. Clodo's list is read after the account is connected."
	}
	return form.Form{Fields: []form.Field{image, {
		Name: fieldLicense, Label: "Install ISPmanager", Kind: form.Checkbox, Help: "Its license costs extra. Clodo does not publish the price.",
	}}}
}

// Rebuild implements providers.Rebuilder (CLO-10, rebuild).
func (c *Client) Rebuild(ctx context.Context, ref providers.Ref, in form.Values) error {
	if err := checkID("CLO-10", ref.ID); err != nil {
		return err
	}
	image, err := strconv.Atoi(in[fieldRebuildImage])
	if err != nil {
		return &providers.Error{Kind: providers.ErrInvalid, Op: "CLO-10", NotSent: true,
			Sentence: "This is not an image of Clodo. Nothing was sent.", Cause: wire.Plain("imageId is not a number")}
	}
	at, err := c.hostOf(ctx, "CLO-10", ref)
	if err != nil {
		return err
	}
	parameters := map[string]any{fieldRebuildImage: image}
	if in[fieldLicense] != "" {
		parameters[fieldLicense] = 1
	}
	return c.do(ctx, ask{
		op: "CLO-10", variant: "rebuild", method: http.MethodPost, at: at, path: "/servers/" + ref.ID + "/action",
		body: map[string]any{"rebuild": parameters}, parse: done,
	})
}

// RebuildMark implements providers.Rebuilder (CLO-12): the highest id in the
// server's log.
func (c *Client) RebuildMark(ctx context.Context, ref providers.Ref) (string, error) {
	var last int64
	entries, err := c.log(ctx, ref)
	for _, e := range entries {
		last = max(last, e.ID.Value)
	}
	return strconv.FormatInt(last, 10), err
}

// RebuildsSince implements providers.Rebuilder (CLO-12, CLO-05). Where the log
// shows none, a server that is being installed counts as one.
func (c *Client) RebuildsSince(ctx context.Context, ref providers.Ref, mark string) (begun, ended int, err error) {
	last, err := strconv.ParseInt(mark, 10, 64)
	if err != nil {
		return 0, 0, &providers.Error{Kind: providers.ErrInternal, Op: "CLO-12", NotSent: true,
			Sentence: "Internal error. Nothing was sent.", Cause: wire.Plain("the mark of a rebuild cannot be read")}
	}
	entries, err := c.log(ctx, ref)
	if err != nil {
		return 0, 0, err
	}
	if begun, ended = rebuilds(entries, last); begun > 0 {
		return begun, ended, nil
	}
	server, err := c.Server(ctx, ref)
	if err == nil && server.StateWord == "is_install" {
		begun = 1
	}
	return begun, 0, err
}

// rebuilds counts the rebuilds behind the entry of that id.
func rebuilds(entries []api.LogEntry, last int64) (begun, ended int) {
	for _, e := range entries {
		if e.ID.Value <= last || !strings.HasPrefix(strings.ToLower(e.Command.Trim()), api.CommandRebuild) {
			continue
		}
		begun++
		if e.Ended() {
			ended++
		}
	}
	return begun, ended
}
