package accounts

import (
	"pinfold/internal/fleet"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// currencies are those that the four providers bill in, or are likely to.
var currencies = []form.Option{
	{Value: "RUB", Label: "RUB, rouble"}, {Value: "USD", Label: "USD, US dollar"}, {Value: "EUR", Label: "EUR, euro"},
	{Value: "CAD", Label: "CAD, Canadian dollar"}, {Value: "IDR", Label: "IDR, rupiah"},
}

// endpointField stands last on a form: few need it.
const endpointField = "endpoint"

// Form is what an account at a provider needs: its credentials first, then
// what the panel calls it. With keep, credentials may stay empty.
func Form(v providers.Vendor, keep bool) form.Form {
	f := form.Form{Check: v.Connect.Check}
	for _, field := range v.Connect.Fields {
		if field.Secret && keep {
			field.Optional, field.Help = true, "Leave empty to keep the stored one."
		}
		f.Fields = append(f.Fields, field)
	}
	return arranged(v, f)
}

// TradeForm is what is entered where the credentials are got by a trade. What
// the provider may tell by itself may stay empty.
func TradeForm(v providers.Vendor) form.Form {
	f := form.Form{Check: v.Trade.Form.Check}
	f.Fields = append(f.Fields, v.Trade.Form.Fields...)
	for _, field := range v.Connect.Fields {
		if field.Secret {
			continue
		}
		if !field.Optional && field.Kind != form.Select {
			field.Optional, field.Help = true, "Leave empty if "+v.Name+" tells it with the key."
		}
		f.Fields = append(f.Fields, field)
	}
	return arranged(v, f)
}

// arranged adds label and currency, and moves the endpoint to the end.
func arranged(v providers.Vendor, f form.Form) form.Form {
	var first, last []form.Field
	for _, field := range f.Fields {
		if field.Name == endpointField {
			last = append(last, field)
		} else {
			first = append(first, field)
		}
	}
	own := []form.Field{
		{Name: "label", Label: "Name", Kind: form.Text, Default: "main", MaxLength: 60, Help: "Tells it apart from your other " + v.Name + " accounts."},
		{Name: "currency", Label: "Currency", Kind: form.Select, Options: currencies, Default: v.Currency, Help: "What " + v.Name + " bills in."},
	}
	f.Fields = append(append(first, own...), last...)
	return f
}

// Split parts what was entered into the account's own columns, its settings
// and its credentials.
func Split(f form.Form, values form.Values) Entry {
	open, hidden := f.Split(values)
	e := Entry{Label: open["label"], Currency: open["currency"], Settings: open, Credentials: hidden}
	delete(open, "label")
	delete(open, "currency")
	return e
}

// Moves reports whether an account would talk to an address that somebody
// entered in place of the one that its credentials were entered for.
func Moves(was, now form.Values) bool {
	return now[endpointField] != "" && now[endpointField] != was[endpointField]
}

// NameField is the field that names an account at a provider, "" if none does.
func NameField(v providers.Vendor) string { return fleet.NameField(v) }

// keyField is the field of the credentials.
func keyField(v providers.Vendor) string { return lastSecret(v.Connect) }

func lastSecret(f form.Form) (name string) {
	for _, field := range f.Fields {
		if field.Secret {
			name = field.Name
		}
	}
	return name
}
