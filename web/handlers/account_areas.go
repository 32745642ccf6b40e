package handlers

import (
	"strings"

	"pinfold/internal/actions"
	"pinfold/internal/providers"
	"pinfold/web/templates/accounts"
)

// The areas that actions are listed under where they are not those of servers.
const (
	areaServers  = "Servers"
	areaDisks    = "Disks"
	areaBackups  = "Backups"
	areaOrders   = "Orders"
	areaNetworks = "Networks"
	areaDNS      = "DNS"
	areaStorage  = "Storage"
	areaMoney    = "Money"
	areaTickets  = "Tickets"
	areaKeys     = "Keys"
	areaAccount  = "Account"
)

// areas are in the order of the navigation.
var areas = []string{areaServers, areaDisks, areaBackups, areaOrders, areaNetworks, areaDNS, areaStorage, areaMoney, areaTickets, areaKeys, areaAccount}

// areaOfKind is where what an action makes or changes belongs.
var areaOfKind = map[providers.Kind]string{
	providers.KindServer: areaServers, providers.KindBackup: areaBackups, providers.KindOrder: areaOrders,
	providers.KindAddress: areaNetworks, providers.KindNetwork: areaNetworks, providers.KindZone: areaDNS,
	providers.KindBucket: areaStorage, providers.KindStorage: areaStorage, providers.KindS3Key: areaStorage,
	providers.KindInvoice: areaMoney, providers.KindBilling: areaMoney, providers.KindCard: areaMoney,
	providers.KindTicket: areaTickets, providers.KindSSHKey: areaKeys, providers.KindToken: areaKeys,
	providers.KindProfile: areaAccount, providers.KindAccount: areaAccount,
}

// areaOf is the area of an action. What is done to a server's disks, backups
// and addresses stands with these.
func areaOf(a actions.Action) string {
	switch a.Words.Group {
	case actions.GroupDisks:
		return areaDisks
	case actions.GroupBackups:
		return areaBackups
	case actions.GroupNetwork:
		return areaNetworks
	}
	return areaOfKind[a.Makes]
}

// areasOf lists every action of the registry by area, and why the account has
// it not. It calls nothing.
func areasOf(t actions.Target) []accounts.Area {
	byArea := map[string][]accounts.Ability{}
	for _, a := range actions.All() {
		area := areaOf(a)
		byArea[area] = append(byArea[area], accounts.Ability{Name: abilityName(a), Reason: a.Lacking(t)})
	}
	var all []accounts.Area
	for _, name := range areas {
		all = append(all, accounts.Area{Name: name, Abilities: byArea[name]})
	}
	return all
}

// abilityName is the button of an action, or its label where the button does
// not say what it is about.
func abilityName(a actions.Action) string {
	if verb, _, more := strings.Cut(a.Words.Button, " "); verb == "Save" || !more {
		return a.Words.Label
	}
	return a.Words.Button
}
