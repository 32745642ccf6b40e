package accounts

import (
	"context"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// Refusal is why a trade led to nothing.
type Refusal struct {
	Errors form.Errors
	// Said is the provider's own words, if any.
	Said string
	// Cause is for the log.
	Cause error
}

// Trade gets the credentials of an account for what was entered into
// TradeForm. It makes one attempt and keeps nothing of what is traded in.
func (d Desk) Trade(ctx context.Context, v providers.Vendor, values form.Values) (Entry, *Refusal) {
	entered, settings := form.Values{}, form.Values{}
	for name, value := range values {
		if _, ok := v.Trade.Form.Field(name); ok {
			entered[name] = value
		} else if _, ok := v.Connect.Field(name); ok {
			settings[name] = value
		}
	}
	got, err := d.Fleet.Trade(ctx, v, settings, entered)
	if err != nil {
		return Entry{}, notTraded(v, err)
	}
	if name := NameField(v); settings[name] != "" && got[name] != "" && got[name] != settings[name] {
		return Entry{}, &Refusal{Errors: form.Errors{name: v.Name + " gave a key for " + got[name] + " instead. Nothing was stored."}}
	}
	all := form.Join(v.Connect.Defaults(), settings, filled(got))
	if errs := v.Connect.Validate(all); errs != nil {
		return Entry{}, unusable(v, errs)
	}
	e := Split(v.Connect, all)
	e.Label, e.Currency = values["label"], values["currency"]
	return e, nil
}

func filled(values form.Values) form.Values {
	kept := form.Values{}
	for name, value := range values {
		if value != "" {
			kept[name] = value
		}
	}
	return kept
}

// notTraded tells of a failed call: a refusal at the field of the password,
// anything else above the form.
func notTraded(v providers.Vendor, err error) *Refusal {
	r := &Refusal{Errors: form.Errors{}, Said: providers.Said(err), Cause: err}
	if field := lastSecret(v.Trade.Form); field != "" && providers.KindOf(err) == providers.ErrAuth {
		r.Errors[field] = providers.Sentence(err)
		return r
	}
	r.Errors[""] = providers.Sentence(err) + " No key came back and nothing was stored."
	return r
}

// unusable tells of an answer that does not make an account.
func unusable(v providers.Vendor, errs form.Errors) *Refusal {
	r := &Refusal{Errors: form.Errors{}}
	for name, sentence := range errs {
		if field, ok := v.Connect.Field(name); ok && !field.Secret {
			r.Errors[name] = v.Name + " gave a key but did not tell this. Nothing was stored. " + sentence
			continue
		}
		r.Errors[""] = v.Name + " answered with a key that cannot be used. Nothing was stored."
	}
	return r
}
