package models_test

import (
	"errors"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

var oneIssuer = models.Doors{Issuer: "https://id.example", Passkeys: true}

// identity links the scope's person to a subject of an issuer.
func identity(t *testing.T, sc models.Scope, issuer, subject string) models.Identity {
	t.Helper()
	row := models.Identity{Issuer: issuer, Subject: subject}
	testdb.Must(t, sc.LinkIdentity(ctx, &row, "", ""))
	return row
}

// TestMeansAreThoseThatLetIn: an identity at an issuer of before and a passkey
// that the panel's address does not take are no means, so that what is left
// stays.
func TestMeansAreThoseThatLetIn(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	laptop, old := passkey(t, db, ann, "laptop"), identity(t, ann, "https://old.example", "ann")
	remove := func(doors models.Doors) error {
		return ann.RemovePasskey(ctx, laptop.ID, doors, "", models.Audit{Action: "passkey.remove"})
	}
	for name, doors := range map[string]models.Doors{"another issuer": oneIssuer, "none": {Passkeys: true}} {
		if err := remove(doors); !errors.Is(err, models.ErrLastMeans) {
			t.Errorf("%s: the last passkey is removed: %v", name, err)
		}
	}
	now := identity(t, ann, oneIssuer.Issuer, "ann")
	if err := ann.UnlinkIdentity(ctx, now.ID, models.Doors{Issuer: oneIssuer.Issuer}, "", ""); !errors.Is(err, models.ErrLastMeans) {
		t.Errorf("the last identity is unlinked beside a passkey that opens nothing: %v", err)
	}
	testdb.Must(t, ann.UnlinkIdentity(ctx, old.ID, oneIssuer, "", ""))
	testdb.Must(t, remove(oneIssuer))
	if err := ann.UnlinkIdentity(ctx, now.ID, oneIssuer, "", ""); !errors.Is(err, models.ErrLastMeans) {
		t.Errorf("the last identity is unlinked: %v", err)
	}
	passkey(t, db, ann, "phone")
	passkey(t, db, ann, "tablet")
	db.Exec(t, "UPDATE users SET password_hash = 'x'")
	err := ann.RemovePassword(ctx, models.Doors{}, "", models.Audit{Action: "password.remove"})
	if !errors.Is(err, models.ErrLastMeans) {
		t.Errorf("the password is removed beside passkeys that open nothing: %v", err)
	}
}

// TestChangedMeansEndWhatWasBegun: whatever is changed of how somebody signs in,
// other sessions end, links that set a password are dead, and each of their
// teams can read it.
func TestChangedMeansEndWhatWasBegun(t *testing.T) {
	entry := func(action string) models.Audit { return models.Audit{Action: action} }
	for name, change := range map[string]func(t *testing.T, db *testdb.DB, ann models.Scope) error{
		"app": func(_ *testing.T, _ *testdb.DB, ann models.Scope) error {
			_, err := ann.SetTOTP(ctx, models.AuthenticatorApp{Sealed: []byte("x")}, "kept", entry("factor.set_up"))
			return err
		},
		"codes": func(_ *testing.T, _ *testdb.DB, ann models.Scope) error {
			_, err := ann.RenewRecoveryCodes(ctx, "kept", entry("factor.renew_codes"))
			return err
		},
		"passkey": func(_ *testing.T, db *testdb.DB, ann models.Scope) error {
			row := models.Passkey{Handle: []byte("h"), CredentialID: "c"}
			return ann.AddPasskey(ctx, &row, challengeOf(db, "new"), "kept", entry("passkey.add"))
		},
		"password": func(_ *testing.T, _ *testdb.DB, ann models.Scope) error {
			return ann.SetPassword(ctx, "hash", "kept", entry("password.change"))
		},
		"identity": func(_ *testing.T, _ *testdb.DB, ann models.Scope) error {
			return ann.LinkIdentity(ctx, &models.Identity{Issuer: "i", Subject: "s"}, "kept", "")
		},
		"no identity": func(t *testing.T, db *testdb.DB, ann models.Scope) error {
			db.Exec(t, "INSERT INTO identities (id, user_id, issuer, subject) VALUES (7, ?, 'i', 's')", ann.User.ID)
			return ann.UnlinkIdentity(ctx, 7, oneIssuer, "kept", "")
		},
	} {
		t.Run(name, func(t *testing.T) {
			db := testdb.New(t)
			ann, bob := db.Team(t, "ann"), db.Team(t, "bob")
			testdb.Must(t, db.AddMember(ctx, bob.Team.ID, &ann.User, "viewer"))
			for _, digest := range []string{"kept", "other"} {
				testdb.Must(t, db.AddSession(ctx, &models.WebSession{Digest: digest, UserID: &ann.User.ID}))
			}
			_, err := db.AddReset(ctx, "ann@example.com", "link", 1e12, entry("password.link"))
			testdb.Must(t, err)
			before := db.Int(t, "SELECT COUNT(*) FROM audits WHERE team_id = ?", bob.Team.ID)
			testdb.Must(t, change(t, db, ann))
			if got := db.Text(t, "SELECT group_concat(digest) FROM web_sessions"); got != "kept" {
				t.Errorf("sessions left: %s", got)
			}
			if n := db.Int(t, "SELECT COUNT(*) FROM password_resets"); n != 0 {
				t.Error("the link still sets a password")
			}
			if n := db.Int(t, "SELECT COUNT(*) FROM audits WHERE team_id = ?", bob.Team.ID); n != before+1 {
				t.Errorf("%d entries in the other team's trail", n-before)
			}
		})
	}
}
