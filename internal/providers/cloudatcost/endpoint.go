package cloudatcost

import (
	"strings"

	"pinfold/internal/form"
)

const defaultEndpoint = "https://panel.cloudatcost.com"

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
	stylePHP: func(call string) string { return strings.Replace(call, callPower, "powerop", 1) + ".php" },
}

func styleOf(settings form.Values) string {
	if settings[fieldStyle] == stylePHP {
		return stylePHP
	}
	return styleV1
}
