package models

import "pinfold/internal/providers"

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
