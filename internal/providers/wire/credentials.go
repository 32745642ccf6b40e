package wire

import (
	"net/url"

	"pinfold/internal/form"
)

// EndpointField is the optional address that an account calls instead of the
// provider's usual one. Help says what it replaces.
func EndpointField(name, usual, help string) form.Field {
	return form.Field{
		Name: name, Label: "Another endpoint", Kind: form.Text, Optional: true, MaxLength: 500,
		Placeholder: usual, Help: help + " With http the key travels in the open.",
		Check: func(value string) string { return CheckEndpoint(value, usual) },
	}
}

// CheckEndpoint says what is wrong with an address that calls could be sent
// to, "" if nothing is. Usual is the example.
func CheckEndpoint(value, usual string) string {
	u, err := url.Parse(value)
	switch {
	case err != nil || u.Opaque != "" || u.Hostname() == "":
		return "An address looks like " + usual + "."
	case u.Scheme != "https" && u.Scheme != "http":
		return "The address begins with https:// or http://."
	case u.User != nil:
		return "Leave user and password out of the address."
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return "Leave out what follows ? or # in the address."
	}
	return ""
}

// CheckKey refuses what no credential holds and no HTTP header can carry, such
// as the space of a bad copy.
func CheckKey(value string) string {
	for _, r := range value {
		if r <= ' ' || r > '~' {
			return "Only Latin letters, digits and signs, without spaces."
		}
	}
	return ""
}
