package handlers

import (
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/web/templates/ui"
)

// noticeOf is what a toast says of an operation. It listens to the operation,
// so that it never says that something goes on which has ended.
func noticeOf(op models.Operation) ui.Notice {
	action, _ := actions.Named(op.Action)
	name := fmt.Sprintf("operation-%d", op.ID)
	n := ui.Notice{
		ID: "toast-" + name, Kind: ui.Working, Href: operationURL(op.ID),
		Title: action.Words.Doing + " " + op.TargetName, Text: "Watch it anywhere, close when you like.",
		Attrs: ui.Live(operationURL(op.ID)+"/toast", 200*time.Millisecond, name),
	}
	if action.Words.Of != "" {
		n.Title = operationTitle(op)
	}
	if op.Children > 0 {
		n.Text = "Each server has an outcome of its own."
	}
	if op.Status.Open() {
		return n
	}
	kind, word := statusWords(op)
	n.Kind, n.Title, n.Text = kind, operationTitle(op)+": "+word, op.Error
	return n
}

// toast is an operation's notice by itself, for a page to bring up to date.
func (p *panel) toast(c echo.Context) error {
	op, err := scopeOf(c).Operation(c.Request().Context(), idOf(c.Param("id")))
	if err != nil {
		return err
	}
	return p.render(c, http.StatusOK, ui.Toast(noticeOf(op)))
}
