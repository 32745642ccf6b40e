package models

import "context"

// Members returns the users of the team, also those who left it, since their
// names stand in its history.
func (sc Scope) Members(ctx context.Context) ([]User, error) {
	var users []User
	db := sc.store.reader(ctx)
	err := db.Where("id IN (?) OR id IN (?)",
		db.Model(&Membership{}).Select("user_id").Where("team_id = ?", sc.Team.ID),
		db.Model(&Operation{}).Select("DISTINCT user_id").Where("team_id = ?", sc.Team.ID)).
		Select("id", "name", "email").Find(&users).Error
	return users, err
}
