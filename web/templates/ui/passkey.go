package ui

import (
	"context"

	"pinfold/web/templates/i18n"
)

// Ceremony is what a browser does with a passkey: it asks Options what for, and
// works at Origin alone.
type Ceremony struct {
	Options, Origin string
	// Offer lets the browser offer passkeys at a field whose autocomplete says
	// webauthn, before the button is pressed.
	Offer bool
	// Beside says that the form is sent by another button too, which Enter in a
	// field stands for.
	Beside bool
}

// attrs are read by passkey.js, with a sentence for each way it can end.
func (o Ceremony) attrs(ctx context.Context) Attrs {
	return Attrs{
		"data-passkey": o.Options, "data-passkey-origin": o.Origin, "data-passkey-offer": o.Offer,
		"data-say-cancelled": i18n.T(ctx, "Nothing was sent: the browser was cancelled, or waited too long."),
		"data-say-known":     i18n.T(ctx, "There is a passkey of yours on this device already."),
		"data-say-elsewhere": i18n.T(ctx, "Passkeys work at {origin} only. Open the panel there.", "origin", o.Origin),
		"data-say-none":      i18n.T(ctx, "This browser has no passkeys."),
		"data-say-failed":    i18n.T(ctx, "The panel or the browser did not answer as it should. Nothing was changed. Reload the page and try again."),
	}
}
