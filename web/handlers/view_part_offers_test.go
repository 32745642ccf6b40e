package handlers

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// generosity also restores and makes backups.
type generosity struct{ *generous }

func (generosity) Server(context.Context, providers.Ref) (o providers.Observation, err error) {
	return o, nil
}
func (generosity) BackupTypes() []string { return nil }
func (generosity) MakeBackup(context.Context, providers.Ref, providers.BackupOrder) (string, error) {
	return "", nil
}
func (generosity) RestoresStopped() bool { return false }
func (generosity) RestoreBackup(context.Context, providers.Ref, providers.Ref) (string, error) {
	return "", nil
}

func TestBackupsOfferWhatCanBeDone(t *testing.T) {
	t.Parallel()
	h := newHouse(t, behind(generosity{&generous{}}))
	server := h.server("web", providers.Running)
	intake := models.Intake{Scope: h.scope, Account: h.account}
	id, err := intake.One(ctx, "backups", providers.Observation{Kind: providers.KindBackup, ID: "b", Parent: server.ExternalID,
		Name: "Backup 2", State: providers.Available, Facts: providers.BackupFacts{SizeGB: 5}})
	if err != nil || id != 2 {
		t.Fatalf("backup %d: %v", id, err)
	}
	h.Exec(t, "INSERT INTO part_checks (resource_id, name, team_id, read_at) VALUES (?, 'backups', ?, ?)", server.ID, h.scope.Team.ID, h.Now())
	b := h.as(h.scope)
	b.get("/servers/1").want(t, http.StatusOK, `href="/servers/1/actions/server.backup"`, `href="/backups/2/actions/backup.restore"`,
		"Actions for Backup 2", "API has no call for this: ")
	dialog := b.get("/backups/2/actions/backup.restore")
	dialog.want(t, http.StatusOK, "Restore web from a backup", `href="/servers/1"`, "To confirm, type", "is lost for good")

	answer := b.send("POST", "/backups/2/actions/backup.restore", "form_id=a&confirm=web")
	if answer.StatusCode != http.StatusSeeOther || answer.Header.Get("Location") != "/servers/1" {
		t.Fatalf("status %d to %s", answer.StatusCode, answer.Header.Get("Location"))
	}
	busy := b.get("/servers/1")
	busy.want(t, http.StatusOK, "Restore Backup 2 of web", "Waits for its turn", "Restoring goes on. Wait until it has ended.")
	if strings.Contains(busy.body, `href="/backups/2/actions/backup.restore"`) || strings.Contains(busy.body, `href="/servers/1/actions/server.backup"`) {
		t.Error("what is locked is offered")
	}
	b.send("POST", "/servers/1/actions/server.backup", "form_id=b").want(t, http.StatusUnprocessableEntity, "Restoring goes on.")

	h.Exec(t, "UPDATE memberships SET role = ?", access.Viewer)
	if viewed := b.get("/servers/1"); strings.Contains(viewed.body, "/actions/") {
		t.Error("a viewer is offered actions")
	}
}
