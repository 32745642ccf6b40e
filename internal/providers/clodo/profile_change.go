package clodo

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
	"pinfold/internal/secrets"
)

var _ providers.ProfileEditor = (*Client)(nil)

// Profile implements providers.ProfileReader (CLO-35).
func (c *Client) Profile(ctx context.Context) (providers.Observation, error) {
	told, err := c.profile(ctx)
	if err == nil && told.ID == "" && told.Login == "" {
		err = &providers.Error{Kind: providers.ErrUnexpected, Op: "CLO-35", Sentence: "Clodo's answer tells nothing of the profile."}
	}
	if err != nil {
		return providers.Observation{}, err
	}
	return observeProfile(told), nil
}

// listProfile is Profile for a refresh. A profile that Clodo does not tell to
// this key leaves the list without an answer, not the account in trouble.
func (c *Client) listProfile(ctx context.Context) (providers.Listing, error) {
	told, err := c.profile(ctx)
	if withheld(err) || err == nil && told.ID == "" {
		return providers.Listing{}, nil
	}
	return listing([]api.Profile{told}, observeProfile, err)
}

func observeProfile(told api.Profile) providers.Observation {
	facts, hidden := providers.ProfileFacts{}, map[string]secrets.Text{}
	for _, f := range profileFields {
		value := told.Fields[f.documentName()].Trim()
		switch {
		case !f.secret:
			facts[f.name] = value
		case value != "":
			hidden[f.name] = secrets.NewText(value)
		}
	}
	facts[canChangeOwner] = told.Fields[canChangeOwner].Trim()
	gauges := providers.ProfileGauges{}
	add := func(label, value string) {
		if value != "" {
			gauges.Details = append(gauges.Details, providers.Detail{Label: label, Value: value})
		}
	}
	add("Login", told.Login.Trim())
	add("Number", told.ID.Trim())
	add("Account made", told.Fields["users_added"].Trim())
	add("Last visit", told.Fields["users_last_visit"].Trim())
	for _, a := range told.Addresses {
		gauges.Addresses = append(gauges.Addresses, a.IP.Trim())
	}
	for _, s := range told.SignIns {
		word := s.Status.Trim()
		gauges.SignIns = append(gauges.SignIns, providers.SignIn{At: timeOf(s.Date), From: s.IP.Trim(), Word: word,
			Failed: word != "" && !slices.Contains([]string{"OK", "ОК"}, word)}) // Latin or Cyrillic.
	}
	return providers.Observation{Kind: providers.KindProfile, ID: told.ID.Trim(), Name: told.Login.Trim(), State: providers.Available,
		Facts: facts, Gauges: gauges, Secrets: hidden}
}

// ChangeProfile implements providers.ProfileEditor (CLO-36). The document's
// sample sends two fields, so what is left out stays as it is.
func (c *Client) ChangeProfile(ctx context.Context, changes form.Values) error {
	body, hide := map[string]string{}, []secrets.Text{}
	for _, f := range profileFields {
		value, ok := changes[f.name]
		if !ok {
			continue
		}
		body[f.documentName()] = value
		if f.secret && value != "" {
			hide = append(hide, secrets.NewText(value))
		}
	}
	return c.do(ctx, ask{op: "CLO-36", method: http.MethodPost, path: "/user/update", body: body, hide: hide, parse: done,
		refusal: refusalOfProfile})
}

// refusalOfProfile names the field that Clodo does not take.
func refusalOfProfile(a wire.Answer) (wire.Refusal, bool) {
	r, ok := refusal(a)
	if name := blamed(r.Said); ok && name != "" {
		for _, f := range profileFields {
			if f.name == name {
				r.Sentence = "Clodo does not take what was entered as " + f.label + " under " + f.group + ". Nothing was changed."
			}
		}
	}
	return r, ok
}

// BlamedField implements providers.ProfileEditor.
func (c *Client) BlamedField(said string) string { return blamed(said) }

// blamed finds the document's name of a field in Clodo's words. The longest
// one counts: some begin like others.
func blamed(said string) (name string) {
	longest := 0
	for _, f := range profileFields {
		if full := f.documentName(); len(full) > longest && strings.Contains(said, full) {
			name, longest = f.name, len(full)
		}
	}
	return name
}
