package models

import (
	"context"
	"encoding/json"

	"pinfold/internal/providers"
)

// Resource returns one visible resource of the kind, also one that is gone.
func (sc Scope) Resource(ctx context.Context, kind providers.Kind, id ID) (Resource, error) {
	var r Resource
	err := sc.rows(ctx).Where("kind = ? AND id = ?", kind, id).Take(&r).Error
	return r, found(err)
}

// ResourceByRef returns the resource that the provider knows by ref.
func (sc Scope) ResourceByRef(ctx context.Context, account ID, kind providers.Kind, ref providers.Ref) (Resource, error) {
	var r Resource
	err := sc.rows(ctx).Where("account_id = ? AND kind = ? AND location = ? AND external_id = ?",
		account, kind, ref.Location, ref.ID).Take(&r).Error
	return r, found(err)
}

// Changes returns the newest changes of a resource first.
func (sc Scope) Changes(ctx context.Context, resource ID, limit int) ([]Change, error) {
	var changes []Change
	visible := sc.rows(ctx).Model(&Resource{}).Select("id").Where("id = ?", resource)
	err := sc.store.reader(ctx).Where("team_id = ? AND resource_id IN (?)", sc.Team.ID, visible).
		Order("id DESC").Limit(limit).Find(&changes).Error
	return changes, err
}

// Offerings is what is known of one account; it fills forms.
type Offerings map[providers.Kind][]providers.Observation

// Known implements providers.Offerings.
func (o Offerings) Known(kind providers.Kind) []providers.Observation { return o[kind] }

// Offerings loads the present things of the kinds.
func (sc Scope) Offerings(ctx context.Context, account ID, kinds ...providers.Kind) (Offerings, error) {
	var rows []Resource
	err := sc.rows(ctx).Where("account_id = ? AND kind IN ? AND gone_at IS NULL", account, kinds).
		Order("name, external_id").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	known := Offerings{}
	for _, r := range rows {
		known[r.Kind] = append(known[r.Kind], r.observation())
	}
	return known, nil
}

func (r Resource) observation() providers.Observation {
	o := providers.Observation{
		Kind: r.Kind, ID: r.ExternalID, Location: r.Location, Parent: r.Parent,
		Name: r.Name, State: r.State, StateWord: r.StateWord,
	}
	o.Facts = factsOf(r.Kind, r.Facts)
	return o
}

// factsOf decodes what is kept of a kind of thing.
func factsOf(kind providers.Kind, data json.RawMessage) any {
	switch kind {
	case providers.KindServer:
		return decode[providers.ServerFacts](data)
	case providers.KindImage:
		return decode[providers.ImageFacts](data)
	case providers.KindPreset:
		return decode[providers.PresetFacts](data)
	case providers.KindNetwork:
		return decode[providers.NetworkFacts](data)
	case providers.KindBackup:
		return decode[providers.BackupFacts](data)
	case providers.KindOrder:
		return decode[providers.OrderFacts](data)
	case providers.KindTicket:
		return decode[providers.TicketFacts](data)
	case providers.KindZone:
		return decode[providers.ZoneFacts](data)
	case providers.KindReverse:
		return decode[providers.ReverseFacts](data)
	case providers.KindInvoice:
		return decode[providers.InvoiceFacts](data)
	case providers.KindBilling:
		return decode[providers.BillingFacts](data)
	case providers.KindCard:
		return decode[providers.CardFacts](data)
	case providers.KindSSHKey:
		return decode[providers.SSHKeyFacts](data)
	default:
		return decode[providers.NamedFacts](data)
	}
}

func decode[T any](data json.RawMessage) (value T) {
	_ = json.Unmarshal(data, &value)
	return value
}
