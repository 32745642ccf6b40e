package alerts

import (
	"context"
	"fmt"
	"slices"
	"time"

	"pinfold/internal/models"
)

// accountFailing tells of accounts whose provider gives no good answer.
var accountFailing = Rule{
	Name: "account.failing", Label: "Account in trouble", Severity: Urgent,
	Help: "An account cannot be read for as long as you choose.",
	Find: func(_ context.Context, in In) (found []Subject, err error) {
		wait := time.Duration(in.Settings.FailHours) * time.Hour
		for _, a := range in.Accounts {
			if a.Failures == 0 || a.FailingSince == nil || in.Now.Sub(*a.FailingSince) < wait {
				continue
			}
			found = append(found, Subject{Key: fmt.Sprint("account-", a.ID), Account: a.ID, Since: *a.FailingSince,
				Title: in.account(a.ID) + " gives no good answer", Text: a.LastError, Path: fmt.Sprintf("/accounts/%d", a.ID)})
		}
		slices.SortFunc(found, func(a, b Subject) int { return compareIDs(a.Account, b.Account) })
		return found, nil
	},
}

func compareIDs(a, b models.ID) int { return int(a - b) }
