package jobs_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost"
	"pinfold/internal/sandbox"
	"pinfold/internal/testdb"
)

func newTokenRig(t *testing.T) *rig {
	t.Helper()
	return newRig(t, func(s *setup) { s.vendor = idcloudhost.Vendor() })
}

// askRotation asks for another token as the handlers do.
func (r *rig) askRotation() models.Operation {
	r.t.Helper()
	op := testdb.Operation(models.Resource{AccountID: r.account.ID, Kind: providers.KindAccount})
	op.Action, op.LockKey = "account.rotate_token", fmt.Sprintf("account-%d", r.account.ID)
	return testdb.Started(r.t, r.scope, op)
}

// stored is the token that the account has now.
func (r *rig) stored() string {
	r.t.Helper()
	account, err := r.scope.Account(ctx, r.account.ID)
	testdb.Must(r.t, err)
	values, err := r.opts.Fleet.Credentials(account)
	testdb.Must(r.t, err)
	return values["apikey"]
}

// accepts asks the provider for the user with a token.
func (r *rig) accepts(token string) bool {
	r.t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.account.Settings["endpoint"]+"/user-resource/user", nil)
	testdb.Must(r.t, err)
	req.Header.Set("apikey", token)
	answer, err := http.DefaultClient.Do(req)
	testdb.Must(r.t, err)
	testdb.Must(r.t, answer.Body.Close())
	return answer.StatusCode == http.StatusOK
}

// wantRotated checks that the account has another token, which works, and that
// the old one does not.
func (r *rig) wantRotated(op models.Operation) {
	r.t.Helper()
	if op.Status != models.StatusSucceeded {
		r.t.Errorf("ended as %s: %s", op.Status, op.Error)
	}
	if now := r.stored(); now == sandbox.DefaultIDCloudHostKey || !r.accepts(now) || r.accepts(sandbox.DefaultIDCloudHostKey) {
		r.t.Error("the account does not have a new token, or the old one works on")
	}
	if r.ops() != "IDC-05 IDC-03" {
		r.t.Errorf("sent %s", r.ops())
	}
	if strings.Contains(r.log.String(), r.stored()) {
		r.t.Error("the log tells the new token")
	}
	if op.Answer != nil {
		r.t.Error("the new token is shown")
	}
}

func (r *rig) ops() string {
	var ops []string
	for _, e := range r.box.Ledger() {
		ops = append(ops, e.Op)
	}
	return strings.Join(ops, " ")
}

// TestRotation keeps what is known of the old token, and the limits of reach.
func TestRotation(t *testing.T) {
	t.Parallel()
	r := newTokenRig(t)
	before := r.account.Fingerprint
	r.wantRotated(r.ended(r.askRotation()))
	made := r.box.Ledger()[0]
	if made.Details["description"] != "Pinfold" || made.Details["restricted"] != "false" || made.Details["billing"] != "0" {
		t.Errorf("it made %+v", made)
	}
	id := r.Int(t, "SELECT id FROM resources WHERE kind = 'token' AND external_id = ?", made.Target)
	token, err := r.scope.Resource(ctx, providers.KindToken, models.ID(id))
	if err != nil || !token.Token().Own {
		t.Errorf("the new token is not known as the panel's: %+v, %v", token, err)
	}
	if account, err := r.scope.Account(ctx, r.account.ID); err != nil || account.Fingerprint == before || account.Version != r.account.Version+1 {
		t.Errorf("%+v, %v", account, err)
	}
}

// TestRotationFails breaks each step: whatever happens, the token that is
// stored works, and what remains to be done is told.
func TestRotationFails(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		op    string
		fault sandbox.Fault
		times int
		// says is the sentence of a failure, "" for a success.
		says string
		// ops are what happened, rotated whether the account has the new token.
		ops     string
		rotated bool
	}{
		{"tokens cannot be read", "IDC-06", sandbox.Fault{Kind: sandbox.FaultStatus, Status: 403}, 0, "IDCloudHost refused", "", false},
		{"creation refused", "IDC-05", sandbox.Fault{Kind: sandbox.FaultStatus, Status: 400}, 0, "IDCloudHost refused", "", false},
		{"creation lost", "IDC-05", sandbox.Fault{Kind: sandbox.FaultLost}, 1, "", "IDC-05 IDC-03", true},
		{"proof fails once", "IDC-01", sandbox.Fault{Kind: sandbox.FaultStatus, Status: 403}, 1, "", "IDC-05 IDC-03", true},
		{"proof refused", "IDC-01", sandbox.Fault{Kind: sandbox.FaultStatus, Status: 403}, 0,
			"The panel goes on with the old token. The new one, number 102, is still there: delete it under Keys.", "IDC-05", false},
		{"proof without an answer", "IDC-01", sandbox.Fault{Kind: sandbox.FaultCut}, 0,
			"The panel goes on with the old token. The new one, number 102, is still there: delete it under Keys.", "IDC-05", false},
		{"deletion refused", "IDC-03", sandbox.Fault{Kind: sandbox.FaultStatus, Status: 400}, 0,
			"The account works with the new token. The old one, number 101, is still there: delete it under Keys.", "IDC-05", true},
		{"deletion lost", "IDC-03", sandbox.Fault{Kind: sandbox.FaultLost}, 1, "", "IDC-05 IDC-03", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := newTokenRig(t)
			test.fault.Provider, test.fault.Op, test.fault.Times = "idcloudhost", test.op, test.times
			r.box.SetFault(test.fault)
			op := r.ended(r.askRotation())
			r.box.ClearFaults()
			if test.says == "" {
				r.wantRotated(op)
			} else if op.Status != models.StatusFailed || !strings.Contains(op.Error, test.says) {
				t.Errorf("ended as %s: %s", op.Status, op.Error)
			}
			if r.ops() != test.ops || !r.accepts(r.stored()) || (r.stored() != sandbox.DefaultIDCloudHostKey) != test.rotated {
				t.Errorf("sent %s; the stored token is new: %v, works: %v", r.ops(), r.stored() != sandbox.DefaultIDCloudHostKey, r.accepts(r.stored()))
			}
		})
	}
}

// TestRotationIsInterrupted stops the panel while each call hangs: another
// process goes on, with one creation in all.
func TestRotationIsInterrupted(t *testing.T) {
	t.Parallel()
	for _, call := range []string{"IDC-06", "IDC-05", "IDC-01", "IDC-03"} {
		for _, executed := range []bool{true, false} {
			if !executed && call == "IDC-05" {
				continue // A creation that did not happen leaves a person to decide.
			}
			t.Run(fmt.Sprintf("%s, executed %v", call, executed), func(t *testing.T) {
				t.Parallel()
				r := newTokenRig(t)
				before := r.box.Calls()[call]
				r.box.SetFault(sandbox.Fault{Provider: "idcloudhost", Op: call, Kind: sandbox.FaultHang, Execute: executed, Times: 1})
				op := r.askRotation()
				r.jobs.Wake(ctx, op.ID, op.DueAt)
				r.until(call+" is under way", func() bool { return r.box.Calls()[call] > before })
				r.stop()
				r.box.ClearFaults()
				if !r.accepts(r.stored()) {
					t.Error("what is stored does not work")
				}
				r.start()
				r.wantRotated(r.ended(op))
			})
		}
	}
}
