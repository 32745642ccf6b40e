package layout

import (
	"context"
	"strings"

	"pinfold/web/templates/i18n"
)

// keyLine is one line of the list of keys.
type keyLine struct {
	keys []string
	does string
}

func keyLines(ctx context.Context) []keyLine {
	lines := []keyLine{
		{[]string{"Ctrl", "K"}, i18n.T(ctx, "Search or go to")},
		{[]string{"/"}, i18n.T(ctx, "The page's search")},
		{[]string{"J"}, i18n.T(ctx, "Next row")},
		{[]string{"K"}, i18n.T(ctx, "Previous row")},
		{[]string{"Enter"}, i18n.T(ctx, "Open the row")},
		{[]string{"X"}, i18n.T(ctx, "Select the row")},
		{[]string{"Shift", "X"}, i18n.T(ctx, "Select up to the row")},
		{[]string{"."}, i18n.T(ctx, "Actions of the row")},
		{[]string{"E"}, i18n.T(ctx, "Edit the row")},
		{[]string{"Z"}, i18n.T(ctx, "Undo the last change")},
		{[]string{"C"}, i18n.T(ctx, "Create or add here")},
		{[]string{"R"}, i18n.T(ctx, "Refresh this")},
		{[]string{"Ctrl", "Enter"}, i18n.T(ctx, "Submit the form")},
		{[]string{"Esc"}, i18n.T(ctx, "Close")},
		{[]string{"?"}, i18n.T(ctx, "All keys")},
	}
	for _, one := range sections(ctx) {
		lines = append(lines, keyLine{[]string{"G", upper(one.letter)}, one.label})
	}
	return lines
}

func upper(letter string) string { return strings.ToUpper(letter) }

// standing is the person's team and role.
func (s Shell) standing(ctx context.Context) string {
	if s.Role == "" {
		return s.Team
	}
	return i18n.T(ctx, "{team}, {role}", "team", s.Team, "role", s.Role)
}
