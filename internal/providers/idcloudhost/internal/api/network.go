package api

import "pinfold/internal/providers/wire"

// Network is a private network of IDC-39 and IDC-40.
type Network struct {
	UUID      wire.String            `json:"uuid"`
	Name      wire.String            `json:"name"`
	Type      wire.String            `json:"type"`
	Subnet    wire.String            `json:"subnet"`
	VLAN      wire.Int               `json:"vlan_id"`
	Default   wire.Bool              `json:"is_default"`
	VMs       wire.List[wire.String] `json:"vm_uuids"`
	Resources wire.Int               `json:"resources_count"`
	Created   wire.String            `json:"created_at"`
}

// Address is a floating IP of IDC-46 and IDC-47.
type Address struct {
	Address        wire.String `json:"address"`
	Name           wire.String `json:"name"`
	Type           wire.String `json:"type"`
	Enabled        wire.Bool   `json:"enabled"`
	BillingAccount wire.String `json:"billing_account_id"`
	// AssignedTo is the UUID of a VM, or null.
	AssignedTo wire.String `json:"assigned_to"`
	Created    wire.String `json:"created_at"`
}
