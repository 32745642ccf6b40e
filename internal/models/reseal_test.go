package models_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"sync"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
	"pinfold/internal/testdb"
)

// rotation is a database with sealed values in every column, and its keys
// before and after.
type rotation struct {
	*testdb.DB
	scope    models.Scope
	old, new *secrets.Keyring
	// open is what each place holds, in plain.
	open map[secrets.Binding]string
}

func newRotation(t *testing.T, servers int) *rotation {
	t.Helper()
	text, err := secrets.GenerateKey()
	testdb.Must(t, err)
	r := &rotation{DB: testdb.New(t), open: map[secrets.Binding]string{}}
	r.old, err = secrets.LoadKey(text)
	testdb.Must(t, err)
	text, err = secrets.AddKey(text)
	testdb.Must(t, err)
	r.new, err = secrets.LoadKey(text)
	testdb.Must(t, err)
	r.furnish(t, servers)
	return r
}

func (r *rotation) furnish(t *testing.T, servers int) {
	t.Helper()
	r.scope = r.Team(t, "ann")
	account := r.Account(t, r.scope, "main")
	team := int64(r.scope.Team.ID)
	r.put(t, secrets.Binding{Team: team, Table: "accounts", Row: int64(account.ID), Column: "sealed"}, "accounts", "sealed", int64(account.ID))
	for i := range servers {
		server := r.Server(t, r.scope, account, providers.Observation{ID: fmt.Sprint(i), Name: fmt.Sprint("server ", i), State: providers.Running})
		r.put(t, secrets.Binding{Team: team, Table: "resources", Row: int64(server.ID), Column: "sealed"}, "resources", "sealed", int64(server.ID))
		if i == 0 {
			op := testdb.Started(t, r.scope, testdb.Operation(server))
			r.put(t, secrets.Binding{Team: team, Table: "operations", Row: int64(op.ID), Column: "sealed"}, "operations", "sealed", int64(op.ID))
			r.put(t, secrets.Binding{Team: team, Table: "operations", Row: int64(op.ID), Column: "answer"}, "operations", "answer", int64(op.ID))
			r.Exec(t, "INSERT INTO journals (id, operation_id, step, op_id, state, sent_at) VALUES (77, ?, 'create', 'CLO-06', 'done', 0)", op.ID)
			r.put(t, secrets.Binding{Team: team, Table: "journals", Row: int64(op.ID), Column: "create"}, "journals", "sealed", 77)
		}
	}
	r.Exec(t, "INSERT INTO alert_channels (id, team_id, kind, name, version) VALUES (5, ?, 'mail', 'x', 1)", team)
	r.put(t, secrets.Binding{Team: team, Table: "alert_channels", Row: 5, Column: "sealed"}, "alert_channels", "sealed", 5)
	r.put(t, secrets.Binding{Table: "users", Row: int64(r.scope.User.ID), Column: "totp"}, "users", "totp", int64(r.scope.User.ID))
	sealed, err := r.old.Seal(models.SettingOf(models.KeyCheck), []byte("check"))
	testdb.Must(t, err)
	testdb.Must(t, r.SetSetting(ctx, models.KeyCheck, base64.StdEncoding.EncodeToString(sealed)))
}

// put seals something in a row with the key of before.
func (r *rotation) put(t *testing.T, b secrets.Binding, table, column string, row int64) {
	t.Helper()
	plain := fmt.Sprintf("secret of %+v", b)
	sealed, err := r.old.Seal(b, []byte(plain))
	testdb.Must(t, err)
	r.Exec(t, fmt.Sprintf("UPDATE %s SET %s = ? WHERE id = ?", table, column), sealed, row)
	r.open[b] = plain
}

// check opens everything with the keyring.
func (r *rotation) check(t *testing.T, ring *secrets.Keyring) {
	t.Helper()
	for b, want := range r.open {
		column, where := b.Column, "id = "+fmt.Sprint(b.Row)
		if b.Table == "journals" {
			column, where = "sealed", "operation_id = "+fmt.Sprint(b.Row)
		}
		sealed := r.Text(t, fmt.Sprintf("SELECT %s FROM %s WHERE %s", column, b.Table, where))
		if plain, err := ring.Open(b, []byte(sealed)); err != nil || string(plain) != want {
			t.Errorf("%+v: %q, %v", b, plain, err)
		}
	}
}

func (r *rotation) audit() models.Audit { return models.Audit{Action: "key.rotate"} }

// left counts values of the key of before.
func (r *rotation) left(t *testing.T) int64 {
	t.Helper()
	counts, err := r.CountSealed(ctx)
	testdb.Must(t, err)
	return counts[r.old.Primary()]
}

func TestResealReachesEveryColumn(t *testing.T) {
	r := newRotation(t, 250)
	if got := r.left(t); got != int64(len(r.open)+1) {
		t.Fatalf("%d values of the earlier key, want %d", got, len(r.open)+1)
	}
	testdb.Must(t, r.ResealSettings(ctx, r.new, r.audit()))
	var told []int
	resealed, err := r.Reseal(ctx, r.new, func(done int) { told = append(told, done) })
	if err != nil || resealed.Done != len(r.open) || len(resealed.Closed) != 0 || len(told) < 3 || told[len(told)-1] != resealed.Done {
		t.Fatalf("%+v, told %v, %v", resealed, told, err)
	}
	if got := r.left(t); got != 0 {
		t.Errorf("%d values of the earlier key", got)
	}
	r.check(t, r.new)
	if again, err := r.Reseal(ctx, r.new, func(int) {}); err != nil || again.Done != 0 {
		t.Errorf("again: %+v, %v", again, err)
	}
	testdb.Must(t, r.ResealSettings(ctx, r.new, r.audit()))
	if n := r.Int(t, "SELECT count(*) FROM audits WHERE action = 'key.rotate' AND team_id = 0"); n != 1 {
		t.Errorf("%d entries of the audit trail for one rotation", n)
	}
	if at, err := r.KeyRotated(ctx); err != nil || at.IsZero() {
		t.Errorf("rotated at %v, %v", at, err)
	}
}

func TestResealGoesOnWhereItEnded(t *testing.T) {
	r := newRotation(t, 250)
	cut, stop := context.WithCancel(ctx)
	_, err := r.Reseal(cut, r.new, func(int) { stop() })
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("was not cut off: %v", err)
	}
	if left := r.left(t); left == 0 || left > int64(len(r.open)) {
		t.Fatalf("%d values of the earlier key are left", left)
	}
	r.check(t, r.new) // Half of them old, half of them new.
	_, err = r.Reseal(ctx, r.new, func(int) {})
	testdb.Must(t, err)
	if left := r.left(t); left != 1 { // The setting, which is for ResealSettings.
		t.Errorf("%d values of the earlier key are left", left)
	}
	r.check(t, r.new)
}

// TestResealOverwritesNothing: somebody writes to the same rows all the while.
func TestResealOverwritesNothing(t *testing.T) {
	r := newRotation(t, 150)
	var group sync.WaitGroup
	changed := map[int64]string{}
	group.Go(func() {
		for row := int64(1); row <= 150; row++ {
			b := secrets.Binding{Team: int64(r.scope.Team.ID), Table: "resources", Row: row, Column: "sealed"}
			plain := fmt.Sprint("changed ", row)
			sealed, err := r.old.Seal(b, []byte(plain))
			if err != nil {
				t.Error(err)
				return
			}
			r.Exec(t, "UPDATE resources SET sealed = ? WHERE id = ?", sealed, row)
			changed[row] = plain
		}
	})
	for range 20 {
		_, err := r.Reseal(ctx, r.new, func(int) {})
		testdb.Must(t, err)
	}
	group.Wait()
	_, err := r.Reseal(ctx, r.new, func(int) {})
	testdb.Must(t, err)
	for row, plain := range changed {
		b := secrets.Binding{Team: int64(r.scope.Team.ID), Table: "resources", Row: row, Column: "sealed"}
		r.open[b] = plain
	}
	r.check(t, r.new)
	if left := r.left(t); left != 1 {
		t.Errorf("%d values of the earlier key are left", left)
	}
}

// Case 40: a sealed value moved to another row does not open.
func TestMovedValueStaysClosed(t *testing.T) {
	r := newRotation(t, 3)
	r.Exec(t, "UPDATE resources SET sealed = (SELECT sealed FROM resources WHERE id = 1) WHERE id = 2")
	resealed, err := r.Reseal(ctx, r.new, func(int) {})
	testdb.Must(t, err)
	if len(resealed.Closed) != 1 || resealed.Closed[0] != "resources 2" {
		t.Fatalf("closed: %v", resealed.Closed)
	}
	b := secrets.Binding{Team: int64(r.scope.Team.ID), Table: "resources", Row: 2, Column: "sealed"}
	if plain, err := r.new.Open(b, []byte(r.Text(t, "SELECT sealed FROM resources WHERE id = 2"))); !errors.Is(err, secrets.ErrSealed) {
		t.Errorf("opens as %q, %v", plain, err)
	}
	delete(r.open, b)
	r.check(t, r.new)
}

func TestKeyIsKeptWhileItIsNeeded(t *testing.T) {
	r := newRotation(t, 1)
	ran := 0
	run := func() error { ran++; return nil }
	left, err := r.IfNoneSealedWith(ctx, []uint32{r.old.Primary()}, r.audit(), run)
	if err != nil || left == 0 || ran != 0 {
		t.Errorf("%d left, ran %d times, %v", left, ran, err)
	}
	testdb.Must(t, r.ResealSettings(ctx, r.new, r.audit()))
	_, err = r.Reseal(ctx, r.new, func(int) {})
	testdb.Must(t, err)
	left, err = r.IfNoneSealedWith(ctx, []uint32{r.old.Primary()}, r.audit(), run)
	if err != nil || left != 0 || ran != 1 {
		t.Errorf("%d left, ran %d times, %v", left, ran, err)
	}
}
