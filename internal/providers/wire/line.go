package wire

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// whole fills in what the line lacks, so that no link has to ask.
func (l Line) whole() Line {
	if l.Kit.Log == nil {
		l.Kit.Log = slog.New(slog.DiscardHandler)
	}
	if l.Kit.Now == nil {
		l.Kit.Now = time.Now
	}
	if l.Kit.Allow == nil {
		l.Kit.Allow = func(context.Context, providers.Call) error { return nil }
	}
	if l.Refusal == nil {
		l.Refusal = func(Answer) (Refusal, bool) { return Refusal{}, false }
	}
	if l.Hide == nil {
		l.Hide = func() []secrets.Text { return nil }
	}
	return l
}

// maxSaid is how many bytes of a provider's words are kept.
const maxSaid = 2000

// quote makes a provider's words fit to be shown: the account's own secrets
// are taken out, what is not text is dropped and the length is bounded.
func (l Line) quote(said string) string {
	for _, secret := range l.Hide() {
		if !secret.IsZero() {
			said = strings.ReplaceAll(said, secret.Reveal(), secret.String())
		}
	}
	if len(said) > maxSaid {
		said = said[:maxSaid]
	}
	return strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(said, ""), "\x00", ""))
}
