package alerts

import (
	"context"
	"fmt"
	"time"

	"pinfold/internal/actions"
	"pinfold/internal/models"
)

// failedWithin is how long ago an operation may have failed to be told of: the
// panel may have been off for a while.
const failedWithin = 48 * time.Hour

// operationUnknown tells of operations that wait for a person's decision.
var operationUnknown = Rule{
	Name: "operation.unknown", Label: "Operation not known", Severity: Urgent,
	Help: "An answer was lost, and a person decides what happened.",
	Find: func(ctx context.Context, in In) ([]Subject, error) {
		ops, _, err := in.Scope.UnknownOperations(ctx, models.AlertMost)
		return in.operations(ops, "it is not known whether it happened"), err
	},
}

// operationFailed tells of operations that failed. A bulk run is one.
var operationFailed = Rule{
	Name: "operation.failed", Label: "Operation failed", Severity: Warning, Moment: true,
	Help: "A change was refused or could not be made. A run over many is one alert.",
	Find: func(ctx context.Context, in In) ([]Subject, error) {
		ops, _, err := in.Scope.FailedOperations(ctx, in.Now.Add(-failedWithin), models.AlertMost)
		return in.operations(ops, "failed"), err
	},
}

func (in In) operations(ops []models.Operation, what string) (found []Subject) {
	for _, op := range ops {
		s := Subject{Key: fmt.Sprint("operation-", op.ID), Account: op.AccountID, Text: op.Error, Path: fmt.Sprintf("/operations/%d", op.ID)}
		s.Title = operationTitle(op) + ": " + what
		if op.EndedAt != nil {
			s.Since = *op.EndedAt
		}
		if op.AccountID != 0 {
			s.Text = joined(in.account(op.AccountID)+".", op.Error)
		}
		found = append(found, s)
	}
	return found
}

// operationTitle is what was asked for, such as "Reboot web-1".
func operationTitle(op models.Operation) string {
	label := op.Action
	if action, ok := actions.Named(op.Action); ok {
		label = action.Words.Label
	}
	switch {
	case op.Children > 0:
		return fmt.Sprintf("%s %d", label, op.Children)
	case op.TargetName != "":
		return label + " " + op.TargetName
	}
	return label
}
