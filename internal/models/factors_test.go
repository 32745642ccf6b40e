package models_test

import (
	"errors"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

var change = models.Audit{Action: "factor.test"}

// TestFactorsOfAPerson: an app, passkeys, and the codes that are left.
func TestFactorsOfAPerson(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	bob := db.Team(t, "bob")
	codes, err := ann.SetTOTP(ctx, models.AuthenticatorApp{Sealed: []byte("x"), Step: 7}, "", change)
	testdb.Must(t, err)
	db.Exec(t, "INSERT INTO passkeys (user_id, credential_id) VALUES (?, 'a'), (?, 'b')", ann.User.ID, ann.User.ID)
	_, err = ann.TakeRecoveryCode(ctx, codes[0], change)
	testdb.Must(t, err)
	got, err := db.Factors(ctx, ann.User.ID)
	testdb.Must(t, err)
	if !got.TOTP || got.Passkeys != 2 || got.Codes != 9 || !got.Any() || got.TOTPAt == nil || !got.TOTPAt.Equal(db.Now()) {
		t.Errorf("%+v", got)
	}
	got, err = db.Factors(ctx, bob.User.ID)
	testdb.Must(t, err)
	if got.Any() || got != (models.Factors{}) {
		t.Errorf("bob's: %+v", got)
	}
}

// TestCodesStayWithTheLastFactor, and go with it.
func TestCodesStayWithTheLastFactor(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	_, err := ann.SetTOTP(ctx, models.AuthenticatorApp{Sealed: []byte("x")}, "", change)
	testdb.Must(t, err)
	db.Exec(t, "INSERT INTO passkeys (user_id, credential_id) VALUES (?, 'a')", ann.User.ID)
	testdb.Must(t, ann.DropTOTP(ctx, "", change))
	if n := db.Int(t, "SELECT COUNT(*) FROM recovery_codes"); n != models.RecoveryCodes {
		t.Errorf("%d codes beside a passkey", n)
	}
	// A second app finds codes and makes none.
	codes, err := ann.SetTOTP(ctx, models.AuthenticatorApp{Sealed: []byte("y")}, "", change)
	if err != nil || len(codes) != 0 {
		t.Errorf("%d new codes, %v", len(codes), err)
	}
	db.Exec(t, "DELETE FROM passkeys")
	testdb.Must(t, ann.DropTOTP(ctx, "", change))
	if n := db.Int(t, "SELECT COUNT(*) FROM recovery_codes"); n != 0 {
		t.Errorf("%d codes beside nothing", n)
	}
	if err := ann.DropTOTP(ctx, "", change); !errors.Is(err, models.ErrChanged) {
		t.Errorf("again: %v", err)
	}
}

// TestStepBelongsToItsApp: a code of an app that was replaced meanwhile is not
// taken, nor one of an earlier step.
func TestStepBelongsToItsApp(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	set := func(sealed string, step int64) models.Scope {
		_, err := ann.SetTOTP(ctx, models.AuthenticatorApp{Sealed: []byte(sealed), Step: step}, "", change)
		testdb.Must(t, err)
		scope, err := db.ScopeFor(ctx, ann.User.ID, 0)
		testdb.Must(t, err)
		return scope
	}
	before := set("one", 10)
	testdb.Must(t, before.TakeStep(ctx, 11, change))
	after := set("two", 3)
	for step, scope := range map[int64]models.Scope{12: before, 3: after, 2: after} {
		if err := scope.TakeStep(ctx, step, change); !errors.Is(err, models.ErrChanged) {
			t.Errorf("step %d: %v", step, err)
		}
	}
	testdb.Must(t, after.TakeStep(ctx, 4, change))
}

// TestNothingOfAFactorWithoutItsEntry: what cannot be recorded does not happen.
func TestNothingOfAFactorWithoutItsEntry(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	codes, err := ann.SetTOTP(ctx, models.AuthenticatorApp{Sealed: []byte("x"), Step: 7}, "", change)
	testdb.Must(t, err)
	ann, err = db.ScopeFor(ctx, ann.User.ID, 0)
	testdb.Must(t, err)
	db.Exec(t, "INSERT INTO web_sessions (digest, user_id) VALUES ('s', ?)", ann.User.ID)
	db.Exec(t, "CREATE TRIGGER full BEFORE INSERT ON audits BEGIN SELECT RAISE(ABORT, 'disk full'); END")
	for name, do := range map[string]func() error{
		"set up": func() error {
			_, err := ann.SetTOTP(ctx, models.AuthenticatorApp{Sealed: []byte("y")}, "", change)
			return err
		},
		"turn off":    func() error { return ann.DropTOTP(ctx, "", change) },
		"renew codes": func() error { _, err := ann.RenewRecoveryCodes(ctx, "", change); return err },
		"take a code": func() error { _, err := ann.TakeRecoveryCode(ctx, codes[0], change); return err },
		"take a step": func() error { return ann.TakeStep(ctx, 8, change) },
		"require":     func() error { return ann.SetRequireFactor(ctx, true, change) },
	} {
		if do() == nil {
			t.Errorf("%s: no error", name)
		}
	}
	left, err := ann.UnusedCodes(ctx, codes)
	if err != nil || len(left) != len(codes) || db.Int(t, "SELECT COUNT(*) FROM web_sessions") != 1 ||
		db.Text(t, "SELECT totp || totp_step FROM users") != "x7" || db.Int(t, "SELECT COUNT(*) FROM teams WHERE require_factor") != 0 {
		t.Error("something happened")
	}
}

// TestRequiredOfMembers: who requires it has one; who lacks it is listed and
// missing; the holder of the files is nobody who could lack it.
func TestRequiredOfMembers(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	eve := db.Limited(t, ann.Team.ID, "eve@example.com")
	db.Team(t, "bob")
	if err := ann.SetRequireFactor(ctx, true, change); !errors.Is(err, models.ErrNoFactor) {
		t.Fatalf("without one: %v", err)
	}
	db.Exec(t, "INSERT INTO passkeys (user_id, credential_id) VALUES (?, 'a')", ann.User.ID)
	lacking, members, err := ann.MembersWithoutFactor(ctx)
	if err != nil || members != 2 || len(lacking) != 1 || lacking[0].ID != eve.User.ID {
		t.Errorf("%d members, %v lack it, %v", members, lacking, err)
	}
	for range 2 { // the second time changes nothing and records nothing
		testdb.Must(t, ann.SetRequireFactor(ctx, true, change))
	}
	if n := db.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'factor.test'"); n != 1 {
		t.Errorf("%d entries", n)
	}
	for name, want := range map[string]bool{"ann@example.com": false, "eve@example.com": true, "bob@example.com": false, "": false} {
		scope := db.HolderScope(models.Team{ID: ann.Team.ID, RequireFactor: true})
		if name != "" {
			user, err := db.UserByEmail(ctx, name)
			testdb.Must(t, err)
			scope, err = db.ScopeFor(ctx, user.ID, 0)
			testdb.Must(t, err)
		}
		if missing, err := db.FactorMissing(ctx, scope); err != nil || missing != want {
			t.Errorf("%s: missing %v, %v", name, missing, err)
		}
	}
}

// TestRecoveryCodesAreRandom and readable.
func TestRecoveryCodesAreRandom(t *testing.T) {
	seen := map[string]bool{}
	for range 100 {
		for _, code := range models.NewRecoveryCodes() {
			if seen[code] || len(code) != 19 || strings.Trim(code, "abcdefghijklmnopqrstuvwxyz234567-") != "" {
				t.Fatalf("%q", code)
			}
			seen[code] = true
		}
	}
}

// TestCodesGoWithTheLastPasskey, so that they do not outlive what they stand in
// for.
func TestCodesGoWithTheLastPasskey(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	db.Exec(t, "UPDATE users SET password_hash = 'x'")
	row := passkey(t, db, ann, "laptop")
	_, err := ann.RenewRecoveryCodes(ctx, "", change)
	testdb.Must(t, err)
	testdb.Must(t, ann.RemovePasskey(ctx, row.ID, takesPasskeys, "", change))
	if n := db.Int(t, "SELECT COUNT(*) FROM recovery_codes"); n != 0 {
		t.Errorf("%d codes beside nothing", n)
	}
}
