package inferno

import (
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers/wire"
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
			Placeholder: "777", Help: "The number of your account at Inferno.", Check: wire.CheckKey,
		},
		{
			Name: fieldKey, Label: "Key", Kind: form.Password, Secret: true, MaxLength: 200, Autocomplete: "off",
			Help: "The key of the API. Sealed here, never shown again.", Check: wire.CheckKey,
		},
		wire.EndpointField(fieldEndpoint, defaultEndpoint, "Replaces the address of Inferno."),
	}}
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
