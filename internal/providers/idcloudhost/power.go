package idcloudhost

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

// powerTimeout is how long IDCloudHost may hold a power call open: it answers
// when the work is done, and a system may take its time to shut down.
const powerTimeout = 3 * time.Minute

// Start implements providers.PowerController (IDC-23).
func (c *Client) Start(ctx context.Context, ref providers.Ref) error {
	return c.power(ctx, "IDC-23", "start", ref, nil)
}

// Stop implements providers.PowerController (IDC-24): the system is asked to
// shut down.
func (c *Client) Stop(ctx context.Context, ref providers.Ref) error {
	return c.power(ctx, "IDC-24", "stop", ref, nil)
}

// ForceStop implements providers.ForceStopper (IDC-24 with force).
func (c *Client) ForceStop(ctx context.Context, ref providers.Ref) error {
	return c.power(ctx, "IDC-24", "stop", ref, url.Values{"force": {"true"}})
}

// StartRescue implements providers.RescueStarter (IDC-25).
func (c *Client) StartRescue(ctx context.Context, ref providers.Ref) error {
	return c.power(ctx, "IDC-25", "rescue_start", ref, nil)
}

func (c *Client) power(ctx context.Context, op providers.OpID, call string, ref providers.Ref, more url.Values) error {
	if err := checkID(op, ref.ID); err != nil {
		return err
	}
	if err := checkSlug(op, ref.Location); err != nil {
		return err
	}
	path := "/v1/" + ref.Location + "/user-resource/vm/" + call
	if ref.Location == "" {
		path = "/v1/user-resource/vm/" + call
	}
	form := url.Values{"uuid": {ref.ID}}
	for name, values := range more {
		form[name] = values
	}
	_, err := c.line.Do(ctx, wire.Request{
		Op: op, Method: http.MethodPost, Path: path, URL: c.root.JoinPath(path), Timeout: powerTimeout,
		Header: http.Header{
			headerKey: {c.key.Reveal()}, "Accept": {"application/json"},
			"Content-Type": {"application/x-www-form-urlencoded"},
		},
		Body:  []byte(strings.ReplaceAll(form.Encode(), "+", "%20")),
		Parse: func(a wire.Answer) error { return aboutVM(a, ref.ID) },
	})
	return err
}

// aboutVM accepts the server itself, and the bare yes that other calls answer.
func aboutVM(a wire.Answer, id string) error {
	body := bytes.TrimSpace(a.Body)
	if a.Status == http.StatusNoContent || string(body) == "true" {
		return nil
	}
	var vm api.VM
	if err := wire.JSON(body, &vm); err != nil {
		return err
	}
	if vm.UUID.Trim() != id {
		return wire.Plain("the answer is about another server")
	}
	return nil
}
