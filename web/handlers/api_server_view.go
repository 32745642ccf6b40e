package handlers

import (
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// apiServer is a server as the API tells of it. What the provider does not tell
// is null.
type apiServer struct {
	ID         models.ID      `json:"id"`
	Name       string         `json:"name"`
	Account    apiAccountRef  `json:"account"`
	Provider   providers.Slug `json:"provider"`
	ProviderID string         `json:"provider_id"`
	Location   string         `json:"location"`
	// LocationName is what the provider calls it.
	LocationName string          `json:"location_name"`
	State        providers.State `json:"state"`
	// StateText is the provider's own word.
	StateText   string       `json:"state_text"`
	StateSince  *time.Time   `json:"state_since"`
	OutOfDate   bool         `json:"out_of_date"`
	Type        string       `json:"type"`
	System      string       `json:"system"`
	ImageID     string       `json:"image_id"`
	CPUCount    *int         `json:"cpu_count"`
	CPUMHz      *int         `json:"cpu_mhz"`
	MemoryMB    *int         `json:"memory_mb"`
	MemoryMaxMB *int         `json:"memory_max_mb"`
	DiskGB      *int         `json:"disk_gb"`
	Disks       []apiDisk    `json:"disks"`
	Addresses   []apiAddress `json:"addresses"`
	User        string       `json:"user"`
	AutoBackup  *bool        `json:"auto_backup"`
	Usage       apiUsage     `json:"usage"`
	Tags        []string     `json:"tags"`
	Locked      bool         `json:"locked"`
	// OperationID is the operation that holds the server now.
	OperationID *models.ID `json:"operation_id"`
	CreatedAt   *time.Time `json:"created_at"`
	StartedAt   *time.Time `json:"started_at"`
	PaidUntil   *time.Time `json:"paid_until"`
	ExpiresAt   *time.Time `json:"expires_at"`
	FirstSeenAt *time.Time `json:"first_seen_at"`
	CheckedAt   *time.Time `json:"checked_at"`
	GoneAt      *time.Time `json:"gone_at"`
}

type apiAccountRef struct {
	ID    models.ID `json:"id"`
	Label string    `json:"label"`
}

type apiDisk struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	SizeGB  int    `json:"size_gb"`
	Primary bool   `json:"primary"`
}

type apiAddress struct {
	IP      string `json:"ip"`
	Primary bool   `json:"primary"`
	Private bool   `json:"private"`
}

type apiUsage struct {
	CPUPercent    *float64 `json:"cpu_percent"`
	MemoryPercent *float64 `json:"memory_percent"`
	DiskPercent   *float64 `json:"disk_percent"`
	DiskUsedMB    *int     `json:"disk_used_mb"`
}

func apiServerOf(r models.Resource, known atlas, now time.Time) apiServer {
	f, g, account := r.Server(), r.Load(), known.accounts[r.AccountID]
	one := apiServer{
		ID: r.ID, Name: r.Name, Account: apiAccountRef{account.ID, account.Label}, Provider: account.Provider, ProviderID: r.ExternalID,
		Location: r.Location, LocationName: known.place(r), State: r.State, StateText: r.StateWord, StateSince: momentOf(r.StateSince),
		OutOfDate: account.IsOld(r, now), Type: f.Type, System: f.System, ImageID: f.ImageID,
		CPUCount: told(f.CPU), CPUMHz: told(f.CPUMHz), MemoryMB: told(f.MemoryMB), MemoryMaxMB: told(f.MemoryMaxMB), DiskGB: told(f.DiskGB),
		Disks: []apiDisk{}, Addresses: []apiAddress{}, Tags: []string{}, User: f.User, AutoBackup: f.AutoBackup,
		Usage:     apiUsage{CPUPercent: g.CPUPercent, MemoryPercent: g.MemoryPercent, DiskPercent: g.DiskPercent, DiskUsedMB: told(g.DiskUsedMB)},
		CreatedAt: momentOf(f.CreatedAt), StartedAt: momentOf(f.StartedAt), PaidUntil: momentOf(f.PaidUntil), ExpiresAt: momentAt(r.ExpiresAt),
		FirstSeenAt: momentOf(r.FirstSeen), CheckedAt: momentOf(account.CheckedAt(r)), GoneAt: momentAt(r.GoneAt),
	}
	for _, d := range f.Disks {
		one.Disks = append(one.Disks, apiDisk{ID: d.ID, Name: d.Name, SizeGB: d.GB, Primary: d.Primary})
	}
	for _, a := range f.Addresses {
		one.Addresses = append(one.Addresses, apiAddress(a))
	}
	return one
}

// told is null for what the provider does not tell.
func told(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}
