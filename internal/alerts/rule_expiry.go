package alerts

import (
	"context"
	"fmt"

	"pinfold/internal/models"
)

// serverExpires tells of servers that end soon unless they are paid for. One
// that was prolonged is told of again before its next day.
var serverExpires = Rule{
	Name: "server.expires", Label: "Server expires", Severity: Warning,
	Help: "A server is paid until a day that comes.",
	Find: func(ctx context.Context, in In) (found []Subject, err error) {
		rows, _, err := in.Scope.ExpiringServers(ctx, in.Now, in.Now.Add(days(in.Settings.ExpireDays)), models.AlertMost)
		for _, r := range rows {
			until := r.ExpiresAt.UTC()
			found = append(found, Subject{Key: fmt.Sprintf("server-%d-%s", r.ID, until.Format("2006-01-02")), Account: r.AccountID,
				Title: r.Name + " is paid until " + dayText(until), Text: in.account(r.AccountID) + ". It ends unless it is paid for.",
				Path: fmt.Sprintf("/servers/%d", r.ID)})
		}
		return found, err
	},
}
