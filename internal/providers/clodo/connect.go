package clodo

import (
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers/wire"
)

// The names of an account's settings and credentials.
const (
	fieldLogin    = "login"
	fieldKey      = "key"
	fieldHost     = "host"
	fieldEndpoint = "endpoint"
)

const defaultHost = "api.clodo.ru"

// centerNames are the data centers behind the documented hosts. Which one the
// main host stands for is not documented.
var centerNames = map[string]string{
	"api.oversun.clodo.ru": "Oversun", "api.kh.clodo.ru": "KIAE House", "api.mn.clodo.ru": "Miran",
}

func connectForm() form.Form {
	return form.Form{Fields: []form.Field{
		{
			Name: fieldLogin, Label: "User", Kind: form.Text, MaxLength: 200, Autocomplete: "off",
			Help: "The login of the Clodo panel.", Check: wire.CheckKey,
		},
		{
			Name: fieldKey, Label: "Key", Kind: form.Password, Secret: true, MaxLength: 200, Autocomplete: "off",
			Help: "In Clodo's panel under «Мой профиль». Sealed here, never shown again.", Check: wire.CheckKey,
		},
		{
			Name: fieldHost, Label: "Data center", Kind: form.Select, Default: defaultHost,
			Help: "New servers are made in this data center.",
			Options: []form.Option{
				{Value: defaultHost, Label: "Main host, api.clodo.ru"},
				{Value: "api.oversun.clodo.ru", Label: "Oversun, api.oversun.clodo.ru"},
				{Value: "api.kh.clodo.ru", Label: "KIAE House, api.kh.clodo.ru"},
				{Value: "api.mn.clodo.ru", Label: "Miran, api.mn.clodo.ru"},
			},
		},
		wire.EndpointField(fieldEndpoint, "https://"+defaultHost, "Replaces the address of the data center."),
	}}
}

// endpointOf returns the address to sign in at.
func endpointOf(settings form.Values) string {
	if endpoint := settings[fieldEndpoint]; endpoint != "" {
		return strings.TrimRight(endpoint, "/")
	}
	if host := settings[fieldHost]; host != "" {
		return "https://" + host
	}
	return "https://" + defaultHost
}
