//go:build e2e

package e2e

import (
	"context"
	"fmt"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// Stranger is another team of the same panel, made beside it in the database.
type Stranger struct {
	Account   models.Account
	Server    models.Resource
	Operation models.Operation
	// Things are the ids of other things by path segment.
	Things map[string]string
	scope  models.Scope
}

// AddStranger makes a team with an account, a server, and an operation that
// waits for a decision.
func (d *Data) AddStranger() *Stranger {
	d.t.Helper()
	ctx := context.Background()
	owner := d.newUser("stranger@example.com")
	team, err := d.store.CreateTeam(ctx, "Strangers", &owner)
	d.must(err)
	s := &Stranger{}
	s.scope, err = d.store.ScopeFor(ctx, owner.ID, team.ID)
	d.must(err)
	s.Account = models.Account{Provider: providers.Clodo, Label: "theirs", Currency: "RUB", Settings: form.Values{"login": "theirs"}}
	sealed := func(models.ID) ([]byte, error) { return []byte("not opened in tests"), nil }
	d.must(s.scope.AddAccount(ctx, &s.Account, sealed, models.Audit{Action: "account.connect"}))
	intake := models.Intake{Scope: s.scope, Account: s.Account}
	id, err := intake.One(ctx, "servers", providers.Observation{Kind: providers.KindServer, ID: "777", Name: "their-server",
		State: providers.Running, StateWord: "is_running", Facts: providers.ServerFacts{System: "their-system"}})
	d.must(err)
	s.Server, err = s.scope.Resource(ctx, providers.KindServer, id)
	d.must(err)
	s.Things = d.AddThings(s.scope, s.Server)
	s.Operation = models.Operation{AccountID: s.Account.ID, Action: "server.reboot", Kind: providers.KindServer, ResourceID: id,
		ExternalID: "777", TargetName: "their-server", FormID: "their-form", Status: models.StatusUnknown, Answer: []byte("sealed")}
	_, err = s.scope.Start(ctx, &s.Operation, nil)
	d.must(err)
	return s
}

// AddThings lets the panel know of a thing of each kind that can be acted on,
// and returns their ids by path segment. What belongs to a server belongs to
// this one.
func (d *Data) AddThings(scope models.Scope, server models.Resource) map[string]string {
	d.t.Helper()
	ctx := context.Background()
	account, err := scope.Account(ctx, server.AccountID)
	d.must(err)
	ids := map[string]string{}
	for segment, item := range map[string]providers.Observation{
		"backups": {Kind: providers.KindBackup, ID: server.ExternalID + "/9", Location: server.Location, Parent: server.ExternalID,
			Facts: providers.BackupFacts{SizeGB: 5}},
		"orders":    {Kind: providers.KindOrder, ID: "888", State: providers.Waiting, Facts: providers.OrderFacts{Stage: providers.OrderUnpaid}},
		"sshkeys":   {Kind: providers.KindSSHKey, ID: "999", Facts: providers.SSHKeyFacts{}},
		"addresses": {Kind: providers.KindAddress, ID: "203.0.113.7"},
		"tickets":   {Kind: providers.KindTicket, ID: "777777", Facts: providers.TicketFacts{}, Gauges: providers.TicketThread{}},
		"zones":     {Kind: providers.KindZone, ID: "4242", Facts: providers.ZoneFacts{Role: providers.ZoneMaster}},
		"billing":   {Kind: providers.KindBilling, ID: "666", Facts: providers.BillingFacts{}, Gauges: providers.BillingGauges{}},
		"cards":     {Kind: providers.KindCard, ID: "6666", Parent: "666", Facts: providers.CardFacts{Verified: true}},
		"buckets":   {Kind: providers.KindBucket, ID: "their-bucket", Facts: providers.BucketFacts{}, Gauges: providers.BucketGauges{}},
		"stores":    {Kind: providers.KindStorage, ID: "7777", Facts: providers.StorageFacts{}, Gauges: providers.StorageGauges{}},
		"s3keys":    {Kind: providers.KindS3Key, ID: "THEIRKEY"},
		"profiles":  {Kind: providers.KindProfile, ID: "4711", Facts: providers.ProfileFacts{}},
		"tokens":    {Kind: providers.KindToken, ID: "4712", Facts: providers.TokenFacts{}},
		"networks":  {Kind: providers.KindNetwork, ID: "their-network"},
		"invoices":  {Kind: providers.KindInvoice, ID: "668", State: providers.Waiting, Facts: providers.InvoiceFacts{Billing: "666", Left: "1"}},
	} {
		item.Name = "their-" + segment
		if item.State == "" {
			item.State = providers.Available
		}
		id, err := models.Intake{Scope: scope, Account: account}.One(ctx, "things", item)
		d.must(err)
		ids[segment] = fmt.Sprint(id)
	}
	ids["settings"], ids["deliveries"] = d.addAlerts(scope)
	ids["channels"], ids["passkeys"] = ids["settings"], d.addPasskey(scope)
	ids["sso"] = d.addIdentity(scope)
	ids["members"], ids["invitations"] = d.addMembers(scope)
	ids["sessions"] = d.addSession(scope)
	_, token := d.AddToken(scope, access.Viewer)
	ids["apitokens"] = fmt.Sprint(token.ID)
	return ids
}

// addSession signs the scope's person in somewhere and returns the session's id.
func (d *Data) addSession(scope models.Scope) string {
	d.t.Helper()
	now := time.Now()
	row := models.WebSession{Digest: fmt.Sprintf("session-of-%d", scope.User.ID), UserID: &scope.User.ID, Data: []byte("{}"), Device: "their-browser",
		CreatedAt: now, SeenAt: now, ExpiresAt: now.Add(time.Hour)}
	d.must(d.store.AddSession(context.Background(), &row))
	return row.Digest
}

// addAlerts adds a channel that hears of nothing, and a delivery to it; it
// returns their ids.
func (d *Data) addAlerts(scope models.Scope) (channel, delivery string) {
	d.t.Helper()
	ctx := context.Background()
	row := models.AlertChannel{Kind: "webhook", Name: "their-channel", Settings: form.Values{"url": "https://their.example"}}
	d.must(scope.AddAlertChannel(ctx, &row, func(models.ID) ([]byte, error) { return []byte("not opened in tests"), nil }, models.Audit{Action: "alerts.channel_add"}))
	d.must(scope.AddTestDelivery(ctx, row, "Their reason."))
	rows, _, err := scope.Deliveries(ctx, models.DeliveryQuery{Limit: 1})
	d.must(err)
	return fmt.Sprint(row.ID), fmt.Sprint(rows[0].ID)
}

// addMembers adds a member and an invitation to the team; it returns their ids.
func (d *Data) addMembers(scope models.Scope) (member, invitation string) {
	d.t.Helper()
	ctx := context.Background()
	user := models.User{Email: fmt.Sprintf("their-member-%d@example.com", scope.Team.ID)}
	d.must(d.store.AddMember(ctx, scope.Team.ID, &user, access.Viewer))
	row := models.Invitation{Email: fmt.Sprintf("their-member-to-be-%d@example.com", scope.Team.ID), Role: access.Viewer, Digest: fmt.Sprint("digest ", scope.Team.ID)}
	d.must(scope.Invite(ctx, &row, models.Audit{Action: "member.invite"}))
	rows, err := scope.TeamMembers(ctx)
	d.must(err)
	for _, m := range rows {
		if m.UserID == user.ID {
			member = fmt.Sprint(m.ID)
		}
	}
	return member, fmt.Sprint(row.ID)
}
