package handlers

import "pinfold/internal/providers"

// foundKind is how a search shows a kind of thing.
type foundKind struct {
	// Label is the heading, One the thing in a line: "image of Clodo main".
	Label, One string
	Icon       string
	// Page tells that each thing has a page of its own. All others lead to the
	// server that they belong to, else to the account.
	Page bool
}

// foundKinds are the kinds by name; one that is missing shows as its own name.
var foundKinds = map[providers.Kind]foundKind{
	providers.KindServer:    {Label: "Servers", One: "server", Icon: "server", Page: true},
	providers.KindAccount:   {Label: "Accounts", One: "account", Icon: "plug", Page: true},
	providers.KindAddress:   {Label: "Addresses", One: "address", Icon: "network"},
	providers.KindBackup:    {Label: "Backups", One: "backup", Icon: "archive"},
	providers.KindBilling:   {Label: "Billing accounts", One: "billing account", Icon: "receipt"},
	providers.KindClient:    {Label: "Clients", One: "client", Icon: "user"},
	providers.KindImage:     {Label: "Images", One: "image", Icon: "disc-3"},
	providers.KindLocation:  {Label: "Locations", One: "location", Icon: "map-pin"},
	providers.KindNetwork:   {Label: "Networks", One: "network", Icon: "network"},
	providers.KindOrder:     {Label: "Orders", One: "order", Icon: "receipt"},
	providers.KindParameter: {Label: "Limits of forms", One: "limit", Icon: "ruler"},
	providers.KindPreset:    {Label: "Presets", One: "preset", Icon: "layers"},
	providers.KindPrice:     {Label: "Prices", One: "price", Icon: "receipt"},
	providers.KindSSHKey:    {Label: "SSH keys", One: "SSH key", Icon: "key-round"},
	providers.KindSubnet:    {Label: "Subnets", One: "subnet", Icon: "network"},
	providers.KindTariff:    {Label: "Tariffs", One: "tariff", Icon: "layers"},
	providers.KindTask:      {Label: "Tasks", One: "task", Icon: "list-checks"},
}

func kindShown(kind providers.Kind) foundKind {
	if k, ok := foundKinds[kind]; ok {
		return k
	}
	return foundKind{Label: sentenceCase(plural(kind)), One: string(kind), Icon: "box"}
}
