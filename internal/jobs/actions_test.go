package jobs_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"testing"

	"pinfold/internal/feed"
	"pinfold/internal/fleet"
	"pinfold/internal/form"
	"pinfold/internal/jobs"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
	"pinfold/internal/secrets"
	"pinfold/internal/testdb"
)

// wantDone checks everything that a succeeded operation leaves behind.
func (r *rig) wantDone(op models.Operation, external string) {
	r.t.Helper()
	if op.Status != models.StatusSucceeded || op.Error != "" || op.EndedAt == nil || op.LeaseOwner != "" || op.Sealed != nil {
		r.t.Errorf("ended as %s %q: %+v", op.Status, op.Error, op)
	}
	if j := r.journal(op); j.State != models.JournalDone || j.EndedAt == nil || j.Alone != nil || j.Sealed != nil {
		r.t.Errorf("journal %+v", j)
	}
	if n := r.locks(op); n != 0 {
		r.t.Errorf("%d locks are left", n)
	}
	if n := r.executed(external); n != 1 {
		r.t.Errorf("executed %d times", n)
	}
}

func TestPowerIsDoneOnceAndShown(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	sub := r.bus.Subscribe()
	defer sub.Close()
	for _, step := range []struct {
		action, command string
		want            providers.State
		words           string
	}{
		{"server.stop", "stop", providers.Stopped, "sent, done, succeeded"},
		{"server.start", "start", providers.Running, "sent, done, succeeded"},
		{"server.reboot", "reboot", providers.Running, "sent, done, read, succeeded"},
	} {
		r.box.Reset()
		op := r.do(step.action, r.server("60"))
		r.wantDone(op, "60")
		if words := r.words(op); words != step.words {
			t.Errorf("%s: log %q", step.action, words)
		}
		if entry := r.box.Ledger()[0]; entry.Op != "CLO-10" || entry.Details["action"] != step.command {
			t.Errorf("%s: ledger %+v", step.action, entry)
		}
		server := r.server("60")
		if server.State != step.want || op.ResourceID != server.ID {
			t.Errorf("%s: shown as %s, the operation is about %d", step.action, server.State, op.ResourceID)
		}
		r.wantTold(sub, op, server)
	}
}

// wantTold checks that every page with a part in it was told.
func (r *rig) wantTold(sub *feed.Subscription, op models.Operation, server models.Resource) {
	r.t.Helper()
	told := map[string]bool{}
	for _, e := range sub.Take() {
		if e.Team != int64(r.scope.Team.ID) || e.Account != int64(r.account.ID) {
			r.t.Errorf("told %+v", e)
		}
		told[fmt.Sprintf("%s-%d", e.Kind, e.ID)] = true
	}
	for _, name := range []string{fmt.Sprintf("operation-%d", op.ID), "operation-0", fmt.Sprintf("server-%d", server.ID), "server-0"} {
		if !told[name] {
			r.t.Errorf("%s was not told: %v", name, told)
		}
	}
}

func TestDeletedServerIsGone(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	op := r.do("server.delete", r.server("186"))
	r.wantDone(op, "186")
	if r.server("186").GoneAt == nil {
		t.Error("it is still shown")
	}
	if entry := r.box.Ledger()[0]; entry.Op != "CLO-08" {
		t.Errorf("ledger %+v", entry)
	}
}

var order = form.Values{
	"vps_type": "VirtualServer", "system": "image", "vps_os": "551",
	"vps_memory": "512", "vps_hdd": "5", "vps_admin": "1", "vps_pay_period": "h", "vps_abonement": "1",
}

// create asks for a server whose name is sealed, as a secret field would be.
func (r *rig) create(name string) models.Operation {
	r.t.Helper()
	op := testdb.Operation(models.Resource{AccountID: r.account.ID, Kind: providers.KindServer, Name: name})
	op.Action, op.Input = "server.create", order
	_, err := r.scope.Start(ctx, op, func(row models.ID) ([]byte, error) {
		return r.keys.SealMap(jobs.InputOf(r.scope.Team.ID, row), map[string]secrets.Text{"name": secrets.NewText(name)})
	})
	testdb.Must(r.t, err)
	return *op
}

func TestCreationKeepsItsAnswerSealed(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	op := r.ended(r.create("web-1"))
	entry := r.box.Ledger()[0]
	r.wantDone(op, entry.Target)
	if entry.Op != "CLO-06" || entry.Details["name"] != "web-1" || op.ExternalID != entry.Target {
		t.Errorf("made %+v for an operation about %q", entry, op.ExternalID)
	}
	server := r.server(entry.Target)
	if server.State != providers.Running || server.Name != "web-1" || op.ResourceID != server.ID {
		t.Errorf("shown as %s %q, the operation is about %d", server.State, server.Name, op.ResourceID)
	}
	answer, err := r.keys.OpenMap(jobs.AnswerOf(op.TeamID, op.ID), op.Answer)
	testdb.Must(t, err)
	known, err := r.keys.OpenMap(fleet.SecretsOf(op.TeamID, server.ID), server.Sealed)
	testdb.Must(t, err)
	var passwords []string
	for _, value := range answer {
		passwords = append(passwords, value.Reveal())
	}
	if len(passwords) != 1 || !slices.ContainsFunc(valuesOf(known), func(v string) bool { return v == passwords[0] }) {
		t.Fatalf("the answer holds %d passwords, none of the server's", len(passwords))
	}
	if _, err := r.keys.OpenMap(jobs.AnswerOf(op.TeamID, op.ID+1), op.Answer); err == nil {
		t.Error("the answer opens for another operation")
	}
	r.wantNowhere(append(valuesOf(known), sandbox.DefaultClodoKey))
}

func valuesOf(m map[string]secrets.Text) (values []string) {
	for _, value := range m {
		values = append(values, value.Reveal())
	}
	return values
}

// wantNowhere searches log and files for secrets in plain text.
func (r *rig) wantNowhere(values []string) {
	r.t.Helper()
	text := []byte(r.log.String())
	for _, path := range []string{r.Path, r.Path + "-wal", r.opts.QueuePath, r.opts.QueuePath + "-wal"} {
		data, err := os.ReadFile(path)
		if err == nil {
			text = append(text, data...)
		}
	}
	for _, value := range values {
		if bytes.Contains(text, []byte(value)) {
			r.t.Errorf("%q stands in plain text in a log or a file", value)
		}
	}
}
