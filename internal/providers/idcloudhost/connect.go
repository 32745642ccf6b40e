package idcloudhost

import (
	"net/url"
	"strings"

	"pinfold/internal/form"
)

// The names of an account's settings and credentials.
const (
	fieldKey      = "apikey"
	fieldEndpoint = "endpoint"
)

const defaultEndpoint = "https://api.idcloudhost.com"

func connectForm() form.Form {
	return form.Form{Fields: []form.Field{
		{
			Name: fieldKey, Label: "API token", Kind: form.Password, Secret: true, MaxLength: 200, Autocomplete: "off",
			Help: "Made in IDCloudHost's console under API Access. Sealed here, never shown again.", Check: sendable,
		},
		{
			Name: fieldEndpoint, Label: "Another endpoint", Kind: form.Text, Optional: true, MaxLength: 500,
			Placeholder: defaultEndpoint,
			Help:        "Replaces the provider's address. With http the token travels in the open.",
			Check:       checkEndpoint,
		},
	}}
}

// sendable checks that a credential can stand in an HTTP header.
func sendable(value string) string {
	for _, r := range value {
		if r <= ' ' || r > '~' {
			return "Only Latin letters, digits and signs, without spaces."
		}
	}
	return ""
}

func checkEndpoint(value string) string {
	u, err := url.Parse(value)
	switch {
	case err != nil || u.Opaque != "" || u.Hostname() == "":
		return "An address looks like " + defaultEndpoint + "."
	case u.Scheme != "https" && u.Scheme != "http":
		return "The address begins with https:// or http://."
	case u.User != nil:
		return "Leave user and password out of the address."
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return "Leave out what follows ? or # in the address."
	}
	return ""
}

// endpointOf returns the address of the API without its version, which every
// call adds; an address that was entered may end in it.
func endpointOf(settings form.Values) string {
	endpoint := strings.TrimRight(settings[fieldEndpoint], "/")
	if endpoint == "" {
		return defaultEndpoint
	}
	return strings.TrimRight(strings.TrimSuffix(endpoint, "/v1"), "/")
}
