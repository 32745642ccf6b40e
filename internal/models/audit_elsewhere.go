package models

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"pinfold/internal/access"
)

// Table names what an id in an address stands for.
type Table string

// The tables whose ids stand in addresses.
const (
	TableResources  Table = "resources"
	TableOperations Table = "operations"
	TableAccounts   Table = "accounts"
	TableChannels   Table = "alert_channels"
	TableDeliveries Table = "alert_deliveries"
	TableViews      Table = "views"
	TableCanned     Table = "canned_replies"

	TableMembers     Table = "memberships"
	TableInvitations Table = "invitations"
	TableTokens      Table = "api_tokens"
	TablePasskeys    Table = "passkeys"
	TableIdentities  Table = "identities"
	TableTeams       Table = "teams"
)

// accountColumns name the account of a row, for those that belong to one.
var accountColumns = map[Table]string{TableResources: "account_id", TableOperations: "account_id", TableAccounts: "id",
	TableChannels: "", TableDeliveries: "", TableViews: "", TableCanned: "", TableMembers: "", TableInvitations: "", TableTokens: "",
	TablePasskeys: "", TableIdentities: "", TableTeams: ""}

// Elsewhere reports whether one of the ids is a row that the scope does not
// reach: of another team, of an account that the person does not see, or of
// another person. It is the same work whether or not there is one.
func (sc Scope) Elsewhere(ctx context.Context, table Table, ids []ID) (bool, error) {
	column, ok := accountColumns[table]
	if !ok {
		return false, errors.New("models: no such table: " + string(table))
	}
	db := sc.store.reader(ctx)
	var n int64
	err := db.Table(string(table)).Where("id IN ?", append([]ID{0}, ids...)).Not(sc.reached(db, table, column)).Count(&n).Error
	return n > 0, err
}

// reached are the rows of a table that the scope reaches.
func (sc Scope) reached(db *gorm.DB, table Table, account string) *gorm.DB {
	switch table {
	case TablePasskeys, TableIdentities:
		return db.Where("user_id = ?", sc.User.ID)
	case TableTeams:
		return db.Where("id IN (?)", db.Model(&Membership{}).Select("team_id").Where("user_id = ?", sc.User.ID))
	}
	reached := db.Where("team_id = ?", sc.Team.ID)
	switch {
	case table == TableViews:
		return reached.Where("(user_id = ? OR shared)", sc.User.ID)
	case table == TableTokens && !sc.May(access.ManageMembers):
		return reached.Where("user_id = ?", sc.User.ID)
	case account != "" && sc.limited:
		return reached.Where(account+" IN ?", append([]ID{0}, sc.allowed...))
	}
	return reached
}
