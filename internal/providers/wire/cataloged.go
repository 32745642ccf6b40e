package wire

import (
	"context"

	"pinfold/internal/providers"
)

// The mistakes of a caller that this link stops.
const (
	errNoRow     = Plain("the operation is not in the catalog")
	errMethod    = Plain("the operation is not documented with this method")
	errNoIntent  = Plain("a write without a recorded intent")
	errOtherCall = Plain("the recorded intent is for another operation")
)

// cataloged lets only documented operations pass, and writes only if their
// intent was recorded. Whatever it stops is a mistake in the panel.
func cataloged(next send) send {
	return func(ctx context.Context, c *call) (Answer, error) {
		row, ok := providers.Lookup(c.Op)
		c.row = row.As(c.Variant)
		if err := c.admit(ctx, ok); err != nil {
			return Answer{}, c.fault(providers.ErrInternal, "Internal error. Nothing was sent.", err)
		}
		return next(ctx, c)
	}
}

func (c *call) admit(ctx context.Context, documented bool) error {
	switch {
	case !documented:
		return errNoRow
	case !c.row.Allows(c.Method):
		return errMethod
	case !c.row.Write:
		return nil
	}
	intent, ok := providers.IntentOf(ctx)
	switch {
	case !ok:
		return errNoIntent
	case intent.Op != c.Op:
		return errOtherCall
	}
	return nil
}
