package handlers

import (
	"context"
	"fmt"
	"slices"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/web/templates/operations"
	"pinfold/web/templates/ui"
)

// operationView draws operations with the names that they need.
type operationView struct {
	panel    *panel
	ctx      context.Context
	scope    models.Scope
	accounts map[models.ID]models.Account
	names    map[models.ID]string
}

func (p *panel) operationView(c echo.Context) (operationView, error) {
	accounts, err := p.accountsByID(c)
	return operationView{panel: p, ctx: c.Request().Context(), scope: scopeOf(c), accounts: accounts, names: p.userNames(c)}, err
}

// userNames are the names of the team's members by id.
func (p *panel) userNames(c echo.Context) map[models.ID]string {
	names := map[models.ID]string{}
	users, err := scopeOf(c).Members(c.Request().Context())
	if err != nil {
		p.Log.Warn("members cannot be read", "error", err)
	}
	for _, u := range users {
		names[u.ID] = u.Name
		if u.Name == "" {
			names[u.ID] = u.Email
		}
	}
	return names
}

// operationTitle says what an operation does: "Reboot web-05".
func operationTitle(op models.Operation) string {
	action, _ := actions.Named(op.Action)
	label := action.Words.Label
	switch {
	case label == "":
		return op.Action + " " + op.TargetName
	case action.Words.Of != "":
		label = action.Words.Of
	}
	return label + " " + op.TargetName
}

// statusWords are an operation's state as it is shown.
func statusWords(op models.Operation) (ui.Kind, string) {
	action, _ := actions.Named(op.Action)
	switch op.Status {
	case models.StatusSucceeded:
		return ui.OK, "Done"
	case models.StatusFailed:
		if op.Children > 0 {
			return ui.Error, "Not all done"
		}
		return ui.Error, "Failed"
	case models.StatusCancelled:
		return ui.Cancelled, "Cancelled"
	case models.StatusUnknown:
		return ui.Unknown, "Not known, please verify"
	}
	if op.Turn == 0 && op.Children == 0 {
		return ui.Waiting, "Waits for its turn"
	}
	return ui.Working, action.Words.Doing
}

func (v operationView) row(op models.Operation) (operations.Row, error) {
	kind, word := statusWords(op)
	row := operations.Row{
		ID: fmt.Sprint(op.ID), Href: operationURL(op.ID), Title: operationTitle(op), Kind: kind, Word: word,
		Percent: -1, Who: v.names[op.UserID], Began: op.CreatedAt, Sentence: op.Error, Said: op.Said,
	}
	if account, ok := v.accounts[op.AccountID]; ok {
		vendor, _ := v.panel.Fleet.Vendor(account.Provider)
		row.Code, row.Provider, row.Account = vendor.Code, vendor.Name, account.Label
	}
	if op.EndedAt != nil {
		row.Ended = *op.EndedAt
	}
	if op.Status.Open() {
		row.Detail, row.Percent = stepText(op, word), op.Percent
	}
	if op.Children > 0 {
		children, err := v.scope.ChildCounts(v.ctx, op)
		row.Detail, row.Percent = bulkProgress(children), bulkPercent(op, children)
		if children.Open > 0 && v.scope.May(access.OperateServers) {
			row.CancelURL = operationURL(op.ID) + "/cancel"
		}
		return row, err
	}
	return v.decidable(op, row)
}

// decidable adds what a person needs in order to decide or to cancel.
func (v operationView) decidable(op models.Operation, row operations.Row) (operations.Row, error) {
	action, _ := actions.Named(op.Action)
	if !v.scope.May(action.Needs) && !v.scope.May(access.OperateServers) {
		return row, nil
	}
	switch {
	case op.Status == models.StatusUnknown:
		journals, err := v.scope.Journals(v.ctx, op)
		row.Known = knownLines(op, journals)
		row.DecideURL = operationURL(op.ID) + "/decide"
		if op.LockKey != "" {
			row.Held = "Other changes to " + op.TargetName + " are held until you choose."
		}
		return row, err
	case op.Status == models.StatusWaiting:
		journals, err := v.scope.Journals(v.ctx, op)
		if !slices.ContainsFunc(journals, func(j models.Journal) bool { return j.State != models.JournalRefused }) {
			row.CancelURL = operationURL(op.ID) + "/cancel" // Nothing that was sent stands.
		}
		return row, err
	}
	return row, nil
}

func stepText(op models.Operation, word string) string {
	if op.Step == word {
		return ""
	}
	return op.Step
}

func bulkProgress(n models.ChildCounts) string {
	text := fmt.Sprintf("%d done", n.Succeeded)
	if n.Open > 0 {
		text += fmt.Sprintf(", %d to go", n.Open)
	}
	if n.Failed > 0 {
		text += fmt.Sprintf(", %d not done", n.Failed)
	}
	if n.Unknown > 0 {
		text += fmt.Sprintf(", %d not known", n.Unknown)
	}
	return text
}

func bulkPercent(op models.Operation, n models.ChildCounts) int {
	if !op.Status.Open() || op.Children == 0 {
		return -1
	}
	return int((int64(op.Children) - n.Open) * 100 / int64(op.Children))
}

// sentWords say how often a write was sent: one that took a snapshot before is
// sent once, others may have been repeated.
func sentWords(j models.Journal) string {
	switch {
	case j.State == models.JournalRefused:
		return "Not taken:"
	case j.Before != nil:
		return "Sent once:"
	}
	return "Sent:"
}

// knownLines are what is known about a write whose answer was lost.
func knownLines(op models.Operation, journals []models.Journal) []operations.Known {
	var lines []operations.Known
	for _, j := range journals {
		lines = append(lines, operations.Known{Kind: ui.OK, Text: sentWords(j), Mono: callWords(op, j), At: j.SentAt})
		if j.State != models.JournalSent {
			continue
		}
		lines = append(lines, operations.Known{Kind: ui.Error, Text: "No answer came that says whether it was done.", At: j.SentAt})
		if j.LookedAt != nil {
			text := fmt.Sprintf("Read %d times since. %s", j.Looks, j.Note)
			lines = append(lines, operations.Known{Kind: ui.Waiting, Text: text, At: *j.LookedAt})
		}
	}
	if len(lines) == 0 && op.Error != "" {
		lines = append(lines, operations.Known{Kind: ui.Unknown, Text: op.Error, At: op.CreatedAt})
	}
	return lines
}
