package models

import (
	"strconv"

	"pinfold/internal/providers"
)

// BillingFacts decodes the facts of a billing account.
func (r Resource) BillingFacts() providers.BillingFacts {
	return decode[providers.BillingFacts](r.Facts)
}

// BillingSums decodes the gauges of a billing account.
func (r Resource) BillingSums() providers.BillingGauges {
	return decode[providers.BillingGauges](r.Gauges)
}

// Card decodes the facts of a card.
func (r Resource) Card() providers.CardFacts { return decode[providers.CardFacts](r.Facts) }

func namedBilling(facts providers.BillingFacts) (named providers.NamedFacts) {
	named.Details = detail(facts.Details, "E-mail", facts.Email)
	named.Details = detail(named.Details, "Card", facts.Card)
	if facts.ByInvoice {
		named.Details = detail(named.Details, "Pays by invoice", "yes")
	}
	return named
}

func namedCard(facts providers.CardFacts) (named providers.NamedFacts) {
	named.Details = detail(named.Details, "Holder", facts.Holder)
	if facts.Year > 0 {
		named.Details = detail(named.Details, "Valid until", strconv.Itoa(facts.Month)+"/"+strconv.Itoa(facts.Year))
	}
	return named
}

// BillingPart is the name under which readings of a billing account are
// recorded.
const BillingPart = "details"
