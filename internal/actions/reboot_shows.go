package actions

import (
	"context"
	"encoding/json"
	"time"

	"pinfold/internal/providers"
)

const (
	// traceFor is how long a trace of a reboot is waited for once the provider
	// took the call, while the server shows as running. A provider may show it
	// so before it begins, and one without traces shows nothing else.
	traceFor = 10 * time.Second
	// seenDown is the note of a reboot during which the server was seen down.
	seenDown = "The provider answered. The server was seen not running since."
)

// rebootShows tells whether the server runs again: it was seen not running, or
// the provider shows the reboot, or time enough has passed for either.
func rebootShows(ctx context.Context, r *Run, c providers.Rebooter) (bool, error) {
	item, err := r.look(ctx, c)
	if err != nil {
		return false, err
	}
	row, _, err := r.Lease.Journal(ctx, stepReboot)
	if err != nil {
		return false, err
	}
	switch {
	case item.State != providers.Running:
		if row.Note == seenDown || item.State == providers.Unknown {
			return false, nil
		}
		return false, r.Lease.Looked(ctx, stepReboot, seenDown)
	case row.Note == seenDown, row.EndedAt == nil, r.Now().Sub(*row.EndedAt) >= traceFor:
		return true, nil
	}
	var mark string
	if json.Unmarshal(row.Before, &mark) != nil || mark == providers.NoTrace {
		return false, nil
	}
	// What cannot be read is no trace: the time decides.
	n, err := c.RebootsSince(ctx, r.Ref(), mark)
	return err == nil && n > 0, nil
}
