package handlers

import (
	"cmp"
	"context"
	"errors"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// storageFacts are the lines at the side of the page.
func (p *panel) storageFacts(ctx context.Context, scope models.Scope, t actions.Target) (facts []servers.Fact, err error) {
	r := *t.Resource
	add := func(one servers.Fact) {
		if one.Value != "" || !one.Moment.IsZero() {
			facts = append(facts, one)
		}
	}
	switch r.Kind {
	case providers.KindBucket:
		store, err := scope.StoreOf(ctx, t.Account.ID)
		if err != nil && !errors.Is(err, models.ErrNotFound) {
			return nil, err
		}
		names, err := billingNames(ctx, scope, t.Account.ID)
		if err != nil {
			return nil, err
		}
		add(servers.Fact{Name: "Bucket", Value: r.ExternalID, Copy: true})
		add(servers.Fact{Name: "Endpoint", Value: store.Storage().Endpoint, Copy: true})
		add(servers.Fact{Name: "Billing account", Value: cmp.Or(names[r.Bucket().Billing], r.Bucket().Billing)})
		add(servers.Fact{Name: "Created", Moment: r.Bucket().CreatedAt})
	case providers.KindStorage:
		f := r.Storage()
		add(servers.Fact{Name: "Endpoint", Value: f.Endpoint, Copy: true})
		add(servers.Fact{Name: "User", Value: f.Login, Copy: true})
		if !f.S3 {
			add(servers.Fact{Name: "Size", Value: ui.BytesText(ctx, r.Stored().SizeBytes)})
			add(servers.Fact{Name: "Provider’s number", Value: r.ExternalID, Copy: true})
		}
	case providers.KindS3Key:
		add(servers.Fact{Name: "Access key", Value: r.ExternalID, Copy: true})
		add(servers.Fact{Name: "User", Value: r.Named().Title})
	}
	return facts, nil
}

// detailPart is what is told of a bucket or a store when it is read by itself.
func (p *panel) detailPart(ctx context.Context, scope models.Scope, t actions.Target) (servers.Part, error) {
	r := *t.Resource
	checks, err := scope.PartChecks(ctx, r.ID)
	check := checks[models.DetailPart]
	part := servers.Part{Name: models.DetailPart, Title: "Contents", Provider: t.Vendor.Name, Trouble: check.Error,
		URL: resourceURL(r.Kind, r.ID) + "/detail", Due: p.Fleet.DetailDue(t.Account, r, check), Labeled: true}
	if r.GoneAt != nil {
		part.URL = ""
	}
	if check.ReadAt != nil {
		part.ReadAt = *check.ReadAt
	}
	if check.FailedAt != nil {
		part.FailedAt = *check.FailedAt
	}
	if r.Kind == providers.KindBucket {
		part.Heads, part.Rows = contentsTable(ctx, r)
		part.Offers = nil
		if part.ReadAt.IsZero() {
			part.ReadAt = t.Account.CheckedAt(r) // Its list tells the same.
		}
		return part, err
	}
	part.Title, part.None = "Settings", t.Vendor.Name+" has not told its settings yet."
	part.Heads, part.Rows = settingsTable(r.Stored().Settings)
	return part, err
}

func contentsTable(ctx context.Context, r models.Resource) ([]servers.Head, []servers.PartRow) {
	holds := r.Holds()
	browse := servers.Cell{Text: "Browse objects", Href: resourceURL(r.Kind, r.ID) + "/objects"}
	if r.GoneAt != nil {
		browse = servers.Cell{Text: "Not there any more"}
	}
	return []servers.Head{{Label: "Objects"}, {Label: "Count", End: true}, {Label: "Size", End: true}, {Label: "Changed", End: true}},
		[]servers.PartRow{{ID: "contents", Cells: []servers.Cell{
			browse, {Text: ui.NumberText(holds.Objects)}, {Text: ui.BytesText(ctx, holds.SizeBytes)}, {Moment: holds.ModifiedAt},
		}}}
}

func settingsTable(s *providers.StorageSettings) (heads []servers.Head, rows []servers.PartRow) {
	heads = []servers.Head{{Label: "Setting"}, {Label: "Value"}}
	if s == nil {
		return heads, nil
	}
	yes := map[bool]string{true: "Yes", false: "No"}
	for _, line := range [][3]string{
		{"default", "Opens by default", yes[s.Default]}, {"xomcc", "Cache-Control of objects", s.CacheControl}, {"expires", "Expires", s.Expires},
		{"bypass", "Header that renews the cache", s.Bypass}, {"referers", "Allowed referrers", s.Referers},
		{"search", "Search begins with Public", yes[s.PublicSearch]}, {"domain", "Public domain", s.PublicURL}, {"checked", "Domain’s check", s.PublicState},
	} {
		rows = append(rows, servers.PartRow{ID: "setting-" + line[0], Cells: []servers.Cell{{Text: line[1]}, {Text: cmp.Or(line[2], "not set")}}})
	}
	return heads, rows
}

// keyPart lists the keys of the account's S3 user.
func (p *panel) keyPart(ctx context.Context, scope models.Scope, t actions.Target) (servers.Part, error) {
	keys, err := scope.StorageKeys(ctx, t.Account.ID)
	part := servers.Part{Name: "keys", Title: "S3 keys", Provider: t.Vendor.Name, ReadAt: t.Account.CheckedAt(*t.Resource),
		Heads: []servers.Head{{Label: "Access key"}, {Label: "Used for"}}, None: "There are no keys. Create S3 user makes the first."}
	for i, key := range keys {
		row := servers.PartRow{ID: rowID(key), Name: key.ExternalID, Cells: []servers.Cell{
			{Text: key.ExternalID, Href: resourceURL(key.Kind, key.ID)}, {}}}
		if i == 0 {
			row.Cells[1].Text = "The panel’s object browser"
		}
		row.Offers = offersOf(p.targetOf(t.Account, &key), scope.Role)
		part.Rows = append(part.Rows, row)
	}
	return part, err
}

// bucketPart lists the account's buckets.
func (p *panel) bucketPart(ctx context.Context, scope models.Scope, t actions.Target) (servers.Part, error) {
	rows, _, err := scope.Things(ctx, t.Account.ID, providers.KindBucket, 0, pageSize)
	part := servers.Part{Name: "buckets", Title: "Buckets", Provider: t.Vendor.Name, None: "There are no buckets yet.",
		Heads: []servers.Head{{Label: "Name"}, {Label: "Objects", End: true}, {Label: "Size", End: true}}, Labeled: true}
	for _, r := range rows {
		part.ReadAt = t.Account.CheckedAt(r)
		part.Rows = append(part.Rows, servers.PartRow{ID: rowID(r), Cells: []servers.Cell{
			{Text: r.Name, Href: resourceURL(r.Kind, r.ID)}, {Text: ui.NumberText(r.Holds().Objects)}, {Text: ui.BytesText(ctx, r.Holds().SizeBytes)},
		}})
	}
	return part, err
}
