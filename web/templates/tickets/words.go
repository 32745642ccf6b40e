package tickets

import (
	"context"

	"pinfold/web/templates/i18n"
)

// said is the provider's own word for the state.
func (r Row) said(ctx context.Context) string {
	if r.Word == "" {
		return ""
	}
	return i18n.T(ctx, "{provider} says: {word}", "provider", r.Provider, "word", r.Word)
}

// fate says why a reply was not sent and where its text is.
func (s Sent) fate(ctx context.Context) string {
	if s.Kept {
		return i18n.T(ctx, "{why} Your text is kept below.", "why", s.Detail)
	}
	return s.Detail
}
