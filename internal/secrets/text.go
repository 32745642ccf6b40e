// Package secrets keeps credentials out of logs, pages and stored rows: a
// text type that prints as [redacted], and authenticated encryption bound to
// the row that holds the sealed value.
package secrets

import (
	"fmt"
	"log/slog"
)

const redacted = "[redacted]"

// Text is a secret string. It prints, logs and marshals as [redacted]; only
// Reveal returns what it holds. The value stands behind a pointer, because fmt
// calls no method on an unexported field and would print what is inside.
type Text struct{ value *string }

// NewText wraps a secret.
func NewText(value string) Text { return Text{&value} }

// Reveal returns the secret itself.
func (t Text) Reveal() string {
	if t.value == nil {
		return ""
	}
	return *t.value
}

// IsZero reports whether there is no secret.
func (t Text) IsZero() bool { return t.Reveal() == "" }

// String implements fmt.Stringer.
func (Text) String() string { return redacted }

// Format implements fmt.Formatter, so that no verb prints the secret.
func (Text) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(redacted)) }

// GoString implements fmt.GoStringer.
func (Text) GoString() string { return redacted }

// LogValue implements slog.LogValuer.
func (Text) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText implements encoding.TextMarshaler; JSON goes through it.
func (Text) MarshalText() ([]byte, error) { return []byte(redacted), nil }
