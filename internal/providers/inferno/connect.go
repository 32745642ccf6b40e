package inferno

import (
	"net/url"
	"strings"

	"pinfold/internal/form"
)

// The names of an account's settings and credentials.
const (
	fieldCID      = "cid"
	fieldKey      = "key"
	fieldEndpoint = "endpoint"
)

const (
	defaultEndpoint = "https://cp.inferno.name"
	script          = "/api_client.php"
)

func connectForm() form.Form {
	return form.Form{Fields: []form.Field{
		{
			Name: fieldCID, Label: "Client id", Kind: form.Text, MaxLength: 40, Autocomplete: "off",
			Placeholder: "777", Help: "The number of your account at Inferno.", Check: sendable,
		},
		{
			Name: fieldKey, Label: "Key", Kind: form.Password, Secret: true, MaxLength: 200, Autocomplete: "off",
			Help: "The key of the API. Sealed here, never shown again.", Check: sendable,
		},
		{
			Name: fieldEndpoint, Label: "Another endpoint", Kind: form.Text, Optional: true, MaxLength: 500,
			Placeholder: defaultEndpoint,
			Help:        "Replaces the address of Inferno. With http the key travels in the open.",
			Check:       checkEndpoint,
		},
	}}
}

// sendable refuses what is surely a slip of the clipboard.
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

// endpointOf returns the address of the script. An address that names no
// script gets the usual one.
func endpointOf(settings form.Values) string {
	endpoint := strings.TrimRight(settings[fieldEndpoint], "/")
	switch {
	case endpoint == "":
		return defaultEndpoint + script
	case strings.HasSuffix(endpoint, ".php"):
		return endpoint
	}
	return endpoint + script
}
