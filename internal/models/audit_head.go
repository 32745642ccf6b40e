package models

import (
	"fmt"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"pinfold/internal/secrets"
)

// AuditHead is the newest entry of a team's trail. It tells when entries are
// missing at the end, and its seal when somebody without the installation's key
// wrote the trail anew.
type AuditHead struct {
	TeamID ID `gorm:"primaryKey;autoIncrement:false"`
	Seq    int64
	Hash   string
	// Sealed holds the number and the hash of an entry: the newest that was
	// written by a panel that has the key.
	Sealed []byte
}

// auditGuards make the database refuse to change or remove what the trail
// holds, and to turn its heads back.
var auditGuards = []string{
	`CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audits BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END`,
	`CREATE TRIGGER audit_kept BEFORE DELETE ON audits BEGIN SELECT RAISE(ABORT, 'audit entries are never removed'); END`,
	`CREATE TRIGGER audit_head_kept BEFORE DELETE ON audit_heads BEGIN SELECT RAISE(ABORT, 'heads of the audit trail are never removed'); END`,
	`CREATE TRIGGER audit_head_onward BEFORE UPDATE ON audit_heads WHEN NEW.team_id <> OLD.team_id OR NEW.seq < OLD.seq
		OR (NEW.seq = OLD.seq AND NEW.hash <> OLD.hash)
		BEGIN SELECT RAISE(ABORT, 'heads of the audit trail only move on'); END`,
}

// SealTrail makes the store seal the head of a trail with each entry. It is
// called before the store is used.
func (s *Store) SealTrail(keys *secrets.Keyring) { s.trailKeys = keys }

// AuditHeadBinding names the place that a head's seal is for.
func AuditHeadBinding(team ID) secrets.Binding {
	return secrets.Binding{Team: int64(team), Table: "audit_heads", Row: int64(team), Column: "sealed"}
}

// link makes the entry the next one of its team's trail.
func (s *Store) link(tx *gorm.DB, entry Audit) error {
	var heads []AuditHead
	if err := tx.Where("team_id = ?", entry.TeamID).Limit(1).Find(&heads).Error; err != nil {
		return err
	}
	head := AuditHead{TeamID: entry.TeamID}
	if len(heads) > 0 {
		head = heads[0]
	}
	entry = entry.storable()
	entry.Seq, entry.Prev = head.Seq+1, head.Hash
	entry.Hash = entry.digest()
	if err := tx.Create(&entry).Error; err != nil {
		return err
	}
	head.Seq, head.Hash = entry.Seq, entry.Hash
	if s.trailKeys != nil {
		sealed, err := s.trailKeys.Seal(AuditHeadBinding(head.TeamID), head.plain())
		if err != nil {
			return err
		}
		head.Sealed = sealed
	}
	return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&head).Error
}

// plain is what a seal holds.
func (h AuditHead) plain() []byte { return fmt.Appendf(nil, "%d %s", h.Seq, h.Hash) }

// opened returns what the seal holds.
func (h AuditHead) opened(keys *secrets.Keyring) (seq int64, hash string, err error) {
	plain, err := keys.Open(AuditHeadBinding(h.TeamID), h.Sealed)
	if err != nil {
		return 0, "", err
	}
	_, err = fmt.Fscan(strings.NewReader(string(plain)), &seq, &hash)
	return seq, hash, err
}
