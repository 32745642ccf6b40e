package clodo

import (
	"net/url"
	"strings"

	"pinfold/internal/form"
)

// The names of an account's settings and credentials.
const (
	fieldLogin    = "login"
	fieldKey      = "key"
	fieldHost     = "host"
	fieldEndpoint = "endpoint"
)

const defaultHost = "api.clodo.ru"

func connectForm() form.Form {
	return form.Form{Fields: []form.Field{
		{
			Name: fieldLogin, Label: "User", Kind: form.Text, MaxLength: 200, Autocomplete: "off",
			Help: "The login of the Clodo panel.", Check: sendable,
		},
		{
			Name: fieldKey, Label: "Key", Kind: form.Password, Secret: true, MaxLength: 200, Autocomplete: "off",
			Help: "In Clodo's panel under «Мой профиль». Sealed here, never shown again.", Check: sendable,
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
		{
			Name: fieldEndpoint, Label: "Another endpoint", Kind: form.Text, Optional: true, MaxLength: 500,
			Placeholder: "https://api.clodo.ru",
			Help:        "Replaces the address of the data center. With http the key travels in the open.",
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
		return "An address looks like https://api.clodo.ru."
	case u.Scheme != "https" && u.Scheme != "http":
		return "The address begins with https:// or http://."
	case u.User != nil:
		return "Leave user and password out of the address."
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return "Leave out what follows ? or # in the address."
	}
	return ""
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
