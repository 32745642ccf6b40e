package wire

import (
	"context"
	"errors"

	"pinfold/internal/providers"
)

// limited asks the limiter before each call. A call that may not go now is a
// Limit error, and nothing of it is sent.
func limited(next send) send {
	return func(ctx context.Context, c *call) (Answer, error) {
		if err := ctx.Err(); err != nil {
			return Answer{}, c.fault(providers.ErrUnavailable, "The call was given up. Nothing was sent.", err)
		}
		ask := providers.Call{Op: c.Op, Method: c.Method, Path: c.Path}
		if err := c.Kit.Allow(ctx, ask); err != nil {
			return Answer{}, c.held(err)
		}
		return next(ctx, c)
	}
}

// held keeps the limiter's sentence and time to wait.
func (c *call) held(err error) error {
	held := c.fault(providers.ErrLimit, "The limit of calls to "+c.Name+" is used up for now. Nothing was sent.", nil)
	var said *providers.Error
	if errors.As(err, &said) {
		held.RetryAfter = said.RetryAfter
		held.Cause = said.Cause
		if said.Sentence != "" {
			held.Sentence = said.Sentence
		}
		return held
	}
	held.Cause = bare(err)
	return held
}
