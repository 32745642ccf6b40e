package clodo

import (
	"net/url"
	"strings"
)

// trusted reports whether a token may be sent to the address that a login
// named: over https to a host of Clodo's own, or to the very host and port
// that the account signs in at, with the same scheme.
func trusted(root, home *url.URL) bool {
	if root.User != nil || root.RawQuery != "" || root.Fragment != "" || root.Opaque != "" || root.Hostname() == "" {
		return false
	}
	if root.Scheme == home.Scheme && strings.EqualFold(root.Hostname(), home.Hostname()) && port(root) == port(home) {
		return true
	}
	return root.Scheme == "https" && port(root) == "443" && ofClodo(root.Hostname())
}

func ofClodo(host string) bool {
	host = strings.ToLower(host)
	return host == "clodo.ru" || strings.HasSuffix(host, ".clodo.ru")
}

func port(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "https":
		return "443"
	case u.Scheme == "http":
		return "80"
	}
	return ""
}
