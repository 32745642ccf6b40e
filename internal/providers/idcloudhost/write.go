package idcloudhost

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

// changeTimeout is how long IDCloudHost may hold a write open: it answers when
// the work is done.
const changeTimeout = 3 * time.Minute

// encodeForm writes form parameters with %20 for a space, which is how clients
// of the live service send them.
func encodeForm(form url.Values) []byte {
	return []byte(strings.ReplaceAll(form.Encode(), "+", "%20"))
}

// encodeJSON writes texts and numbers, which cannot fail.
func encodeJSON(body map[string]any) []byte {
	data, _ := json.Marshal(body)
	return data
}

// change sends a write about one server, whose answer tells nothing but that it
// was taken.
func (c *Client) change(ctx context.Context, a ask, ref providers.Ref, parameters ...string) error {
	if err := checkID(a.op, ref.ID); err != nil {
		return err
	}
	a.location, a.form = ref.Location, about(ref.ID, parameters...)
	switch {
	case a.parse != nil:
	case a.method == http.MethodDelete:
		a.parse = deleted
	default:
		a.parse = taken
	}
	return c.do(ctx, a)
}

// about are form parameters: the server's uuid and pairs of name and value.
func about(uuid string, parameters ...string) url.Values {
	form := url.Values{"uuid": {uuid}}
	for i := 0; i+1 < len(parameters); i += 2 {
		form.Set(parameters[i], parameters[i+1])
	}
	return form
}

// deleted accepts the answers to a deletion, which the live service also
// answers with nothing or a bare true.
func deleted(a wire.Answer) error {
	if body := bytes.TrimSpace(a.Body); len(body) == 0 || string(body) == "true" {
		return nil
	}
	return taken(a)
}

// taken accepts the answers to a write that returns nothing of use: 204, a
// success that is not false, or the thing itself.
func taken(a wire.Answer) error {
	if a.Status == http.StatusNoContent {
		return nil
	}
	var answer struct {
		Success wire.Bool `json:"success"`
	}
	if err := wire.JSON(a.Body, &answer); err != nil {
		return err
	}
	if answer.Success.Known && !answer.Success.Value {
		return wire.Plain("the answer says that it was no success")
	}
	return nil
}
