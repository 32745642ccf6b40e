// Package i18n turns the English text in the code into the reader's language.
// The English text is the key; where a catalog lacks it, it is shown itself.
package i18n

import (
	"context"
	"fmt"
	"strings"
)

// Catalog holds the texts of one language.
type Catalog interface {
	// Lang is the language tag for the page, such as "ru".
	Lang() string
	// Text returns the translation of an English text.
	Text(english string) (string, bool)
	// Plural returns the translation that fits the number. The English forms
	// are the key.
	Plural(n int, one, other string) (string, bool)
}

type catalogKey struct{}

// With returns a context whose texts come from the catalog.
func With(ctx context.Context, c Catalog) context.Context {
	return context.WithValue(ctx, catalogKey{}, c)
}

// Lang returns the language tag of the context's texts.
func Lang(ctx context.Context) string {
	if c := from(ctx); c != nil {
		return c.Lang()
	}
	return "en"
}

// T returns the text in the reader's language. The arguments are pairs of a
// name and a value, which take the place of {name}.
func T(ctx context.Context, english string, args ...any) string {
	text := english
	if c := from(ctx); c != nil {
		if translated, ok := c.Text(english); ok {
			text = translated
		}
	}
	return fill(text, args)
}

// N is T for a text that counts something. The number is {n}.
func N(ctx context.Context, n int, one, other string, args ...any) string {
	text := other
	if n == 1 {
		text = one
	}
	if c := from(ctx); c != nil {
		if translated, ok := c.Plural(n, one, other); ok {
			text = translated
		}
	}
	return fill(text, append([]any{"n", n}, args...))
}

func from(ctx context.Context) Catalog {
	c, _ := ctx.Value(catalogKey{}).(Catalog)
	return c
}

// fill replaces in one pass, so that a value cannot bring in a placeholder.
func fill(text string, args []any) string {
	if len(args) < 2 {
		return text
	}
	pairs := make([]string, 0, len(args))
	for i := 0; i+1 < len(args); i += 2 {
		pairs = append(pairs, "{"+fmt.Sprint(args[i])+"}", fmt.Sprint(args[i+1]))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
