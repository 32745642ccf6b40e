package clodo

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
	"pinfold/internal/zone"
)

// AddZone implements providers.ZoneMaker (CLO-26).
func (c *Client) AddZone(ctx context.Context, z providers.NewZone) (providers.Ref, error) {
	body := map[string]string{"newdomain": z.Name, "newdomain_type": "MASTER"}
	if z.Role == providers.ZoneSlave {
		body["newdomain_type"], body["slave_addr"] = "SLAVE", z.Master
	}
	var told api.NewZone
	err := c.do(ctx, ask{op: "CLO-26", method: http.MethodPut, path: "/dns/", body: body, parse: func(a wire.Answer) error {
		told = api.NewZone{}
		if a.Status == http.StatusNoContent {
			return nil
		}
		inner, err := api.DNS(a.Body)
		if err != nil {
			return err
		}
		return wire.JSON(inner, &told)
	}})
	return providers.Ref{ID: told.ID.Trim()}, err
}

// DeleteZone implements providers.ZoneRemover (CLO-27).
func (c *Client) DeleteZone(ctx context.Context, ref providers.Ref) error {
	if err := checkZone("CLO-27", ref.ID); err != nil {
		return err
	}
	return c.do(ctx, ask{op: "CLO-27", method: http.MethodDelete, path: "/dns/" + ref.ID, parse: done, refusal: refusalOfZone})
}

// SetZoneMaster implements providers.ZoneMasterSetter (CLO-29).
func (c *Client) SetZoneMaster(ctx context.Context, ref providers.Ref, address string) error {
	return c.changeZone(ctx, ref, providers.VariantChange, map[string]string{"domain_master": address})
}

// EditZone implements providers.ZoneEditor (CLO-29). Fields that stay as they
// are are not sent.
func (c *Client) EditZone(ctx context.Context, ref providers.Ref, edit providers.ZoneEdit) error {
	body, variant := map[string]string{}, providers.VariantChange
	for i, change := range edit.Changes {
		var before, after map[string]string
		number := fmt.Sprintf("0%d", i+1)
		switch {
		case change.After == nil:
			return &providers.Error{Kind: providers.ErrInternal, Op: "CLO-29", NotSent: true, Sentence: "Internal error. Nothing was sent."}
		case change.Before == nil:
			variant = ""
		default:
			number = change.Before.ID
			before = fieldsOf(edit, *change.Before)
			if err := checkZone("CLO-29", number); err != nil {
				return err
			}
		}
		after = fieldsOf(edit, *change.After)
		for name, value := range after {
			if old, known := before[name]; !known || old != value {
				body[name+"_"+number] = value
			}
		}
	}
	return c.changeZone(ctx, ref, variant, body)
}

// fieldsOf are the fields of a record as Clodo names them.
func fieldsOf(edit providers.ZoneEdit, r zone.Record) map[string]string {
	w := writeRecord(edit.Name, edit.Manner, r)
	fields := map[string]string{"name": string(w.Name), "type": string(w.Type), "content": string(w.Content)}
	if w.TTL.Known {
		fields["ttl"] = strconv.FormatInt(w.TTL.Value, 10)
	}
	if w.Priority.Known {
		fields["prio"] = strconv.FormatInt(w.Priority.Value, 10)
	}
	return fields
}

func (c *Client) changeZone(ctx context.Context, ref providers.Ref, variant providers.Variant, body map[string]string) error {
	if err := checkZone("CLO-29", ref.ID); err != nil {
		return err
	}
	if len(body) == 0 {
		return &providers.Error{Kind: providers.ErrInvalid, Op: "CLO-29", NotSent: true, Sentence: "There is nothing to change. Nothing was sent."}
	}
	return c.do(ctx, ask{op: "CLO-29", variant: variant, method: http.MethodPost, path: "/dns/" + ref.ID, body: body,
		parse: done, refusal: refusalOfZone})
}

// RemoveRecord implements providers.ZoneEditor (CLO-30). The same DELETE without
// a record deletes the whole zone (CLO-27), so the record is named in the body
// and in the query.
func (c *Client) RemoveRecord(ctx context.Context, ref providers.Ref, record string) (string, error) {
	if err := checkZone("CLO-30", ref.ID, record); err != nil {
		return "", err
	}
	var told api.Removed
	err := c.do(ctx, ask{op: "CLO-30", method: http.MethodDelete, path: "/dns/" + ref.ID, query: url.Values{"delete_record": {record}},
		body: map[string]string{"delete_record": record}, refusal: refusalOfZone,
		parse: func(a wire.Answer) error {
			told = api.Removed{}
			if a.Status == http.StatusNoContent {
				return nil
			}
			inner, err := api.DNS(a.Body)
			if err != nil {
				return err
			}
			return wire.JSON(inner, &told)
		}})
	return told.Serial.Trim(), err
}
