package idcloudhost

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
	"pinfold/internal/secrets"
)

var _ providers.ProfileEditor = (*Client)(nil)

// The fields of a profile, by the names that the document gives them.
const (
	fieldFirstName = "first_name"
	fieldLastName  = "last_name"
	fieldPhone     = "phone_number"
	fieldPersonal  = "personal_id_number"
)

// Profile implements providers.ProfileReader (IDC-01).
func (c *Client) Profile(ctx context.Context) (providers.Observation, error) {
	user, err := c.user(ctx)
	if err != nil {
		return providers.Observation{}, err
	}
	return observeProfile(user), nil
}

// listProfile is Profile for a refresh. A token that may not read its user
// leaves the list without an answer, not the account in trouble.
func (c *Client) listProfile(ctx context.Context) (providers.Listing, error) {
	profile, err := c.Profile(ctx)
	switch {
	case providers.KindOf(err) == providers.ErrPermission:
		return providers.Listing{}, nil
	case err != nil:
		return providers.Listing{}, err
	}
	return listing([]providers.Observation{profile}, func(o providers.Observation) providers.Observation { return o }), nil
}

func observeProfile(user api.User) providers.Observation {
	data := user.Data.Value
	var d details
	d.text("User", user.Name)
	d.text("E-mail", data.Email)
	d.time("Created", data.Created)
	d.time("Changed", data.Updated)
	hidden := map[string]secrets.Text{}
	if personal := data.Personal.Trim(); personal != "" {
		hidden[fieldPersonal] = secrets.NewText(personal)
	}
	return providers.Observation{
		Kind: providers.KindProfile, ID: user.ID.Trim(), Name: user.Name.Trim(), State: providers.Available,
		Facts: providers.ProfileFacts{
			fieldFirstName: data.FirstName.Trim(), fieldLastName: data.LastName.Trim(), fieldPhone: data.Phone.Trim(),
		},
		Gauges: providers.ProfileGauges{Details: d}, Secrets: hidden,
	}
}

// ProfileForm implements providers.ProfileEditor.
func (c *Client) ProfileForm(providers.Offerings, providers.ProfileFacts) form.Form {
	text := func(name, label, complete string) form.Field {
		return form.Field{Name: name, Label: label, Kind: form.Text, Optional: true, MaxLength: 100, Autocomplete: complete, Group: "Person"}
	}
	phone, personal := text(fieldPhone, "Phone number", "tel"), text(fieldPersonal, "Personal identity number", "off")
	phone.Help = "In any format, such as +62 21 555 1234."
	personal.Secret, personal.Help = true, "Usually issued by the state."
	return form.Form{Fields: []form.Field{
		text(fieldFirstName, "First name", "given-name"), text(fieldLastName, "Last name", "family-name"), phone, personal,
	}}
}

// ChangeProfile implements providers.ProfileEditor (IDC-02).
func (c *Client) ChangeProfile(ctx context.Context, changes form.Values) error {
	values := url.Values{}
	for name, value := range changes {
		values.Set(name, value)
	}
	return c.do(ctx, ask{
		op: "IDC-02", method: http.MethodPatch, path: "/user-resource/user/profile", form: values,
		hide: secrets.NewText(changes[fieldPersonal]), parse: taken,
	})
}

// BlamedField implements providers.ProfileEditor. The document shows no refusal
// of this call; others of the API name the parameter.
func (c *Client) BlamedField(said string) string {
	for _, f := range c.ProfileForm(nil, nil).Fields {
		if strings.Contains(said, f.Name) {
			return f.Name
		}
	}
	return ""
}

func (c *Client) user(ctx context.Context) (user api.User, err error) {
	err = c.do(ctx, ask{op: "IDC-01", path: "/user-resource/user", parse: func(a wire.Answer) error {
		user = api.User{}
		if err := wire.JSON(a.Body, &user); err != nil {
			return err
		}
		if user.Name.Trim() == "" {
			return wire.Plain("the answer names no user")
		}
		return nil
	}})
	return user, err
}

// profileEvery is how long a profile stays fresh: it changes rarely.
const profileEvery = 6 * time.Hour
