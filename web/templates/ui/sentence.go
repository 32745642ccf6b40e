package ui

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"

	"pinfold/web/templates/i18n"
)

// ReasonFor says one reason for several things: "Clodo's API has no call for
// this: Rename, Clone."
func ReasonFor(ctx context.Context, reason string, things []string) string {
	return i18n.T(ctx, "{reason}: {things}.", "reason", strings.TrimSuffix(reason, "."), "things", strings.Join(things, ", "))
}

// Within puts its children where a sentence names them in braces, so that no
// sentence is glued from parts. It is not a template because those put white
// space between parts, and a full stop may follow.
func Within(pattern, name string) templ.Component {
	before, after, found := strings.Cut(pattern, "{"+name+"}")
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		children := templ.GetChildren(ctx)
		if _, err := io.WriteString(w, templ.EscapeString(before)); err != nil {
			return err
		}
		if found {
			if err := children.Render(templ.ClearChildren(ctx), w); err != nil {
				return err
			}
		}
		_, err := io.WriteString(w, templ.EscapeString(after))
		return err
	})
}
