// Package api holds the JSON of the IDCloudHost API, decoded liberally:
// numbers come as 2 or 2.0, and what is empty may be missing.
package api

import "pinfold/internal/providers/wire"

// VM is a virtual machine of IDC-09, IDC-17 and IDC-56.
type VM struct {
	UUID   wire.String `json:"uuid"`
	Name   wire.String `json:"name"`
	Status wire.String `json:"status"`

	// Memory is in MB.
	VCPU      wire.Int           `json:"vcpu"`
	Memory    wire.Int           `json:"memory"`
	Storage   wire.List[Storage] `json:"storage"`
	OSName    wire.String        `json:"os_name"`
	OSVersion wire.String        `json:"os_version"`
	// Username is who signs in, Backup whether backups are made by themselves.
	Username wire.String `json:"username"`
	Backup   wire.Bool   `json:"backup"`
	// BillingAccount is the id of the account that pays.
	BillingAccount wire.String `json:"billing_account"`

	// PrivateIPv4 is empty in single answers and in IDC-56; only IDC-56 has
	// PublicIPv4.
	PrivateIPv4 wire.String `json:"private_ipv4"`
	PublicIPv4  wire.String `json:"public_ipv4"`

	// Created is UTC, without a zone.
	Created wire.String `json:"created_at"`
}

// Storage is a disk of a VM. The primary one has the UUID of the VM; Size is
// in GB.
type Storage struct {
	UUID    wire.String `json:"uuid"`
	Name    wire.String `json:"name"`
	Primary wire.Bool   `json:"primary"`
	Size    wire.Int    `json:"size"`
}

// Replica is a copy of a disk, of IDC-20.
type Replica struct {
	UUID       wire.String `json:"uuid"`
	MasterUUID wire.String `json:"master_uuid"`
	Type       wire.String `json:"type"`
	Size       wire.Int    `json:"size"`
	Created    wire.String `json:"created_at"`
}
