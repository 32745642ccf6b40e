package idcloudhost

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
)

// replicasEvery is how long the replicas of a server stay fresh.
const replicasEvery = 5 * time.Minute

// replicaTypes are the types of replica, each a list of its own, with the
// names that replicas are shown by: the provider gives them none.
var replicaTypes = []struct{ word, name string }{{"snapshot", "Snapshot"}, {"backup", "Backup"}}

// Parts implements providers.ServerParts: snapshots and backups (IDC-20).
func (c *Client) Parts(server providers.Ref) []providers.Source {
	return []providers.Source{{
		Name: "replicas", Kinds: kinds(providers.KindBackup), Location: server.Location, Parent: server.ID,
		Every: replicasEvery, Calls: []providers.OpID{"IDC-20"},
		Read: func(ctx context.Context) (providers.Listing, error) { return c.listReplicas(ctx, server) },
	}}
}

// listReplicas asks once for each type: the call lists one at a time, and the
// copies that other answers hold inside a disk may be older than the list. One
// type without the other would look like all there is, so it takes both.
func (c *Client) listReplicas(ctx context.Context, server providers.Ref) (providers.Listing, error) {
	found := make([]providers.Listing, len(replicaTypes))
	read := func(i int) func() error {
		return func() (err error) { found[i], err = c.replicasOf(ctx, server, replicaTypes[i].word); return err }
	}
	if err := both(read(0), read(1)); err != nil {
		return providers.Listing{}, err
	}
	all := found[0]
	all.Complete = all.Complete && found[1].Complete
	for _, o := range found[1].Items {
		if !slices.ContainsFunc(all.Items, func(known providers.Observation) bool { return known.ID == o.ID }) {
			all.Items = append(all.Items, o)
		}
	}
	return all, nil
}

// replicasOf lists the replicas of one type (IDC-20).
func (c *Client) replicasOf(ctx context.Context, server providers.Ref, kind string) (providers.Listing, error) {
	if err := checkID("IDC-20", server.ID); err != nil {
		return providers.Listing{}, err
	}
	return plainList(ctx, c, ask{
		op: "IDC-20", location: server.Location, path: "/user-resource/vm/replica",
		query: url.Values{"uuid": {server.ID}, "r_type": {kind}},
	}, func(r api.Replica) providers.Observation { return observeReplica(r, server, kind) })
}

func observeReplica(r api.Replica, server providers.Ref, asked string) providers.Observation {
	kind := cmp.Or(r.Type.Trim(), asked)
	o := providers.Observation{
		Kind: providers.KindBackup, ID: r.UUID.Trim(), Location: server.Location, Parent: server.ID,
		Name: kind, State: providers.Available,
		Facts: providers.BackupFacts{
			Type: kind, MadeAt: timeOf(r.Created), SizeGB: int(r.Size.Value), DiskID: r.MasterUUID.Trim(),
		},
	}
	for _, known := range replicaTypes {
		if known.word == kind {
			o.Name = known.name
		}
	}
	return o
}
