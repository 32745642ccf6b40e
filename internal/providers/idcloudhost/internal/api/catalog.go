package api

import "pinfold/internal/providers/wire"

// Location is a data center of IDC-07.
type Location struct {
	Slug        wire.String `json:"slug"`
	Name        wire.String `json:"display_name"`
	Description wire.String `json:"description"`
	Country     wire.String `json:"country_code"`
	Default     wire.Bool   `json:"is_default"`
	Preferred   wire.Bool   `json:"is_preferred"`
	Order       wire.Int    `json:"order_nr"`
}

// Image is a system of IDC-53 to IDC-55 with its versions.
type Image struct {
	OSName   wire.String        `json:"os_name"`
	Name     wire.String        `json:"display_name"`
	App      wire.Bool          `json:"is_app_catalog"`
	Versions wire.List[Version] `json:"versions"`
}

// Version is one version of an image.
type Version struct {
	OSVersion wire.String `json:"os_version"`
	Name      wire.String `json:"display_name"`
	Published wire.Bool   `json:"published"`
}

// Price is one line of IDC-78. What it counts is in NumCPUs or MegsRAM, if it
// counts anything.
type Price struct {
	ID       wire.String `json:"policyId"`
	Name     wire.String `json:"serviceNameUserFriendly"`
	Resource wire.String `json:"resourceType"`
	Service  wire.String `json:"serviceNameInUptime"`
	// Price is kept as it is written, such as 3.42e-05.
	Price   wire.String `json:"price"`
	NumCPUs wire.Int    `json:"numCpus"`
	MegsRAM wire.Int    `json:"megsRam"`
}
