package handlers

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/audit"
	"pinfold/web/templates/ui"
)

// auditNames are the names that entries are told with.
type auditNames struct {
	people   map[models.ID]string
	accounts map[models.ID]models.Account
}

func (p *panel) auditWords(c echo.Context) (n auditNames, err error) {
	if n.people, err = scopeOf(c).AuditPeople(c.Request().Context()); err != nil {
		return n, err
	}
	n.accounts, err = p.accountsByID(c)
	return n, err
}

// auditLines are entries in words, with links to what is still there.
func (p *panel) auditLines(c echo.Context, rows []models.Audit, names auditNames) ([]audit.Line, error) {
	var things, runs []models.ID
	for _, r := range rows {
		things = append(things, r.TargetID)
		if r.OperationID != nil && !slices.Contains(runs, *r.OperationID) {
			runs = append(runs, *r.OperationID)
		}
	}
	there, err := scopeOf(c).Present(c.Request().Context(), things)
	if err != nil {
		return nil, err
	}
	ops, err := scopeOf(c).OperationsByID(c.Request().Context(), runs)
	if err != nil {
		return nil, err
	}
	lines := make([]audit.Line, 0, len(rows))
	for _, r := range rows {
		l := auditLine(c, r, names)
		if r.TargetID != 0 && there[r.TargetID] == r.Kind && pageOf(r.Kind).own {
			l.Href = resourceURL(r.Kind, r.TargetID)
		}
		if _, ok := names.accounts[r.TargetID]; ok && r.Kind == providers.KindAccount {
			l.Href = accountURL(r.TargetID)
		}
		if r.OperationID != nil {
			if op, ok := ops[*r.OperationID]; ok {
				l.OperationHref = operationURL(op.ID)
			}
		}
		lines = append(lines, l)
	}
	return lines, nil
}

func auditLine(c echo.Context, r models.Audit, names auditNames) audit.Line {
	l := audit.Line{ID: fmt.Sprint(r.Seq), Text: auditText(c, r.Action), Name: r.TargetName, At: r.At, Address: r.Address,
		Who: auditWho(r, names.people)}
	if _, known := kindPages[r.Kind]; known && r.TargetName != "" {
		l.Thing = pageOf(r.Kind).one
	}
	l.State, l.Word, l.More = auditOutcome(r)
	if strings.EqualFold(l.More, l.Text) {
		l.More = ""
	}
	l.Changes, l.Details = auditChanges(r.Before, r.After)
	for _, name := range slices.Sorted(maps.Keys(r.Details)) {
		l.Details = append(l.Details, audit.Pair{Name: name, Value: r.Details[name]})
	}
	return l
}

// auditChanges are the fields of a change. Where there was nothing before, such
// as of something new, or nothing is left, the values stand alone.
func auditChanges(before, after form.Values) (changes []audit.Change, alone []audit.Pair) {
	names := maps.Clone(after)
	if names == nil {
		names = form.Values{}
	}
	maps.Copy(names, before)
	fresh := !slices.ContainsFunc(slices.Collect(maps.Values(before)), func(v string) bool { return v != "" })
	gone := !slices.ContainsFunc(slices.Collect(maps.Values(after)), func(v string) bool { return v != "" })
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if len(names) > 1 && (fresh || gone) {
			alone = append(alone, audit.Pair{Name: name, Value: before[name] + after[name]})
		} else {
			changes = append(changes, audit.Change{Name: name, Before: before[name], After: after[name]})
		}
	}
	return changes, alone
}

// auditText names an action: those of operations as their registry does.
func auditText(c echo.Context, name string) string {
	if text, ok := audit.Words(c.Request().Context(), name); ok {
		return text
	}
	if action, ok := actions.Named(name); ok {
		return action.Words.Label
	}
	return name
}

// auditWho names who did it. Without a person it was the command line, a
// stranger, or the panel itself.
func auditWho(r models.Audit, people map[models.ID]string) string {
	who := people[r.UserID]
	switch {
	case r.UserID == 0 && r.Address == commandLine:
		return "Operator of the panel"
	case r.UserID == 0 && r.Address != "":
		return "Somebody not known"
	case r.UserID == 0:
		return "The panel"
	case who == "":
		return "Somebody who is gone"
	case r.OperationID != nil && auditEnded(r.Outcome):
		return "The panel, for " + who
	}
	return who
}

// commandLine is the address of what was done from the shell.
const commandLine = "command line"

func auditEnded(outcome string) bool {
	status := models.Status(outcome)
	return status == models.StatusSucceeded || status == models.StatusFailed || status == models.StatusUnknown
}

// auditOutcome is an outcome as a state, and what it adds to it in words.
func auditOutcome(r models.Audit) (kind ui.Kind, word, more string) {
	first, _, several := strings.Cut(r.Outcome, " ")
	if several {
		more = sentenceCase(r.Outcome)
	}
	switch strings.TrimSuffix(first, ":") {
	case "asked":
		return ui.Waiting, "Asked for", more
	case "refused":
		return ui.Error, "Refused", strings.TrimPrefix(more, "Refused ")
	case "failed":
		return ui.Error, "Failed", strings.TrimPrefix(more, "Failed: ")
	case string(models.StatusUnknown):
		return ui.Unknown, "Not known", ""
	case string(models.StatusCancelled):
		return ui.Cancelled, "Cancelled", ""
	case string(models.StatusSucceeded):
		return ui.OK, "Done", ""
	case "decided":
		return ui.OK, "Decided", decidedWords[r.Outcome]
	}
	return "", "", more
}

// decidedWords say what a person decided about an outcome that was not known.
var decidedWords = map[string]string{
	"decided: happened": "It happened", "decided: did-not": "It did not happen", "decided: look": "Look again",
}
