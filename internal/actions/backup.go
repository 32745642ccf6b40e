package actions

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// backupFacts decodes what is known of a copy. Facts of another shape yield
// zero values: a plan says less rather than nothing.
func backupFacts(r *models.Resource) (facts providers.BackupFacts) {
	if r != nil {
		_ = json.Unmarshal(r.Facts, &facts)
	}
	return facts
}

// serverName is what a person calls the server that the target belongs to, or
// the target itself where none is known.
func serverName(t Target) string {
	if t.Server == nil {
		return t.Name()
	}
	return cmp.Or(t.Server.Name, t.Server.ExternalID)
}

// blockedByServer says why nothing can be done to a copy while its server is in
// one of these states.
func blockedByServer(t Target, reasons map[providers.State]string) string {
	if t.Server == nil {
		return ""
	}
	if t.Server.GoneAt != nil {
		return "Its server does not exist at " + t.Vendor.Name + " any more."
	}
	server := t
	server.Resource = t.Server
	return blockedBy(server, reasons)
}

// ofServer is a list of the target's server: the copies that the inventory
// knows, the newest first.
func ofServer(t Target) (found []providers.BackupFacts) {
	if t.Resource == nil {
		return nil
	}
	for _, o := range t.known(providers.KindBackup) {
		facts, ok := o.Facts.(providers.BackupFacts)
		if ok && o.Parent == t.Resource.ExternalID && (o.Location == t.Resource.Location || o.Location == "") {
			found = append(found, facts)
		}
	}
	slices.SortFunc(found, func(a, b providers.BackupFacts) int { return b.MadeAt.Compare(a.MadeAt) })
	return found
}

// backups reads the copies of the server and stores them.
func (r *Run) backups(ctx context.Context, c providers.ServerParts) ([]providers.Observation, error) {
	for _, source := range c.Parts(r.Server()) {
		if slices.Contains(source.Kinds, providers.KindBackup) {
			return r.Part(ctx, c, source.Name)
		}
	}
	return nil, nil
}

// backup reads the copy that the run is about, and whether it is there.
func (r *Run) backup(ctx context.Context, c providers.ServerParts) (facts providers.BackupFacts, there bool, err error) {
	items, err := r.backups(ctx, c)
	for _, item := range items {
		if item.ID == r.Ref().ID {
			facts, _ = item.Facts.(providers.BackupFacts)
			return facts, true, err
		}
	}
	return facts, false, err
}

// sameBackup fails unless the copy is there and as old as it was when a person
// decided about it: a schedule may have made it anew since.
func (r *Run) sameBackup(ctx context.Context, c providers.ServerParts) error {
	facts, there, err := r.backup(ctx, c)
	was := backupFacts(r.Resource).MadeAt
	switch {
	case err != nil:
		return err
	case !there:
		return r.noBackup()
	case !was.IsZero() && !facts.MadeAt.Equal(was):
		return &providers.Error{Kind: providers.ErrConflict, Op: r.Write(), NotSent: true,
			Sentence: "The backup was made anew at " + moment(facts.MadeAt) + ", after you looked at it. Nothing was sent."}
	}
	return nil
}

func (r *Run) noBackup() error {
	return &providers.Error{Kind: providers.ErrNotFound, Op: r.Write(), NotSent: true,
		Sentence: r.Vendor.Name + " does not list this backup any more. Nothing was sent."}
}

// moment names its zone, since a plan does not know the person's.
func moment(at time.Time) string { return at.UTC().Format("2 Jan 2006, 15:04 UTC") }

// requestCall is the reading of long work, whose number is not known yet.
func requestCall(t Target) PlannedCall {
	call := t.Call("CLO-42", "")
	call.Path = "/requests/…"
	return call
}
