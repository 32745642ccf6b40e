package idcloudhost

import (
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers/wire"
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
			Help: "Made in IDCloudHost's console under API Access. Sealed here, never shown again.", Check: wire.CheckKey,
		},
		wire.EndpointField(fieldEndpoint, defaultEndpoint, "Replaces the provider's address."),
	}}
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
