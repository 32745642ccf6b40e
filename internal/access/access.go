// Package access says which role of a team may do what. The table below is
// the only place that decides it.
package access

// Role is what a member is in a team.
type Role string

// The roles, from the widest to the narrowest. Operator and Billing stand
// beside each other: one works with servers, the other with money.
const (
	Owner    Role = "owner"
	Admin    Role = "admin"
	Operator Role = "operator"
	Billing  Role = "billing"
	Viewer   Role = "viewer"
)

// Permission is one thing that a role may or may not do.
type Permission string

// The permissions.
const (
	// View allows reading everything that is not secret.
	View Permission = "view"
	// OperateServers allows starting, stopping and rebooting.
	OperateServers Permission = "servers.operate"
	// CreateServers allows creations, which may cost money.
	CreateServers Permission = "servers.create"
	// DeleteServers allows what cannot be undone.
	DeleteServers Permission = "servers.delete"
	// RevealSecrets allows reading stored passwords.
	RevealSecrets Permission = "secrets.reveal"
	// EditZones allows adding, changing and deleting DNS zones.
	EditZones Permission = "zones.edit"
	// ManageStorage allows creating, changing and deleting stores and what is
	// in them.
	ManageStorage Permission = "storage.manage"
	// SpendMoney allows paying and buying, ManageBilling changing who is charged
	// and how.
	SpendMoney    Permission = "money.spend"
	ManageBilling Permission = "billing.manage"
	// ManageTeam allows changing the settings of the team.
	ManageTeam Permission = "team.manage"
	// ManageMembers allows inviting, changing and removing members, up to the
	// own role.
	ManageMembers Permission = "members.manage"
	// OwnTeam allows handing the team over, deleting it, and requiring a second
	// factor of its members.
	OwnTeam Permission = "team.own"
	// ReadAudit allows reading what everyone in the team did.
	ReadAudit Permission = "audit.read"
	// ManageAccounts allows connecting, changing and removing accounts.
	ManageAccounts Permission = "accounts.manage"
)

var table = map[Role][]Permission{
	Owner: {View, OperateServers, CreateServers, DeleteServers, RevealSecrets,
		EditZones, ManageStorage, SpendMoney, ManageBilling, ManageTeam, ManageAccounts, ManageMembers, ReadAudit, OwnTeam},
	Admin: {View, OperateServers, CreateServers, DeleteServers, RevealSecrets,
		EditZones, ManageStorage, SpendMoney, ManageBilling, ManageTeam, ManageAccounts, ManageMembers, ReadAudit},
	Operator: {View, OperateServers, CreateServers, DeleteServers, RevealSecrets, EditZones, ManageStorage},
	Billing:  {View, SpendMoney, ManageBilling},
	Viewer:   {View},
}

// Roles lists all roles, from the widest to the narrowest.
func Roles() []Role { return []Role{Owner, Admin, Operator, Billing, Viewer} }

// Valid reports whether the role exists.
func (r Role) Valid() bool { _, ok := table[r]; return ok }

// May reports whether the role has the permission.
func (r Role) May(p Permission) bool {
	for _, have := range table[r] {
		if have == p {
			return true
		}
	}
	return false
}

// MayGive reports whether a member of this role may make someone else the
// other role, or change who has it: nobody gives what they do not have.
func (r Role) MayGive(other Role) bool {
	if !r.May(ManageMembers) || !other.Valid() {
		return false
	}
	for _, p := range table[other] {
		if !r.May(p) {
			return false
		}
	}
	return true
}

// Whole reports whether the role is about the team as a whole, so that it
// cannot be limited to some accounts.
func (r Role) Whole() bool { return r.May(ManageMembers) || r.May(ManageTeam) || r.May(ManageAccounts) }

// Permissions lists all permissions in the order of the table.
func Permissions() []Permission { return append([]Permission(nil), table[Owner]...) }

// Least names the narrowest role that has the permission, for the sentence
// that tells a person what to ask for.
func Least(p Permission) Role {
	least := Owner
	for _, r := range Roles() {
		if r.May(p) {
			least = r
		}
	}
	return least
}
