package sandbox

import "time"

// The things of IDCloudHost are kept as they are answered, with their fields
// in the order of the samples.

type idcLocation struct {
	Name        string `json:"display_name"`
	Default     bool   `json:"is_default"`
	Preferred   bool   `json:"is_preferred"`
	Description string `json:"description"`
	Order       int    `json:"order_nr"`
	Slug        string `json:"slug"`
	Country     string `json:"country_code"`
}

// idcVM is a server; memory is in MB. Times are UTC and name no zone.
type idcVM struct {
	Backup         bool      `json:"backup"`
	BillingAccount int       `json:"billing_account"`
	CreatedAt      string    `json:"created_at"`
	Description    string    `json:"description"`
	Hostname       string    `json:"hostname"`
	HypervisorID   *int      `json:"hypervisor_id"`
	ID             int       `json:"id"`
	MAC            string    `json:"mac"`
	Memory         int       `json:"memory"`
	Name           string    `json:"name"`
	OSName         string    `json:"os_name"`
	OSVersion      string    `json:"os_version"`
	PrivateIPv4    string    `json:"private_ipv4"`
	Status         string    `json:"status"`
	Storage        []idcDisk `json:"storage"`
	Tags           *string   `json:"tags"`
	UpdatedAt      *string   `json:"updated_at"`
	UserID         int       `json:"user_id"`
	Username       string    `json:"username"`
	UUID           string    `json:"uuid"`
	VCPU           int       `json:"vcpu"`

	lockedUntil time.Time // the end of a call that still blocks
	work        idcWork
}

// idcDisk is a disk; its size is in GB.
type idcDisk struct {
	CreatedAt string       `json:"created_at"`
	ID        int          `json:"id"`
	Name      string       `json:"name"`
	Pool      string       `json:"pool"`
	Primary   bool         `json:"primary"`
	Replica   []idcReplica `json:"replica"`
	Shared    bool         `json:"shared"`
	Size      int          `json:"size"`
	Type      string       `json:"type"`
	UpdatedAt *string      `json:"updated_at"`
	UserID    int          `json:"user_id"`
	UUID      string       `json:"uuid"`
}

type idcReplica struct {
	CreatedAt  string  `json:"created_at"`
	ID         int     `json:"id"`
	MasterID   int     `json:"master_id"`
	MasterUUID string  `json:"master_uuid"`
	Pool       string  `json:"pool"`
	Size       int     `json:"size"`
	Type       string  `json:"type"`
	UpdatedAt  *string `json:"updated_at"`
	UUID       string  `json:"uuid"`
}

type idcNetwork struct {
	VLAN      int      `json:"vlan_id"`
	Subnet    string   `json:"subnet"`
	Name      string   `json:"name"`
	CreatedAt string   `json:"created_at"`
	UpdatedAt string   `json:"updated_at"`
	UUID      string   `json:"uuid"`
	Type      string   `json:"type"`
	Default   bool     `json:"is_default"`
	VMs       []string `json:"vm_uuids"`
	Resources int      `json:"resources_count"`
}

// idcAddress is a floating IP, assigned to a server or to nothing.
type idcAddress struct {
	ID             int     `json:"id"`
	Address        string  `json:"address"`
	UserID         int     `json:"user_id"`
	BillingAccount int     `json:"billing_account_id"`
	Type           string  `json:"type"`
	NetworkID      *int    `json:"network_id"`
	Name           string  `json:"name"`
	Enabled        bool    `json:"enabled"`
	CreatedAt      string  `json:"created_at"`
	UpdatedAt      string  `json:"updated_at"`
	AssignedTo     *string `json:"assigned_to"`
}
