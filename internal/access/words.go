package access

// does says what a role is for.
var does = map[Role]string{
	Owner:    "Everything, also handing the team over and deleting it.",
	Admin:    "Everything but what is an owner's alone: owners, the team itself.",
	Operator: "Servers, DNS, storage and tickets. Pays nothing.",
	Billing:  "Invoices, payments and billing accounts. Changes no server.",
	Viewer:   "Looks at everything that is not secret. Changes nothing.",
}

// Does says what the role is for, in a sentence.
func (r Role) Does() string { return does[r] }

// labels are the permissions in words.
var labels = map[Permission]string{
	View:           "Look at everything that is not secret",
	OperateServers: "Start, stop and reboot servers, write tickets, notes and tags",
	CreateServers:  "Create, order and resize, which may cost money",
	DeleteServers:  "Delete, rebuild and restore",
	RevealSecrets:  "Show stored passwords and keys",
	EditZones:      "Change DNS zones",
	ManageStorage:  "Change stores, buckets and what is in them",
	SpendMoney:     "Pay invoices and buy credit",
	ManageBilling:  "Change billing accounts, cards and rates",
	ManageTeam:     "Change the team's name and alerts",
	ManageAccounts: "Connect, change and remove accounts",
	ManageMembers:  "Invite, change and remove members",
	ReadAudit:      "Read what everyone in the team did",
	OwnTeam:        "Hand over or delete the team, require a second factor",
}

// Label says in words what the permission allows.
func (p Permission) Label() string { return labels[p] }
