package models

import (
	"strconv"

	"pinfold/internal/providers"
)

// Named tells of a thing in labeled values, whatever the shape of its facts.
// Gauges of the same shape follow.
func (r Resource) Named() providers.NamedFacts {
	switch r.Kind {
	case providers.KindImage:
		return namedImage(decode[providers.ImageFacts](r.Facts))
	case providers.KindPreset:
		facts := decode[providers.PresetFacts](r.Facts)
		return providers.NamedFacts{Title: facts.Title, Details: detail(nil, "Description", facts.Description)}
	case providers.KindOrder:
		return namedOrder(decode[providers.OrderFacts](r.Facts))
	case providers.KindTicket:
		return providers.NamedFacts{Details: detail(nil, "Section", decode[providers.TicketFacts](r.Facts).Section)}
	case providers.KindInvoice:
		return namedInvoice(r.Invoice())
	case providers.KindBilling:
		return namedBilling(r.BillingFacts())
	case providers.KindCard:
		return namedCard(r.Card())
	case providers.KindBucket:
		return namedBucket(r)
	case providers.KindStorage:
		return namedStorage(r)
	case providers.KindSSHKey:
		return namedKey(decode[providers.SSHKeyFacts](r.Facts))
	}
	facts := decode[providers.NamedFacts](r.Facts)
	facts.Details = append(facts.Details, decode[providers.NamedFacts](r.Gauges).Details...)
	return facts
}

func namedImage(facts providers.ImageFacts) (named providers.NamedFacts) {
	named.Details = detail(named.Details, "System", facts.System)
	if facts.Bits > 0 {
		named.Details = detail(named.Details, "Bits", strconv.Itoa(facts.Bits))
	}
	named.Details = detail(named.Details, "Type", facts.ServerType)
	return named
}

func detail(all []providers.Detail, label, value string) []providers.Detail {
	if value == "" {
		return all
	}
	return append(all, providers.Detail{Label: label, Value: value})
}

func namedOrder(facts providers.OrderFacts) (named providers.NamedFacts) {
	named.Details = detail(named.Details, "Order number", facts.Number)
	named.Details = detail(named.Details, "Amount", facts.Amount)
	named.Details = detail(named.Details, "Invoice", facts.InvoiceID)
	return named
}

func namedInvoice(facts providers.InvoiceFacts) (named providers.NamedFacts) {
	named.Title = facts.Title
	named.Details = detail(named.Details, "Total", facts.Total)
	if !facts.DueAt.IsZero() {
		named.Details = detail(named.Details, "Due", facts.DueAt.Format("2006-01-02"))
	}
	return named
}

func namedKey(facts providers.SSHKeyFacts) (named providers.NamedFacts) {
	named.Title = facts.Title
	named.Details = detail(named.Details, "Type", facts.Type)
	named.Details = detail(named.Details, "Fingerprint", facts.Fingerprint)
	return named
}
