package actions

import (
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// orderForm lets a person choose one of the tariffs that are known.
func orderForm(t Target) form.Form {
	field := form.Field{Name: "tariff", Label: "Tariff", Kind: form.Radio}
	for _, tariff := range t.known(providers.KindTariff) {
		label := tariff.Name
		if price := tariffPrice(tariff); price != "" {
			label += ", " + price + " " + t.Account.Currency
		}
		field.Options = append(field.Options, form.Option{Value: tariff.ID, Label: label})
	}
	if len(field.Options) == 0 {
		field.Kind = form.Text
		field.MaxLength = 40
		field.Help = "The number of the tariff at " + t.Vendor.Name + ". Its list was not read yet."
	}
	return form.Form{Fields: []form.Field{field}}
}

// orderCost says what the order comes to and that nobody pays it yet.
func orderCost(t Target, tariff string) string {
	later := "Nothing is charged now. The order is paid at " + t.Vendor.Name + "."
	for _, one := range t.known(providers.KindTariff) {
		if price := tariffPrice(one); one.ID == tariff && price != "" {
			return price + " " + t.Account.Currency + ". " + later
		}
	}
	if tariff == "" {
		return later
	}
	return t.Vendor.Name + " does not tell the price of this tariff. " + later
}

// tariffPrice is what a tariff costs, "" if its provider does not tell.
func tariffPrice(tariff providers.Observation) string {
	facts, _ := tariff.Facts.(providers.NamedFacts)
	return facts.Detail("Price")
}
