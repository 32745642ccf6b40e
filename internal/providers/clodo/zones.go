package clodo

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

var (
	_ providers.ZoneEditor       = (*Client)(nil)
	_ providers.ZoneMaker        = (*Client)(nil)
	_ providers.ZoneRemover      = (*Client)(nil)
	_ providers.ZoneMasterSetter = (*Client)(nil)
)

// listZones lists the zones and the reverse names of the addresses (CLO-25).
// An account that has neither answers 404.
func (c *Client) listZones(ctx context.Context) (providers.Listing, error) {
	var told api.Zones
	err := c.do(ctx, ask{op: "CLO-25", method: http.MethodGet, path: "/dns/", parse: func(a wire.Answer) error {
		told = api.Zones{}
		if a.Status == http.StatusNoContent {
			return nil
		}
		inner, err := api.DNS(a.Body)
		if err != nil {
			return err
		}
		if err := wire.Member(inner, "domains", &told.Domains); err != nil {
			return err
		}
		return wire.JSON(inner, &told)
	}})
	if providers.KindOf(err) == providers.ErrNotFound {
		told, err = api.Zones{}, nil
	}
	zones, err := listing(told.Domains, observeZone, err)
	if err != nil {
		return zones, err
	}
	names, err := listing(told.Reverse, observeReverse, nil)
	return providers.Listing{Items: append(zones.Items, names.Items...), Complete: zones.Complete && names.Complete}, err
}

// Zones implements providers.ZoneLister (CLO-25).
func (c *Client) Zones(ctx context.Context) ([]providers.Observation, error) {
	listing, err := c.listZones(ctx)
	if err == nil && !listing.Complete {
		err = &providers.Error{Kind: providers.ErrUnexpected, Op: "CLO-25", Sentence: "Clodo's list of zones is not complete."}
	}
	return slices.DeleteFunc(listing.Items, func(o providers.Observation) bool { return o.Kind != providers.KindZone }), err
}

func observeZone(z api.Zone) providers.Observation {
	facts := providers.ZoneFacts{Role: providers.ZoneMaster, Records: int(z.Records.Value), Master: z.Master.Trim()}
	if strings.EqualFold(z.Type.Trim(), "slave") {
		facts.Role = providers.ZoneSlave
	}
	return providers.Observation{Kind: providers.KindZone, ID: z.ID.Trim(), Name: zoneName(z.Name.Trim()),
		State: providers.Available, Facts: facts}
}

// zoneName is a name without the dot that may end it.
func zoneName(name string) string { return strings.TrimSuffix(name, ".") }

func observeReverse(r api.Reverse) providers.Observation {
	return providers.Observation{Kind: providers.KindReverse, ID: r.IP.Trim(), Name: r.IP.Trim(), State: providers.Available,
		Facts: providers.ReverseFacts{Value: zoneName(r.Value.Trim()), Zone: zoneName(r.Zone.Trim()), Server: r.Server.Trim()}}
}

// Zone implements providers.ZoneReader (CLO-28).
func (c *Client) Zone(ctx context.Context, ref providers.Ref, name string) (providers.ZoneContent, error) {
	if err := checkZone("CLO-28", ref.ID); err != nil {
		return providers.ZoneContent{}, err
	}
	var told api.ZoneContent
	err := c.do(ctx, ask{op: "CLO-28", method: http.MethodGet, path: "/dns/" + ref.ID, refusal: refusalOfZone,
		parse: func(a wire.Answer) error {
			inner, err := api.DNS(a.Body)
			if err != nil {
				return err
			}
			if err := wire.JSON(inner, &told); err != nil {
				return err
			}
			if told.Records == nil {
				return wire.Plain("the answer lacks the records")
			}
			return aboutZone(ref.ID, *told.Records)
		}})
	if err != nil {
		return providers.ZoneContent{}, err
	}
	content := providers.ZoneContent{Types: told.Types, Manner: mannerOf(name, *told.Records)}
	for _, r := range *told.Records {
		content.Records = append(content.Records, readRecord(name, r))
	}
	return content, nil
}

// aboutZone refuses records of another zone, and records that cannot be told
// from others.
func aboutZone(id string, records []api.Record) error {
	for _, r := range records {
		if zone := r.Zone.Trim(); zone != "" && zone != id {
			return wire.Plain("the answer is about another zone")
		}
		if checkID("CLO-28", r.ID.Trim()) != nil {
			return wire.Plain("a record has no number")
		}
	}
	return nil
}

func checkZone(op providers.OpID, ids ...string) error {
	for _, id := range ids {
		if checkID(op, id) != nil {
			return &providers.Error{Kind: providers.ErrInvalid, Op: op, NotSent: true,
				Sentence: "This is not the number of a zone or a record at Clodo. Nothing was sent."}
		}
	}
	return nil
}

// refusalOfZone names a zone or a record that is not there.
func refusalOfZone(a wire.Answer) (wire.Refusal, bool) {
	r, ok := refusal(a)
	switch {
	case !ok || a.Status != http.StatusNotFound || strings.Contains(r.Said, "Модуль не найден"):
	case strings.Contains(r.Said, "Запись"):
		r.Sentence = "Clodo does not have this record."
	default:
		r.Sentence = "Clodo does not have this zone."
	}
	return r, ok
}
