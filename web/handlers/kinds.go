package handlers

import (
	"cmp"
	"fmt"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// kindPage says what a kind of thing is called and where it is in the panel.
type kindPage struct {
	// one and many name the thing in a line and as a heading.
	one, many string
	icon      string
	// segment is the path segment and the list's name on the live stream, ""
	// for an "s" behind the kind.
	segment string
	// section is the entry of the navigation, list the address of the list; ""
	// for the account that the thing is in.
	section, list string
	// place is what the list is called, "" for many.
	place string
	// home is what the addresses of the things' pages begin with, "" for the
	// segment.
	home string
	// own tells that each thing has a page of its own. All others lead to the
	// server that they belong to, else to their list.
	own bool
}

// kindPages holds the kinds by name; one that is missing shows as its own name.
var kindPages = map[providers.Kind]kindPage{
	providers.KindServer:    {one: "server", many: "Servers", icon: "server", section: "servers", list: "/servers", own: true},
	providers.KindAccount:   {one: "account", many: "Accounts", icon: "plug", section: "accounts", list: "/accounts", own: true},
	providers.KindAddress:   {one: "address", many: "Addresses", icon: "network", segment: "addresses", section: "networks", list: "/networks", own: true},
	providers.KindBackup:    {one: "backup", many: "Backups", icon: "archive"},
	providers.KindBilling:   {one: "billing account", many: "Billing accounts", icon: "receipt", segment: "billing", section: "money", list: "/money/billing", home: "/money/billing", own: true},
	providers.KindBucket:    {one: "bucket", many: "Buckets", icon: "archive", section: "storage", list: "/storage", place: "Storage", own: true},
	providers.KindCard:      {one: "card", many: "Cards", icon: "receipt", section: "money", list: "/money/cards"},
	providers.KindClient:    {one: "client", many: "Clients", icon: "user"},
	providers.KindImage:     {one: "image", many: "Images", icon: "disc-3"},
	providers.KindInvoice:   {one: "invoice", many: "Invoices", icon: "receipt", section: "money", list: "/money/invoices", home: "/money/invoices", own: true},
	providers.KindLocation:  {one: "location", many: "Locations", icon: "map-pin"},
	providers.KindNetwork:   {one: "network", many: "Networks", icon: "network", section: "networks", list: "/networks?show=private", own: true},
	providers.KindOrder:     {one: "order", many: "Orders", icon: "receipt", section: "servers", list: "/servers", place: "Servers", own: true},
	providers.KindParameter: {one: "limit", many: "Limits of forms", icon: "ruler"},
	providers.KindPreset:    {one: "application", many: "Applications", icon: "layers"},
	providers.KindPrice:     {one: "price", many: "Prices", icon: "receipt"},
	providers.KindReverse:   {one: "reverse name", many: "Reverse names", icon: "network", segment: "reverse", section: "zones", list: "/zones/reverse", place: "DNS"},
	providers.KindStorage:   {one: "store", many: "Stores", icon: "archive", segment: "stores", section: "storage", list: "/storage", place: "Storage", own: true},
	providers.KindSSHKey:    {one: "SSH key", many: "SSH keys", icon: "key-round", section: "keys", list: "/keys", place: "Keys"},
	providers.KindSubnet:    {one: "subnet", many: "Subnets", icon: "network"},
	providers.KindTariff:    {one: "tariff", many: "Tariffs", icon: "layers"},
	providers.KindTicket:    {one: "ticket", many: "Tickets", icon: "message-square", section: "tickets", list: "/tickets", own: true},
	providers.KindToken:     {one: "API token", many: "API tokens", icon: "key-round", section: "keys", list: "/keys", place: "Keys"},
	providers.KindZone:      {one: "zone", many: "Zones", icon: "globe", section: "zones", list: "/zones", place: "DNS", own: true},
	providers.KindTask:      {one: "task", many: "Tasks", icon: "list-checks"},
}

func pageOf(kind providers.Kind) kindPage {
	page := kindPages[kind]
	if page.segment == "" {
		page.segment = string(kind) + "s"
	}
	if page.one == "" {
		page.one, page.many, page.icon = string(kind), sentenceCase(page.segment), "box"
	}
	if page.list == "" {
		page.section, page.list = "accounts", "/accounts"
	}
	page.place = cmp.Or(page.place, page.many)
	return page
}

// plural is the path segment and list name of a kind.
func plural(kind providers.Kind) string { return pageOf(kind).segment }

// kindOf is the kind behind a path segment such as "servers", "" if there is
// none.
func kindOf(segment string) providers.Kind {
	for kind := range kindPages {
		if plural(kind) == segment {
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
	return fmt.Sprintf("%s/%d", cmp.Or(pageOf(kind).home, "/"+plural(kind)), id)
}
