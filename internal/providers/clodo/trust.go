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
	return sameHost(root, home) || root.Scheme == "https" && port(root) == "443" && ofClodo(root.Hostname())
}

func sameHost(a, b *url.URL) bool {
	return a.Scheme == b.Scheme && strings.EqualFold(a.Hostname(), b.Hostname()) && port(a) == port(b)
}

// siblingOf returns the address of a data center, whose host the profile names,
// or nil if the key of an account at home must not be sent there. An account
// with another endpoint signs in at that host alone.
func siblingOf(home *url.URL, apihost string) *url.URL {
	scheme := "https"
	if !ofClodo(home.Hostname()) {
		scheme = home.Scheme
	}
	if !strings.Contains(apihost, "://") {
		apihost = scheme + "://" + apihost
	}
	u, err := url.Parse(strings.TrimRight(apihost, "/"))
	if err != nil || !trusted(u, home) || !ofClodo(home.Hostname()) && !sameHost(u, home) {
		return nil
	}
	return u
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
