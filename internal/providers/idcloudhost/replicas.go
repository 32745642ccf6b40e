package idcloudhost

import (
	"context"
	"net/url"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
)

// Replica is a copy of a server's disk.
type Replica struct {
	ID string
	// Disk is the id of the disk that it was made of.
	Disk   string
	Type   string
	SizeGB int
	// CreatedAt is zero if the provider does not tell.
	CreatedAt time.Time
}

// The types of replica that can be listed. The first is the provider's
// default.
const (
	ReplicaSnapshot = "snapshot"
	ReplicaBackup   = "backup"
)

// Replicas lists the replicas of a server (IDC-20), of one type or, with "",
// of the provider's default one.
func (c *Client) Replicas(ctx context.Context, ref providers.Ref, kind string) ([]Replica, error) {
	if err := checkID("IDC-20", ref.ID); err != nil {
		return nil, err
	}
	query := url.Values{"uuid": {ref.ID}}
	if kind != "" {
		query.Set("r_type", kind)
	}
	told, err := list[api.Replica](ctx, c, ask{op: "IDC-20", location: ref.Location, path: "/user-resource/vm/replica", query: query})
	var replicas []Replica
	for _, r := range told {
		replicas = append(replicas, Replica{
			ID: r.UUID.Trim(), Disk: r.MasterUUID.Trim(), Type: r.Type.Trim(),
			SizeGB: int(r.Size.Value), CreatedAt: timeOf(r.Created),
		})
	}
	return replicas, err
}
