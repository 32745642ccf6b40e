package actions

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/idna"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// The inputs of a new zone.
const (
	fieldZone   = "name"
	fieldRole   = "role"
	fieldMaster = "master"
)

// ZoneCreate adds a zone to an account (CLO-26). It is sent once: what another
// call would do is not documented.
var ZoneCreate = Define(Spec[providers.ZoneMaker]{
	Name:  "zone.create",
	Words: Words{Label: "Add zone", Of: "Add", Button: "Add zone", Doing: "Adding", Done: "Added", Icon: "plus"},
	On:    providers.KindAccount, Makes: providers.KindZone,
	Uses:  []providers.Kind{providers.KindZone},
	Needs: access.EditZones, Worst: Safe,
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-26"},
	Form: func(_ providers.ZoneMaker, t Target) form.Form {
		return form.Form{Fields: []form.Field{
			{Name: fieldZone, Label: "Name", Kind: form.Text, MaxLength: 253, Autocomplete: "off", Placeholder: "example.com",
				Help: "The domain, without www. Letters of any language.", Check: func(name string) string { return checkZoneName(t, name) }},
			{Name: fieldRole, Label: "Kind", Kind: form.Radio, Default: string(providers.ZoneMaster), Options: []form.Option{
				{Value: string(providers.ZoneMaster), Label: "Master", Help: "Its records are edited here."},
				{Value: string(providers.ZoneSlave), Label: "Slave", Help: "It copies the records of another name server."},
			}},
			masterField(form.Condition{Field: fieldRole, Values: []string{string(providers.ZoneSlave)}}),
		}}
	},
	Plan: func(t Target, in form.Values) Plan {
		plan := Plan{Title: "Add zone", Consequences: []Consequence{
			{Fine, t.Vendor.Name + "'s name servers answer for it. The domain's registrar has to name them."},
		}, Cost: noPrice(t)}
		if in[fieldRole] == string(providers.ZoneSlave) {
			plan.Consequences = append(plan.Consequences, Consequence{Fine, "The master has to allow " + t.Vendor.Name + "'s name servers to copy the zone."})
		}
		return plan
	},
	Do: createZone,
})

func masterField(when ...form.Condition) form.Field {
	return form.Field{Name: fieldMaster, Label: "Master's address", Kind: form.Text, MaxLength: 39, Autocomplete: "off", When: when,
		Placeholder: "192.0.2.1", Help: "The IPv4 address of the name server that has the records.", Check: checkMaster}
}

func checkZoneName(t Target, name string) string {
	ascii, ok := zoneNameOf(name)
	if !ok {
		return "This is not the name of a domain. It looks like example.com."
	}
	if t.Known != nil && slices.ContainsFunc(t.Known.Known(providers.KindZone), func(o providers.Observation) bool { return o.Name == ascii }) {
		return "The account has this zone already."
	}
	return ""
}

// zoneNameOf is the name as name servers spell it, in lower case and without a
// dot at the end.
func zoneNameOf(name string) (string, bool) {
	name = strings.TrimSuffix(strings.ToLower(strings.TrimSpace(name)), ".")
	plain := strings.HasSuffix(name, ".arpa") || strings.Contains(name, "_")
	ascii, err := name, error(nil)
	if !plain {
		ascii, err = idna.Lookup.ToASCII(name)
	}
	if err != nil || !strings.Contains(ascii, ".") || len(ascii) > 253 || strings.ContainsAny(ascii, " /\\\"'<>@:*") {
		return "", false
	}
	for label := range strings.SplitSeq(ascii, ".") {
		if label == "" || len(label) > 63 {
			return "", false
		}
	}
	return ascii, true
}

func createZone(ctx context.Context, r *Run, c providers.ZoneMaker) error {
	name, ok := zoneNameOf(r.Input[fieldZone])
	if !ok {
		return &providers.Error{Kind: providers.ErrInvalid, Op: r.Write(), NotSent: true, Sentence: "This is not the name of a domain. Nothing was sent."}
	}
	fresh := providers.NewZone{Name: name, Role: providers.ZoneRole(r.Input[fieldRole]), Master: r.Input[fieldMaster]}
	once := Once[providers.Ref, []string]{
		Step: "create", Op: r.Write(), Showing: r.Action.Words.Doing,
		Alone: fmt.Sprintf("account-%d/zone/%s", r.Lease.Operation.AccountID, name),
		Before: func(ctx context.Context) ([]string, error) {
			all, err := c.Zones(ctx)
			if err == nil && len(zonesNamed(all, nil, name)) > 0 {
				err = &providers.Error{Kind: providers.ErrConflict, Op: r.Write(), NotSent: true,
					Sentence: "The account has the zone " + models.UnicodeName(name) + " already. Nothing was sent."}
			}
			return idsOf(all), err
		},
		Send: func(ctx context.Context) (providers.Ref, map[string]secrets.Text, error) {
			ref, err := c.AddZone(ctx, fresh)
			return ref, nil, err
		},
		Find: func(ctx context.Context, before []string) ([]providers.Ref, error) {
			all, err := c.Zones(ctx)
			return r.unclaimed(ctx, providers.KindZone, zonesNamed(all, before, name), err)
		},
	}
	ref, err := once.Do(ctx, r)
	if err != nil {
		return err
	}
	return r.untilRead(ctx, "create", func(ctx context.Context) (providers.Observation, error) {
		all, err := c.Zones(ctx)
		if err != nil {
			return providers.Observation{}, err
		}
		for _, o := range zonesNamed(all, nil, name) {
			if ref.ID == "" || o.ID == ref.ID {
				return o, nil
			}
		}
		return providers.Observation{}, notListed
	})
}

// zonesNamed are the zones of the name that are not among those before.
func zonesNamed(all []providers.Observation, before []string, name string) (fits []providers.Observation) {
	for _, o := range all {
		if strings.EqualFold(o.Name, name) && !slices.Contains(before, o.ID) {
			fits = append(fits, o)
		}
	}
	return fits
}
