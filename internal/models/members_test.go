package models_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

// joined adds a member of a role and returns the scope and the membership's id.
func joined(t *testing.T, db *testdb.DB, team models.ID, email string, role access.Role) (models.Scope, models.ID) {
	t.Helper()
	user := models.User{Email: email}
	testdb.Must(t, db.AddMember(ctx, team, &user, role))
	scope, err := db.ScopeFor(ctx, user.ID, team)
	testdb.Must(t, err)
	return scope, models.ID(db.Int(t, "SELECT id FROM memberships WHERE team_id = ? AND user_id = ?", team, user.ID))
}

func owners(t *testing.T, db *testdb.DB, team models.ID) int64 {
	t.Helper()
	return db.Int(t, "SELECT COUNT(*) FROM memberships WHERE team_id = ? AND role = 'owner'", team)
}

// TestLastOwnerStays: neither leaves, nor is removed or made something else,
// also where two owners do it to each other at the same time.
func TestLastOwnerStays(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	team := ann.Team.ID
	own := models.ID(db.Int(t, "SELECT id FROM memberships WHERE user_id = ?", ann.User.ID))
	for name, try := range map[string]func() error{
		"leave":  func() error { return ann.Leave(ctx, models.Audit{}) },
		"remove": func() error { return ann.RemoveMember(ctx, own, models.Audit{}) },
		"change": func() error { return ann.ChangeMember(ctx, own, models.Standing{Role: access.Admin}, models.Audit{}) },
	} {
		if err := try(); !errors.Is(err, models.ErrLastOwner) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for round := range 10 {
		bob, theirs := joined(t, db, team, fmt.Sprintf("bob-%d@example.com", round), access.Owner)
		pair := []func() error{
			func() error { return ann.RemoveMember(ctx, theirs, models.Audit{}) },
			func() error { return bob.ChangeMember(ctx, own, models.Standing{Role: access.Viewer}, models.Audit{}) },
		}
		if round%2 == 1 {
			pair = []func() error{func() error { return ann.Leave(ctx, models.Audit{}) }, func() error { return bob.Leave(ctx, models.Audit{}) }}
		}
		var both sync.WaitGroup
		for _, one := range pair {
			both.Go(func() { _ = one() }) // What counts is who is left.
		}
		both.Wait()
		if n := owners(t, db, team); n != 1 {
			t.Fatalf("round %d leaves %d owners", round, n)
		}
		db.Exec(t, "DELETE FROM memberships WHERE team_id = ?", team)
		db.Exec(t, "INSERT INTO memberships (id, team_id, user_id, role, limited) VALUES (?, ?, ?, 'owner', 0)", own, team, ann.User.ID)
	}
	bob, _ := joined(t, db, team, "off@example.com", access.Owner)
	db.Exec(t, "UPDATE users SET disabled_at = '2026-01-01 00:00:00+00:00' WHERE id = ?", bob.User.ID)
	if err := ann.Leave(ctx, models.Audit{}); !errors.Is(err, models.ErrLastOwner) {
		t.Errorf("beside an owner who is disabled: %v", err)
	}
}

// TestNobodyGivesMoreThanTheyHave: what a role may do to members is decided
// when it is done, not when the page was drawn.
func TestNobodyGivesMoreThanTheyHave(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	team := ann.Team.ID
	own := models.ID(db.Int(t, "SELECT id FROM memberships WHERE user_id = ?", ann.User.ID))
	admin, adminID := joined(t, db, team, "admin@example.com", access.Admin)
	operator, operatorID := joined(t, db, team, "op@example.com", access.Operator)
	stranger := db.Team(t, "bob")
	for name, try := range map[string]func() error{
		"an admin makes an owner": func() error {
			return admin.ChangeMember(ctx, operatorID, models.Standing{Role: access.Owner}, models.Audit{})
		},
		"an admin becomes an owner": func() error {
			return admin.ChangeMember(ctx, adminID, models.Standing{Role: access.Owner}, models.Audit{})
		},
		"an admin removes an owner": func() error { return admin.RemoveMember(ctx, own, models.Audit{}) },
		"an admin hands over":       func() error { return admin.HandOver(ctx, operatorID, false, models.Audit{}) },
		"an admin deletes the team": func() error { return admin.DeleteTeam(ctx, models.Audit{}) },
		"an operator makes an admin": func() error {
			return operator.ChangeMember(ctx, operatorID, models.Standing{Role: access.Admin}, models.Audit{})
		},
		"an operator invites": func() error {
			return operator.Invite(ctx, &models.Invitation{Email: "x@example.com", Role: access.Viewer, Digest: "1"}, models.Audit{})
		},
		"an admin invites an owner": func() error {
			return admin.Invite(ctx, &models.Invitation{Email: "x@example.com", Role: access.Owner, Digest: "2"}, models.Audit{})
		},
		"a limited admin is made": func() error {
			return ann.ChangeMember(ctx, operatorID, models.Standing{Role: access.Admin, Limited: true}, models.Audit{})
		},
	} {
		if err := try(); !errors.Is(err, models.ErrRole) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, err := range map[string]error{
		"a stranger removes": stranger.RemoveMember(ctx, operatorID, models.Audit{}),
		"a stranger changes": stranger.ChangeMember(ctx, operatorID, models.Standing{Role: access.Viewer}, models.Audit{}),
	} {
		if !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	db.Exec(t, "UPDATE memberships SET role = 'viewer' WHERE id = ?", adminID)
	if err := admin.RemoveMember(ctx, operatorID, models.Audit{}); !errors.Is(err, models.ErrRole) {
		t.Errorf("an admin who is none any more removes: %v", err)
	}
	theirs := db.Account(t, stranger, "theirs")
	err := ann.ChangeMember(ctx, operatorID, models.Standing{Role: access.Operator, Limited: true, Accounts: []models.ID{theirs.ID}}, models.Audit{})
	if !errors.Is(err, models.ErrNotFound) || db.Int(t, "SELECT COUNT(*) FROM membership_accounts") != 0 {
		t.Errorf("an account of another team: %v", err)
	}
}

// TestRemovedMemberKeepsNothing that lets them in, and what they kept for
// themselves is gone; the audit entry says what they had.
func TestRemovedMemberKeepsNothing(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	account := db.Account(t, ann, "main")
	eve, id := joined(t, db, ann.Team.ID, "eve@example.com", access.Admin)
	testdb.Must(t, eve.RenewCalendar(ctx, "calendar", models.Audit{}))
	testdb.Must(t, eve.AddView(ctx, &models.View{List: "/servers", Name: "mine"}, models.Audit{}))
	testdb.Must(t, eve.AddView(ctx, &models.View{List: "/servers", Name: "ours", Shared: true}, models.Audit{}))
	testdb.Must(t, eve.Invite(ctx, &models.Invitation{Email: "x@example.com", Role: access.Viewer, Digest: "digest"}, models.Audit{}))
	db.Exec(t, "INSERT INTO api_tokens (team_id, user_id, name, role, digest) VALUES (?, ?, 'script', 'viewer', 'token')", ann.Team.ID, eve.User.ID)
	testdb.Must(t, ann.ChangeMember(ctx, id, models.Standing{Role: access.Admin}, models.Audit{}))
	if db.Int(t, "SELECT COUNT(*) FROM invitations WHERE revoked_at IS NULL") != 1 {
		t.Error("an admin who stays one loses an invitation")
	}
	if err := ann.ChangeMember(ctx, id, models.Standing{Role: access.Operator, Limited: true, Accounts: []models.ID{account.ID, account.ID}}, models.Audit{Action: "member.change"}); err != nil {
		t.Fatal(err)
	}
	testdb.Must(t, ann.RemoveMember(ctx, id, models.Audit{Action: "member.remove"}))
	if _, err := db.ScopeFor(ctx, eve.User.ID, ann.Team.ID); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("still in the team: %v", err)
	}
	for query, want := range map[string]int64{
		"SELECT COUNT(*) FROM memberships WHERE user_id = 2": 0, "SELECT COUNT(*) FROM membership_accounts": 0,
		"SELECT COUNT(*) FROM calendar_feeds": 0, "SELECT COUNT(*) FROM views": 1,
		"SELECT COUNT(*) FROM invitations WHERE revoked_at IS NULL": 0, "SELECT COUNT(*) FROM api_tokens WHERE revoked_at IS NULL": 0,
		`SELECT COUNT(*) FROM audits WHERE action = 'member.change' AND before LIKE '%admin%' AND after LIKE '%operator%' AND after LIKE '%main%'`: 1,
		`SELECT COUNT(*) FROM audits WHERE action = 'member.remove' AND target_name = 'eve@example.com' AND before LIKE '%operator%'`:              1,
	} {
		if got := db.Int(t, query); got != want {
			t.Errorf("%s: %d", query, got)
		}
	}
}

// TestInvitationWorksOnce, also for twenty at the same time, and not when it is
// over, revoked or of a team that is gone.
func TestInvitationWorksOnce(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	first, second := db.Account(t, ann, "first"), db.Account(t, ann, "second")
	row := models.Invitation{Email: "Eve@Example.com", Role: access.Operator, Limited: true, Accounts: []models.ID{first.ID, second.ID}, Digest: "d1"}
	testdb.Must(t, ann.Invite(ctx, &row, models.Audit{Action: "member.invite"}))
	again := models.Invitation{Email: "eve@example.com ", Role: access.Viewer, Digest: "d2"}
	if err := ann.Invite(ctx, &again, models.Audit{}); !errors.Is(err, models.ErrInvited) {
		t.Errorf("invited twice: %v", err)
	}
	testdb.Must(t, ann.RemoveAccount(ctx, second.ID, models.Audit{}))
	var all sync.WaitGroup
	outcomes := make(chan error, 20)
	for range 20 {
		all.Go(func() {
			_, err := db.Accept(ctx, "d1", &models.User{Name: "eve"}, models.Audit{Action: "member.join"})
			outcomes <- err
		})
	}
	all.Wait()
	close(outcomes)
	accepted := 0
	for err := range outcomes {
		if err == nil {
			accepted++
		} else if !errors.Is(err, models.ErrNotFound) {
			t.Error(err)
		}
	}
	if accepted != 1 || db.Int(t, "SELECT COUNT(*) FROM users") != 2 || db.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'member.join'") != 1 {
		t.Errorf("%d accepted", accepted)
	}
	eve, err := db.UserByEmail(ctx, "eve@example.com")
	testdb.Must(t, err)
	scope, err := db.ScopeFor(ctx, eve.ID, ann.Team.ID)
	testdb.Must(t, err)
	third := db.Account(t, ann, "third")
	if scope.Role != access.Operator || !scope.Sees(ann.Team.ID, first.ID) || scope.Sees(ann.Team.ID, third.ID) {
		t.Errorf("eve is %s and sees %v", scope.Role, scope)
	}
	late := models.Invitation{Email: "late@example.com", Role: access.Viewer, Digest: "d3"}
	testdb.Must(t, ann.Invite(ctx, &late, models.Audit{}))
	if err := ann.Invite(ctx, &models.Invitation{Email: "eve@example.com", Role: access.Viewer, Digest: "d4"}, models.Audit{}); !errors.Is(err, models.ErrMember) {
		t.Errorf("a member is invited: %v", err)
	}
	if _, err := db.Accept(ctx, "d3", &eve, models.Audit{}); !errors.Is(err, models.ErrMember) {
		t.Errorf("a member accepts: %v", err)
	}
	db.Clock.Add(models.InvitationLife)
	if _, err := db.Accept(ctx, "d3", &models.User{}, models.Audit{}); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("late: %v", err)
	}
	testdb.Must(t, ann.RenewInvitation(ctx, late.ID, "d5", models.Audit{}))
	if _, err := db.InvitedBy(ctx, "d3"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("the link before the new one: %v", err)
	}
	if _, err := db.InvitedBy(ctx, "d5"); err != nil {
		t.Errorf("the new link: %v", err)
	}
	testdb.Must(t, ann.RevokeInvitation(ctx, late.ID, models.Audit{}))
	if _, err := db.Accept(ctx, "d5", &models.User{}, models.Audit{}); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("revoked: %v", err)
	}
}

// TestTeamIsDeletedWhole and leaves others alone; not while it has accounts, and
// not the last one.
func TestTeamIsDeletedWhole(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	if err := ann.DeleteTeam(ctx, models.Audit{}); !errors.Is(err, models.ErrLastTeam) {
		t.Errorf("the last team: %v", err)
	}
	bob := db.Team(t, "bob")
	id, err := bob.NewTeam(ctx, "second", models.Audit{Action: "team.create"})
	testdb.Must(t, err)
	second, err := db.ScopeFor(ctx, bob.User.ID, id)
	testdb.Must(t, err)
	account := db.Account(t, second, "main")
	if err := second.DeleteTeam(ctx, models.Audit{}); !errors.Is(err, models.ErrHasAccounts) {
		t.Errorf("with an account: %v", err)
	}
	testdb.Must(t, second.RemoveAccount(ctx, account.ID, models.Audit{}))
	testdb.Must(t, second.SaveCanned(ctx, models.CannedReply{Title: "a", Text: "b"}, models.Audit{}))
	testdb.Must(t, ann.SaveCanned(ctx, models.CannedReply{Title: "a", Text: "b"}, models.Audit{}))
	testdb.Must(t, second.DeleteTeam(ctx, models.Audit{Action: "team.delete"}))
	for query, want := range map[string]int64{
		"SELECT COUNT(*) FROM teams": 2, "SELECT COUNT(*) FROM memberships": 2, "SELECT COUNT(*) FROM canned_replies": 1,
		"SELECT COUNT(*) FROM audits WHERE action = 'team.delete'": 2,
	} {
		if got := db.Int(t, query); got != want {
			t.Errorf("%s: %d", query, got)
		}
	}
}
