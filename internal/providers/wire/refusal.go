package wire

import (
	"fmt"
	"time"

	"pinfold/internal/providers"
)

// Refusal is a provider's answer that it did not do what was asked.
type Refusal struct {
	Kind providers.ErrorKind
	// Said is the provider's own text.
	Said string
	// Sentence replaces the usual one of the kind. That nothing was changed is
	// added to it where that is worth saying.
	Sentence string
}

// KindOf returns the usual kind of an HTTP status from 400 to 499.
func KindOf(status int) providers.ErrorKind {
	switch status {
	case 401:
		return providers.ErrAuth
	case 403:
		return providers.ErrPermission
	case 404, 410:
		return providers.ErrNotFound
	case 405, 409, 412, 423:
		return providers.ErrConflict
	case 429:
		return providers.ErrLimit
	}
	return providers.ErrInvalid
}

func (c *call) refused(answer Answer, r Refusal) error {
	e := &providers.Error{
		Kind: r.Kind, Op: c.Op, Status: answer.Status,
		Sentence: r.Sentence, Said: c.quote(r.Said),
	}
	if r.Kind == providers.ErrLimit {
		e.RetryAfter = retryAfter(answer, c.Kit.Now())
		if e.RetryAfter == 0 {
			e.RetryAfter = time.Minute
		}
	}
	if e.Sentence == "" {
		e.Sentence = c.wording(e)
	}
	if c.row.Write {
		e.Sentence += " Nothing was changed."
	}
	return e
}

func (c *call) wording(e *providers.Error) string {
	sentence := map[providers.ErrorKind]string{
		providers.ErrAuth:       "%s refused the credentials.",
		providers.ErrPermission: "%s refused: this account may not do that.",
		providers.ErrNotFound:   "%s does not have this.",
		providers.ErrConflict:   "%s does not allow this at the moment.",
		providers.ErrLimit:      "%s refused: there were too many calls.",
		providers.ErrInvalid:    "%s refused.",
	}[e.Kind]
	if sentence == "" {
		sentence = "%s refused."
	}
	sentence = fmt.Sprintf(sentence, c.Name)
	if e.RetryAfter > 0 {
		sentence += fmt.Sprintf(" It can go again in %d s.", int(e.RetryAfter.Round(time.Second).Seconds()))
	}
	return sentence
}
