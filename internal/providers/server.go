package providers

import (
	"cmp"
	"fmt"
	"time"
)

// Address is one network address of a server.
type Address struct {
	IP      string `json:"ip"`
	Primary bool   `json:"primary,omitempty"`
	Private bool   `json:"private,omitempty"`
}

// Disk is one disk of a server.
type Disk struct {
	// ID is the provider's handle.
	ID      string `json:"id"`
	Name    string `json:"name,omitempty"`
	GB      int    `json:"gb,omitempty"`
	Primary bool   `json:"primary,omitempty"`
}

// Label is how a person tells the disk from others: "sda, 20 GB, primary".
func (d Disk) Label() string {
	label := fmt.Sprintf("%s, %d GB", cmp.Or(d.Name, d.ID), d.GB)
	if d.Primary {
		label += ", primary"
	}
	return label
}

// ServerFacts is what is known of a server and kept with its history.
type ServerFacts struct {
	// Type is the provider's word for the kind of server.
	Type string `json:"type,omitempty"`
	// CPU counts virtual processors; 0 means the provider does not tell.
	CPU int `json:"cpu,omitempty"`
	// CPUMHz is the processor limit in MHz.
	CPUMHz int `json:"cpu_mhz,omitempty"`
	// MemoryMB and MemoryMaxMB are the lower and upper bound in MB.
	MemoryMB    int `json:"memory_mb,omitempty"`
	MemoryMaxMB int `json:"memory_max_mb,omitempty"`
	// DiskGB is the size of all disks in GB.
	DiskGB    int       `json:"disk_gb,omitempty"`
	Disks     []Disk    `json:"disks,omitempty"`
	System    string    `json:"system,omitempty"`
	ImageID   string    `json:"image_id,omitempty"`
	Addresses []Address `json:"addresses,omitempty"`
	Console   string    `json:"console,omitempty"`
	CreatedAt time.Time `json:"created_at,omitzero"`
	StartedAt time.Time `json:"started_at,omitzero"`
	PaidUntil time.Time `json:"paid_until,omitzero"`
	// TrafficGB is the traffic that was bought, TrafficFreeGB the free one, in
	// GB; 0 where the provider tells of none.
	TrafficGB     int `json:"traffic_gb,omitempty"`
	TrafficFreeGB int `json:"traffic_free_gb,omitempty"`
	// Billing is the ID of the billing account that pays, "" where the provider
	// has none or does not tell.
	Billing string `json:"billing,omitempty"`
	// User is the name to sign in with on the server.
	User string `json:"user,omitempty"`
	// AutoBackup says whether the provider makes backups by itself; nil where
	// it does not tell.
	AutoBackup *bool `json:"auto_backup,omitempty"`
}

// ServerGauges is what changes all the time and is overwritten.
type ServerGauges struct {
	// CPUPercent, MemoryPercent and DiskPercent are 0 to 100.
	CPUPercent    *float64 `json:"cpu_percent,omitempty"`
	MemoryPercent *float64 `json:"memory_percent,omitempty"`
	DiskPercent   *float64 `json:"disk_percent,omitempty"`
	// DiskUsedMB is in MB.
	DiskUsedMB int    `json:"disk_used_mb,omitempty"`
	Uptime     string `json:"uptime,omitempty"`
	// TrafficLeftGB and TrafficFreeLeftGB are what is left of the traffic, in GB.
	TrafficLeftGB     *float64 `json:"traffic_left_gb,omitempty"`
	TrafficFreeLeftGB *float64 `json:"traffic_free_left_gb,omitempty"`
}

// ImageFacts describes an operating system that a server can be made from.
type ImageFacts struct {
	// ServerType is the type of server that the image is for.
	ServerType string `json:"server_type,omitempty"`
	System     string `json:"system,omitempty"`
	Bits       int    `json:"bits,omitempty"`
}

// PresetFacts describes a ready-made application and what it asks for.
type PresetFacts struct {
	Title       string        `json:"title,omitempty"`
	Description string        `json:"description,omitempty"`
	Fields      []PresetField `json:"fields,omitempty"`
}

// PresetField is one value that a preset needs at installation.
type PresetField struct {
	Name     string `json:"name"`
	Title    string `json:"title"`
	Type     string `json:"type"`
	Required bool   `json:"required"`
}

// NamedFacts describes what has a name and a few words, such as a location, a
// tariff or an SSH key. Details are shown as they are, by their labels.
type NamedFacts struct {
	Title   string   `json:"title,omitempty"`
	Details []Detail `json:"details,omitempty"`
}

// Detail is one labeled value.
type Detail struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// MainAddress is the address that stands for the server: the primary one, else
// the first.
func (f ServerFacts) MainAddress() (main string) {
	for _, a := range f.Addresses {
		if main == "" || a.Primary {
			main = a.IP
		}
	}
	return main
}
