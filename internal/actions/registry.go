package actions

import (
	"pinfold/internal/access"
	"pinfold/internal/providers"
	"slices"
)

// all is the table of everything that the panel can change at a provider, in
// the order of menus.
var all = []Action{
	ServerStart,
	ServerStop,
	ServerReboot,
	ServerForceStop,
	ServerRescue,
	ServerRename,
	ServerResize,
	ServerScaling,
	ServerSwap,
	ServerShaper,
	ServerTraffic,
	ServerPeriod,
	ServerRenewal,
	ServerPlannedShift,
	ServerPlannedCancel,
	ServerType,
	ServerPassword,
	ServerClone,
	ServerDiskAdd,
	ServerDiskGrow,
	ServerDiskDelete,
	ServerAutoBackup,
	ServerBackup,
	BackupRestore,
	BackupSchedule,
	BackupDescribe,
	BackupConvert,
	BackupOverwrite,
	BackupDelete,
	ServerAddressAdd,
	ServerAddressReserve,
	ServerAddressRelease,
	ServerBilling,
	ServerRebuild,
	ServerDelete,
	ServerCreate,
	AddressAssign,
	AddressUnassign,
	AddressMove,
	AddressRename,
	AddressRemove,
	AddressDelete,
	AddressCreate,
	NetworkRename,
	NetworkDefault,
	NetworkDelete,
	NetworkCreate,
	OrderCreate,
	OrderInstall,
	OrderCancel,
	SSHKeyCreate,
	SSHKeyDelete,
	ZoneApply,
	ZoneMaster,
	ZoneDelete,
	ZoneCreate,
	TicketReply,
	TicketCreate,
	InvoicePay,
	BillingPayAll,
	BillingPayAmount,
	CreditBuy,
	CreditInvoice,
	BillingUpdate,
	BillingDefault,
	CardAdd,
	BillingByInvoice,
	BillingDelete,
	CardPrimary,
	CardDelete,
}

// All lists the actions in the order of menus.
func All() []Action { return all }

// Bulk lists those that make sense for many things at once.
func Bulk() []Action { return bulk }

var bulk = slices.DeleteFunc(slices.Clone(all), func(a Action) bool { return !a.Bulk })

// Find returns the action on the kind with the name.
func Find(kind providers.Kind, name string) (Action, bool) {
	for _, a := range all {
		if a.Name == name && a.On == kind {
			return a, true
		}
	}
	return Action{}, false
}

// Named returns the action with the name.
func Named(name string) (Action, bool) {
	for _, a := range all {
		if a.Name == name {
			return a, true
		}
	}
	return Action{}, false
}

// Offers lists what the target offers to the role, group by group.
func Offers(t Target, role access.Role) []Offer {
	var offers []Offer
	for _, a := range all {
		if o, ok := a.Offer(t, role); ok {
			offers = append(offers, o)
		}
	}
	slices.SortStableFunc(offers, func(a, b Offer) int { return a.Action.place() - b.Action.place() })
	return offers
}
