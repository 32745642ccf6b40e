package models

import (
	"context"
	"errors"
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
)

// accountColumns name the account of a row, for those that belong to one.
var accountColumns = map[Table]string{TableResources: "account_id", TableOperations: "account_id", TableAccounts: "id",
	TableChannels: "", TableDeliveries: "", TableViews: "", TableCanned: ""}

// Elsewhere reports whether one of the ids is a row that the scope does not
// reach: of another team, of an account that the person does not see, or of
// another person. It is the same work whether or not there is one.
func (sc Scope) Elsewhere(ctx context.Context, table Table, ids []ID) (bool, error) {
	column, ok := accountColumns[table]
	if !ok {
		return false, errors.New("models: no such table: " + string(table))
	}
	db := sc.store.reader(ctx)
	reached := db.Where("team_id = ?", sc.Team.ID)
	switch {
	case table == TableViews:
		reached = reached.Where("(user_id = ? OR shared)", sc.User.ID)
	case column != "" && sc.limited:
		reached = reached.Where(column+" IN ?", append([]ID{0}, sc.allowed...))
	}
	var n int64
	err := db.Table(string(table)).Where("id IN ?", append([]ID{0}, ids...)).Not(reached).Count(&n).Error
	return n > 0, err
}
