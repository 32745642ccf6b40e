package cloudatcost

import (
	"net/url"
	"strings"

	"pinfold/internal/form"
)

const defaultEndpoint = "https://panel.cloudatcost.com"

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

// endpointOf returns the address below which the calls are. An endpoint may be
// given with or without the part that names the version.
func endpointOf(settings form.Values) string {
	root := strings.TrimRight(settings[fieldEndpoint], "/")
	if root == "" {
		root = defaultEndpoint
	}
	for _, version := range versions {
		root = strings.TrimSuffix(root, version)
	}
	return root + versions[styleOf(settings)]
}

// versions are the paths that name the version, by style.
var versions = map[string]string{styleV1: "/API/v1", stylePHP: "/api/v1"}

// callNames returns the last part of a call's path, by style.
var callNames = map[string]func(string) string{
	styleV1:  func(call string) string { return call },
	stylePHP: func(call string) string { return call + ".php" },
}

func styleOf(settings form.Values) string {
	if settings[fieldStyle] == stylePHP {
		return stylePHP
	}
	return styleV1
}
