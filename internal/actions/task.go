package actions

import (
	"context"
	"encoding/json"
	"errors"

	"pinfold/internal/providers"
)

// untilTask is Until for a write that may have begun a task at the provider:
// while that is pending, nothing is taken for done, whatever the thing shows.
func (r *Run) untilTask(ctx context.Context, c providers.ServerReader, step, showing string,
	check func(ctx context.Context) (bool, error),
) error {
	var pending *providers.Task
	err := r.Until(ctx, step, showing, func(ctx context.Context) (done bool, err error) {
		if pending, err = r.pendingTask(ctx, c, step); err != nil || pending != nil {
			return false, err
		}
		return check(ctx)
	})
	if pending == nil {
		return err
	}
	var doubt *Doubt
	var snooze *Snooze
	switch {
	case errors.As(err, &doubt):
		return &Doubt{Sentence: r.taskDoubt(ctx, c, *pending)}
	case errors.As(err, &snooze):
		snooze.Step = r.taskWords(*pending)
	}
	return err
}

// pendingTask returns the task that the step began, if the provider shows it as
// not ended. A task that is not listed any more has ended.
func (r *Run) pendingTask(ctx context.Context, c providers.ServerReader, step string) (*providers.Task, error) {
	reader, ok := c.(providers.TaskReader)
	if !ok {
		return nil, nil
	}
	row, _, err := r.Lease.Journal(ctx, step)
	var receipt providers.Receipt
	if err != nil || json.Unmarshal(row.Answer, &receipt) != nil || receipt.Task == "" {
		return nil, err
	}
	tasks, err := reader.Tasks(ctx, r.Server())
	for _, t := range tasks {
		if t.ID == receipt.Task && t.Pending {
			return &t, nil
		}
	}
	return nil, err
}

func (r *Run) taskWords(t providers.Task) string {
	text := r.Vendor.Name + "'s task " + t.ID + " (" + t.Action + ") is " + t.Word
	if !t.Since.IsZero() {
		text += " since " + t.Since.UTC().Format("2006-01-02 15:04 UTC")
	}
	return text + "."
}

// taskDoubt also tells how the server shows itself meanwhile.
func (r *Run) taskDoubt(ctx context.Context, c providers.ServerReader, t providers.Task) string {
	text := r.Vendor.Name + " took the call, but its work may hang. " + r.taskWords(t)
	if item, err := r.look(ctx, c); err == nil && item.StateWord != "" {
		text += " The server itself shows as " + item.StateWord + "."
	}
	return text
}
