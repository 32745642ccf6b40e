package models_test

import (
	"errors"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// invited is an open invitation that somebody sent.
func invited(t *testing.T, by models.Scope, email string, role access.Role) models.Invitation {
	t.Helper()
	row := models.Invitation{Email: email, Role: role, Digest: "digest of " + email}
	testdb.Must(t, by.Invite(ctx, &row, models.Audit{Action: "member.invite"}))
	return row
}

// TestInvitationsEndWithTheRight: who may not give a role any more holds no
// link that gives it, neither after a change of role nor when disabled.
func TestInvitationsEndWithTheRight(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	bob, bobID := joined(t, db, ann.Team.ID, "bob@example.com", access.Owner)
	owner, viewer := invited(t, bob, "owner@example.com", access.Owner), invited(t, bob, "viewer@example.com", access.Viewer)
	own := invited(t, ann, "other@example.com", access.Owner)
	testdb.Must(t, ann.ChangeMember(ctx, bobID, models.Standing{Role: access.Admin}, models.Audit{Action: "member.change"}))
	again := models.User{}
	if _, err := db.Accept(ctx, owner.Digest, &again, models.Audit{}); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("who was an owner makes another: %v", err)
	}
	if _, err := db.InvitedBy(ctx, viewer.Digest); err != nil {
		t.Errorf("what an admin may give is gone: %v", err)
	}
	_, err := db.SetDisabled(ctx, "bob@example.com", true, models.Audit{Action: "user.disable"})
	testdb.Must(t, err)
	if _, err := db.InvitedBy(ctx, viewer.Digest); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("who is disabled comes back as somebody else: %v", err)
	}
	if _, err := db.InvitedBy(ctx, own.Digest); err != nil {
		t.Errorf("an invitation of somebody else: %v", err)
	}
}

// TestNothingStartsAfterTheRight: a request that was let in before the right
// was taken starts nothing after it.
func TestNothingStartsAfterTheRight(t *testing.T) {
	for name, take := range map[string]string{
		"removed":  "DELETE FROM memberships WHERE user_id = ?",
		"narrowed": "UPDATE memberships SET role = 'viewer' WHERE user_id = ?",
		"limited":  "UPDATE memberships SET limited = 1 WHERE user_id = ?",
		"disabled": "UPDATE users SET disabled_at = '2026-01-01 00:00:00+00:00' WHERE id = ?",
	} {
		t.Run(name, func(t *testing.T) {
			db := testdb.New(t)
			ann := db.Team(t, "ann")
			server := db.Server(t, ann, db.Account(t, ann, "main"), providers.Observation{ID: "1", Name: "web", State: providers.Running})
			bob, _ := joined(t, db, ann.Team.ID, "bob@example.com", access.Operator)
			testdb.Started(t, bob, testdb.Operation(server))
			db.Exec(t, take, bob.User.ID)
			if _, err := bob.Start(ctx, testdb.Operation(server), nil); !errors.Is(err, models.ErrNotFound) {
				t.Errorf("started: %v", err)
			}
			many := &models.Operation{Action: "server.reboot", Kind: providers.KindServer, FormID: "many", FormDigest: "many"}
			if _, err := bob.StartBulk(ctx, many, []*models.Operation{testdb.Operation(server)}); !errors.Is(err, models.ErrNotFound) {
				t.Errorf("started many: %v", err)
			}
			if n := db.Int(t, "SELECT COUNT(*) FROM operations"); n != 1 {
				t.Errorf("%d operations", n)
			}
		})
	}
}

// TestChannelsTellLimitedMembersNothingElse: neither that an alert about another
// account was sent, nor how many wait.
func TestChannelsTellLimitedMembersNothingElse(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	seen, hidden := db.Account(t, ann, "seen"), db.Account(t, ann, "hidden")
	eve := db.Limited(t, ann.Team.ID, "eve@example.com", seen.ID)
	db.Exec(t, "INSERT INTO alerts (id, team_id, account_id, rule, subject) VALUES (1, ?, ?, 'r', 'hidden'), (2, ?, ?, 'r', 'seen')",
		ann.Team.ID, hidden.ID, ann.Team.ID, seen.ID)
	db.Exec(t, `INSERT INTO alert_deliveries (team_id, alert_id, channel_id, state, tries) VALUES (?, 2, 5, 'waiting', 1), (?, 1, 5, 'waiting', 1)`,
		ann.Team.ID, ann.Team.ID)
	for name, tt := range map[string]struct {
		scope   models.Scope
		last    models.ID
		waiting int64
	}{"owner": {ann, 1, 2}, "limited": {eve, 2, 1}} {
		last, err := tt.scope.LastDeliveries(ctx)
		testdb.Must(t, err)
		waiting, err := tt.scope.WaitingDeliveries(ctx)
		testdb.Must(t, err)
		if last[5].AlertID != tt.last || waiting[5] != tt.waiting {
			t.Errorf("%s: the last is %d, %d wait", name, last[5].AlertID, waiting[5])
		}
	}
}

// TestRenamedTeamDrawsNobody: where groups give roles by the name of a team, one
// that takes the name later gets no members by it, however old the team is.
func TestRenamedTeamDrawsNobody(t *testing.T) {
	db := testdb.New(t)
	eve := db.Team(t, "eve")
	ops := db.Team(t, "ops")
	a := models.Arrival{Issuer: "https://id.example", Subject: "bob", Email: "bob@example.com", Mapped: true,
		Roles: map[string]access.Role{"ops": access.Operator}}
	bob, err := db.Arrive(ctx, a)
	testdb.Must(t, err)
	db.Clock.Add(1)
	testdb.Must(t, eve.RenameTeam(ctx, "ops", models.Audit{Action: "team.rename"}))
	_, err = db.Arrive(ctx, a)
	testdb.Must(t, err)
	if _, err := db.ScopeFor(ctx, bob.ID, ops.Team.ID); err != nil {
		t.Errorf("put out of the team that had the name first: %v", err)
	}
	if _, err := db.ScopeFor(ctx, bob.ID, eve.Team.ID); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("drawn to a team that took the name: %v", err)
	}
}

// TestSignInEndsWithItsRound: who gave the right password before it was changed,
// or before they were disabled, gets no session afterwards.
func TestSignInEndsWithItsRound(t *testing.T) {
	for name, change := range map[string]func(db *testdb.DB, ann models.Scope) error{
		"password": func(_ *testdb.DB, ann models.Scope) error {
			return ann.SetPassword(ctx, "hash", "", models.Audit{Action: "password.change"})
		},
		"app": func(_ *testdb.DB, ann models.Scope) error {
			_, err := ann.SetTOTP(ctx, models.AuthenticatorApp{Sealed: []byte("x")}, "", models.Audit{Action: "factor.set_up"})
			return err
		},
		"disabled": func(db *testdb.DB, _ models.Scope) error {
			_, err := db.SetDisabled(ctx, "ann@example.com", true, models.Audit{Action: "user.disable"})
			return err
		},
	} {
		db := testdb.New(t)
		ann := db.Team(t, "ann")
		begin := func(digest string, user models.User) error {
			return db.BeginSession(ctx, &models.WebSession{Digest: digest, UserID: &user.ID, ExpiresAt: db.Now().Add(1e12)}, user.MeansRound)
		}
		testdb.Must(t, begin("before", ann.User))
		testdb.Must(t, change(db, ann))
		if err := begin("after", ann.User); !errors.Is(err, models.ErrChanged) {
			t.Errorf("%s: %v", name, err)
		}
		if n := db.Int(t, "SELECT COUNT(*) FROM web_sessions"); n != 0 {
			t.Errorf("%s: %d sessions", name, n)
		}
		if now, err := db.UserByEmail(ctx, "ann@example.com"); err == nil {
			testdb.Must(t, begin("again", now))
		}
	}
}
