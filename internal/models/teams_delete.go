package models

import (
	"cmp"
	"context"

	"gorm.io/gorm"

	"pinfold/internal/access"
)

// DeleteTeam removes the team with all that hangs on it but the audit trail. A
// team that has accounts stays, as does the last one of the panel.
func (sc Scope) DeleteTeam(ctx context.Context, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := sc.mayDelete(tx); err != nil {
			return err
		}
		entry.Kind, entry.TargetID, entry.TargetName = kindTeam, sc.Team.ID, sc.Team.Name
		if err := sc.audit(tx, entry); err != nil {
			return err
		}
		entry.UserID = sc.User.ID
		if err := sc.store.audit(tx, entry); err != nil {
			return err
		}
		return sc.erase(tx)
	})
}

func (sc Scope) mayDelete(tx *gorm.DB) error {
	own, err := sc.own(tx)
	if err != nil {
		return err
	}
	if !own.Role.May(access.OwnTeam) {
		return ErrRole
	}
	var accounts, teams int64
	if err := tx.Model(&Account{}).Where("team_id = ?", sc.Team.ID).Count(&accounts).Error; err != nil || accounts > 0 {
		return cmp.Or(err, ErrHasAccounts)
	}
	if err := tx.Model(&Team{}).Where("id <> ?", sc.Team.ID).Count(&teams).Error; err != nil || teams == 0 {
		return cmp.Or(err, ErrLastTeam)
	}
	return nil
}

// erase removes the rows of a team without accounts.
func (sc Scope) erase(tx *gorm.DB) error {
	operations := tx.Model(&Operation{}).Select("id").Where("team_id = ?", sc.Team.ID)
	members := tx.Model(&Membership{}).Select("id").Where("team_id = ?", sc.Team.ID)
	for _, part := range []struct {
		table any
		of    string
		ids   *gorm.DB
	}{{&Journal{}, "operation_id", operations}, {&Lock{}, "operation_id", operations}, {&Event{}, "operation_id", operations},
		{&MembershipAccount{}, "membership_id", members}} {
		if err := tx.Where(part.of+" IN (?)", part.ids).Delete(part.table).Error; err != nil {
			return err
		}
	}
	for _, table := range []any{&Operation{}, &Membership{}, &Invitation{}, &APIToken{}, &View{}, &Draft{}, &ZoneDraft{}, &CannedReply{},
		&AlertDelivery{}, &Alert{}, &AlertChannel{}, &AlertSettings{}, &RateSet{}, &CalendarFeed{}} {
		if err := tx.Where("team_id = ?", sc.Team.ID).Delete(table).Error; err != nil {
			return err
		}
	}
	return tx.Where("id = ?", sc.Team.ID).Delete(&Team{}).Error
}
