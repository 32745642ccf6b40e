package models

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"pinfold/internal/secrets"
)

// verifyBatch is how many entries are read at a time.
const verifyBatch = 2000

// verifier walks one trail.
type verifier struct {
	store  *Store
	keys   *secrets.Keyring
	report TrailReport
	// last is the newest entry that was looked at.
	last Audit
	lost *[]string
}

func (v *verifier) run(ctx context.Context) error {
	v.last.Seq = math.MinInt64
	for {
		walked := v.report.Entries
		if err := v.walk(ctx); err != nil || v.report.Fault != nil {
			return err
		}
		head, err := v.head(ctx)
		if err != nil {
			return err
		}
		// A panel that runs may have written on during the walk.
		if head.Seq > v.report.Entries && v.report.Entries > walked {
			continue
		}
		return v.end(ctx, head)
	}
}

// end compares what was walked with the head and its seal.
func (v *verifier) end(ctx context.Context, head AuditHead) error {
	switch r := &v.report; {
	case r.Entries < head.Seq:
		v.wrong(r.Entries+1, 0, TrailMissing, missingText(r.Entries+1, head.Seq)+" at the end.")
	case r.Entries > head.Seq:
		v.wrong(head.Seq+1, 0, TrailInserted, fmt.Sprintf("The panel wrote %d entries; there are more.", head.Seq))
	case r.Entries == 0 && r.TeamID != 0:
		v.wrong(1, 0, TrailMissing, "There is no entry at all, not even that the team was made.")
	case r.Head != head.Hash:
		v.wrong(r.Entries, v.last.ID, TrailReplaced, "It is not the entry that the panel wrote last.")
	case v.keys != nil && r.Entries > 0:
		return v.sealed(ctx, head)
	}
	return nil
}

func (v *verifier) sealed(ctx context.Context, head AuditHead) error {
	seq, hash, err := head.opened(v.keys)
	if err != nil {
		v.wrong(head.Seq, v.last.ID, TrailSeal, "The seal of the newest entry was not made with the key of this installation.")
		return nil
	}
	var rows []Audit
	err = v.store.reader(ctx).Where("team_id = ? AND seq = ?", v.report.TeamID, seq).Limit(1).Find(&rows).Error
	switch {
	case err != nil:
		return err
	case len(rows) == 0:
		v.wrong(v.report.Entries+1, 0, TrailMissing, missingText(v.report.Entries+1, seq)+" at the end.")
	case rows[0].Hash != hash:
		v.wrong(seq, rows[0].ID, TrailReplaced, "It is not the entry that the panel sealed: the trail was written anew without its key.")
	case seq < head.Seq:
		v.wrong(seq+1, 0, TrailSeal, "This entry and those after it were written without the key of this installation.")
	}
	return nil
}

func (v *verifier) head(ctx context.Context) (head AuditHead, err error) {
	var rows []AuditHead
	err = v.store.reader(ctx).Where("team_id = ?", v.report.TeamID).Limit(1).Find(&rows).Error
	if len(rows) > 0 {
		head = rows[0]
	}
	return head, err
}

// walk goes on to the end, or to the first entry that does not fit.
func (v *verifier) walk(ctx context.Context) error {
	for {
		var rows []Audit
		err := v.store.reader(ctx).Where("team_id = ? AND (seq > ? OR (seq = ? AND id > ?))", v.report.TeamID, v.last.Seq, v.last.Seq, v.last.ID).
			Order("seq, id").Limit(verifyBatch).Find(&rows).Error
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			if err := v.step(ctx, row); err != nil || v.report.Fault != nil {
				return err
			}
			v.last = row
		}
	}
}

// step takes the next entry, or says why it does not fit.
func (v *verifier) step(ctx context.Context, row Audit) error {
	next := v.report.Entries + 1
	switch {
	case row.Seq > next:
		v.wrong(next, 0, TrailMissing, missingText(next, row.Seq-1)+".")
	case row.Seq < next:
		v.wrong(row.Seq, row.ID, TrailInserted, "The panel wrote another entry with this number, or none.")
	case row.digest() != row.Hash:
		return v.misfit(ctx, row)
	case row.Prev != v.report.Head:
		v.wrong(row.Seq, row.ID, TrailReplaced, "It does not continue the entry before it: one of the two was replaced.")
	default:
		v.report.Entries, v.report.Head = row.Seq, row.Hash
		*v.lost = slices.DeleteFunc(*v.lost, func(kept string) bool { return strings.EqualFold(kept, row.Hash) })
	}
	return nil
}

// misfit tells an entry that was edited from one that stands in another place.
// The entry that it followed has the number before the one it had.
func (v *verifier) misfit(ctx context.Context, row Audit) error {
	var before []Audit
	err := v.store.reader(ctx).Where("team_id = ? AND hash = ?", v.report.TeamID, row.Prev).Limit(1).Find(&before).Error
	if err != nil {
		return err
	}
	stood := []int64{1, row.Seq - 1, row.Seq + 1}
	if len(before) > 0 {
		// That entry may have moved as well.
		stood = append(stood, before[0].Seq+1, before[0].Seq, before[0].Seq+2)
	}
	for _, seq := range stood {
		was := row
		if was.Seq = seq; was.digest() == row.Hash {
			v.wrong(row.Seq, row.ID, TrailMoved, fmt.Sprintf("It was written as entry %d.", seq))
			return nil
		}
	}
	v.wrong(row.Seq, row.ID, TrailChanged, "It was changed after it was written.")
	return nil
}

func (v *verifier) wrong(seq int64, id ID, what, text string) {
	if v.report.Fault == nil {
		v.report.Fault = &TrailFault{Seq: seq, ID: id, What: what, Text: text}
	}
}

func missingText(from, to int64) string {
	if from == to {
		return fmt.Sprintf("Entry %d is missing", from)
	}
	return fmt.Sprintf("Entries %d to %d are missing", from, to)
}
