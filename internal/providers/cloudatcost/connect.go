package cloudatcost

import (
	"pinfold/internal/form"
	"pinfold/internal/providers/wire"
)

// The names of an account's settings and credentials.
const (
	fieldLogin    = "login"
	fieldKey      = "key"
	fieldStyle    = "style"
	fieldEndpoint = "endpoint"
)

// The styles of paths. The document has the first; later versions of the API
// have the second.
const (
	styleV1  = "v1"
	stylePHP = "php"
)

func connectForm() form.Form {
	return form.Form{Fields: []form.Field{
		{
			Name: fieldLogin, Label: "E-mail", Kind: form.Email, MaxLength: 200, Autocomplete: "off",
			Help: "The address that signs in to the CloudAtCost panel.",
		},
		{
			Name: fieldKey, Label: "API key", Kind: form.Password, Secret: true, MaxLength: 200, Autocomplete: "off",
			Help: "In the API settings of the CloudAtCost panel. Sealed here, never shown again.", Check: wire.CheckKey,
		},
		{
			Name: fieldStyle, Label: "Version of the API", Kind: form.Select, Default: styleV1,
			Help: "Choose the other one if CloudAtCost does not know the calls.",
			Options: []form.Option{
				{Value: styleV1, Label: "As documented, /API/v1/listservers"},
				{Value: stylePHP, Label: "Later, /api/v1/listservers.php", Help: "It has no list of clients."},
			},
		},
		wire.EndpointField(fieldEndpoint, defaultEndpoint, "The part before /API/v1."),
	}}
}
