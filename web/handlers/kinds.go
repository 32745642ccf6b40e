package handlers

import (
	"fmt"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// kindPage says where a kind of thing is in the panel.
type kindPage struct {
	// segment is the path segment and the list's name on the live stream.
	segment string
	// label is the list's heading, section the entry of the navigation, list
	// its address.
	label, section, list string
	// own tells that each thing has a page of its own.
	own bool
}

// kindPages holds the kinds that differ from an "s" behind their name, and
// those with a page.
var kindPages = map[providers.Kind]kindPage{
	providers.KindServer:  {"servers", "Servers", "servers", "/servers", true},
	providers.KindAccount: {"accounts", "Accounts", "accounts", "/accounts", true},
	providers.KindAddress: {"addresses", "Networks", "networks", "/networks", false},
	providers.KindNetwork: {"networks", "Networks", "networks", "/networks", false},
	providers.KindSSHKey:  {"sshkeys", "Keys", "keys", "/keys", false},
}

func pageOf(kind providers.Kind) kindPage {
	if page, ok := kindPages[kind]; ok {
		return page
	}
	return kindPage{segment: string(kind) + "s", label: "Accounts", section: "accounts", list: "/accounts"}
}

// plural is the path segment and list name of a kind.
func plural(kind providers.Kind) string { return pageOf(kind).segment }

// kindOf is the kind behind a path segment such as "servers", "" if there is
// none.
func kindOf(segment string) providers.Kind {
	for kind, page := range kindPages {
		if page.segment == segment {
			return kind
		}
	}
	if n := len(segment) - 1; n > 0 && segment[n] == 's' && plural(providers.Kind(segment[:n])) == segment {
		return providers.Kind(segment[:n])
	}
	return ""
}

// actionURL is where an action on the target is confirmed.
func actionURL(t actions.Target, name string) string {
	return fmt.Sprintf("/%s/%d/actions/%s", plural(t.Kind()), t.ID(), name)
}

// targetURL is the page on which the target is seen: its own, that of the
// server it belongs to, or the list of its kind.
func targetURL(t actions.Target) string {
	switch page := pageOf(t.Kind()); {
	case page.own:
		return resourceURL(t.Kind(), t.ID())
	case t.Server != nil:
		return resourceURL(providers.KindServer, t.Server.ID)
	case page.list == "/accounts":
		return accountURL(t.Account.ID)
	default:
		return page.list
	}
}

func resourceURL(kind providers.Kind, id models.ID) string {
	return fmt.Sprintf("/%s/%d", plural(kind), id)
}
