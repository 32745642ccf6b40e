package wire

import (
	"context"

	"pinfold/internal/providers"
)

// judged turns whatever came of the attempt into a success or an error with a
// kind. A write is either done, refused, or not known; nothing in between.
func judged(next send) send {
	return func(ctx context.Context, c *call) (Answer, error) {
		answer, err := next(ctx, c)
		if err != nil {
			return Answer{Status: answer.Status}, c.broken(ctx, answer.Status, err)
		}
		if err := c.verdict(answer); err != nil {
			return Answer{Status: answer.Status}, err
		}
		return answer, nil
	}
}

func (c *call) verdict(answer Answer) error {
	if answer.Status >= 300 && answer.Status < 400 {
		return c.stray(answer.Status, c.Name+" pointed to another address. It was not followed, and nothing was sent there.", nil)
	}
	if refusal, ok := c.Refusal(answer); ok {
		return c.refused(answer, refusal)
	}
	if answer.Status/100 != 2 {
		return c.failed(answer)
	}
	if c.Parse == nil {
		return nil
	}
	if err := c.Parse(answer); err != nil {
		return c.stray(answer.Status, notItsAPI(answer), bare(err))
	}
	return nil
}

// failed judges a status that neither succeeds nor refuses.
func (c *call) failed(answer Answer) error {
	e := &providers.Error{Op: c.Op, Status: answer.Status, RetryAfter: retryAfter(answer, c.Kit.Now())}
	switch {
	case c.row.Write:
		e.Kind, e.RetryAfter = providers.ErrUnknown, 0
		e.Sentence = notKnown(c.Name) + " " + ownError(c.Name, answer.Status)
	case answer.Status >= 500 || answer.Status == 408:
		e.Kind, e.Sentence = providers.ErrUnavailable, ownError(c.Name, answer.Status)
	default:
		e.Kind, e.Sentence = providers.ErrUnexpected, notItsAPI(answer)
	}
	return e
}

// stray judges an answer that the API would not give.
func (c *call) stray(status int, sentence string, cause error) error {
	e := &providers.Error{Kind: providers.ErrUnexpected, Op: c.Op, Status: status, Sentence: sentence, Cause: cause}
	if c.row.Write {
		e.Kind = providers.ErrUnknown
		e.Sentence = notKnown(c.Name) + " " + sentence
	}
	return e
}
