package models

import (
	"bytes"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// compare returns the write that brings the known row to the observation, or
// nil if there is nothing to write.
func (in Intake) compare(known *Resource, item providers.Observation, source string, now time.Time) func(tx *gorm.DB) (ID, error) {
	item.Secrets = told(item.Secrets)
	if known != nil {
		item.Gauges = withSettings(item.Gauges, *known)
	}
	next := in.row(item, source, now)
	if known == nil {
		return in.insert(next, item)
	}
	next.ID, next.FirstSeen, next.StateSince = known.ID, known.FirstSeen, known.StateSince
	if item.Kind == providers.KindTicket && item.Gauges == nil {
		next.Gauges = known.Gauges // The list tells nothing of what was said.
	}
	if next.State != known.State {
		next.StateSince = now
	}
	digest := in.Digest(item.Secrets)
	cleared := digest == "" && item.Kind == providers.KindProfile // It tells all of them.
	if digest == "" && !cleared || digest == known.SealedDigest {
		next.Sealed, next.SealedNames, next.SealedDigest = known.Sealed, known.SealedNames, known.SealedDigest
		item.Secrets = nil
	}
	changes := differences(*known, next)
	same := len(changes) == 0 && bytes.Equal(known.Gauges, next.Gauges) && known.Missed == 0 &&
		known.GoneAt == nil && known.Search == next.Search && known.Parent == next.Parent && item.Secrets == nil && known.SealedDigest == next.SealedDigest
	if same {
		return nil
	}
	return in.update(known, next, item, changes)
}

func (in Intake) row(item providers.Observation, source string, now time.Time) Resource {
	r := Resource{
		TeamID: in.Account.TeamID, AccountID: in.Account.ID, Kind: item.Kind, Location: item.Location,
		ExternalID: item.ID, Parent: item.Parent, Source: source, Name: item.Name,
		State: item.State, StateWord: item.StateWord, StateSince: now,
		Facts: marshal(item.Facts), Gauges: marshal(item.Gauges),
		FirstSeen: now, LastSeen: now, CheckedAt: now,
	}
	r.Search = searchText(in.Account, r)
	fillSorted(&r)
	return r
}

func searchText(account Account, r Resource) string {
	words := []string{r.Name, r.ExternalID, r.Location, account.Label, string(account.Provider)}
	switch r.Kind {
	case providers.KindAddress:
		words = append(words, r.Named().Title)
	case providers.KindZone:
		words = append(words, UnicodeName(r.Name))
	case providers.KindReverse:
		words = append(words, r.Reverse().Value, UnicodeName(r.Reverse().Value))
	case providers.KindInvoice:
		facts := r.Invoice()
		words = append(append(words, "invoice", facts.Number, facts.Title), facts.To...)
	case providers.KindNetwork:
		words = append(words, r.Network().Subnet)
	case providers.KindServer:
		facts := r.Server()
		words = append(words, facts.System)
		for _, a := range facts.Addresses {
			words = append(words, a.IP)
		}
	}
	return strings.ToLower(strings.Join(words, "\n"))
}

func (in Intake) insert(next Resource, item providers.Observation) func(tx *gorm.DB) (ID, error) {
	return func(tx *gorm.DB) (ID, error) {
		done := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&next)
		if done.Error != nil || done.RowsAffected == 0 { // Another reading stored it first.
			return 0, done.Error
		}
		if len(item.Secrets) > 0 {
			if err := in.seal(&next, item); err != nil {
				return 0, err
			}
			if err := tx.Model(&next).Select("sealed", "sealed_names", "sealed_digest").Updates(&next).Error; err != nil {
				return 0, err
			}
		}
		return next.ID, tx.Create(&Change{TeamID: next.TeamID, ResourceID: next.ID, At: next.FirstSeen,
			Field: "found", After: next.Name, OperationID: workingOn(tx, next),
			First: in.Account.Checks[next.Source].At.IsZero()}).Error
	}
}

func (in Intake) update(known *Resource, next Resource, item providers.Observation, changes []Change) func(tx *gorm.DB) (ID, error) {
	return func(tx *gorm.DB) (ID, error) {
		if err := in.seal(&next, item); err != nil {
			return 0, err
		}
		done := unchanged(tx, known).Select("*").Omit("id", "first_seen").Updates(&next)
		if done.Error != nil || done.RowsAffected == 0 { // Read by itself meanwhile: that is newer.
			return 0, done.Error
		}
		by := workingOn(tx, next)
		for i := range changes {
			changes[i].OperationID = by
		}
		if len(changes) == 0 {
			return next.ID, nil
		}
		return next.ID, tx.Create(&changes).Error
	}
}

func (in Intake) seal(row *Resource, item providers.Observation) error {
	if len(item.Secrets) == 0 {
		return nil
	}
	sealed, err := in.Seal(row.ID, item.Secrets)
	if err != nil {
		return err
	}
	row.Sealed, row.SealedNames, row.SealedDigest = sealed, secretNames(item.Secrets), in.Digest(item.Secrets)
	return nil
}

// told drops empty secrets: a provider that stops telling one does not take
// the known one away.
func told(values map[string]secrets.Text) map[string]secrets.Text {
	var kept map[string]secrets.Text
	for name, value := range values {
		if value.IsZero() {
			continue
		}
		if kept == nil {
			kept = map[string]secrets.Text{}
		}
		kept[name] = value
	}
	return kept
}

// workingOn names the open operation on a resource, on the server it belongs
// to, or on a part of it: a change that happens meanwhile is put down to it.
func workingOn(tx *gorm.DB, r Resource) *ID {
	held := tx.Where("resource_id = ? OR server_id = ?", r.ID, r.ID)
	if r.Parent != "" {
		held = held.Or("resource_id IN (?)", tx.Model(&Resource{}).Select("id").Where(
			"account_id = ? AND kind = ? AND external_id = ?", r.AccountID, providers.KindServer, r.Parent))
	}
	var ids []ID
	err := tx.Model(&Operation{}).Where("status IN ?", []Status{StatusWaiting, StatusRunning}).Where(held).
		Order("id").Limit(1).Pluck("id", &ids).Error
	if err != nil || len(ids) == 0 {
		return nil
	}
	return &ids[0]
}
