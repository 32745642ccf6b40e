package handlers

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/web/templates/tickets"
	"pinfold/web/templates/ui"
)

const cannedURL = "/tickets/replies"

// cannedList shows the team's canned replies.
func (p *panel) cannedList(c echo.Context) error {
	rows, err := scopeOf(c).CannedReplies(c.Request().Context())
	if err != nil {
		return err
	}
	list := tickets.Canned{May: scopeOf(c).May(access.OperateServers)}
	names := p.userNames(c)
	for _, r := range rows {
		list.Rows = append(list.Rows, tickets.CannedRow{Title: r.Title, Text: r.Text, By: names[r.UserID], At: r.ChangedAt,
			EditURL: fmt.Sprintf("%s/%d", cannedURL, r.ID), RemoveURL: fmt.Sprintf("%s/%d/remove", cannedURL, r.ID)})
	}
	s, err := p.shell(c, "Canned replies", "tickets")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = "/tickets", "Tickets"
	return p.render(c, http.StatusOK, tickets.CannedPage(s, list))
}

// cannedForm describes a reply.
func cannedForm() form.Form {
	return form.Form{Fields: []form.Field{
		{Name: "title", Label: "Title", Kind: form.Text, MaxLength: models.CannedTitleMost, Autocomplete: "off"},
		{Name: "text", Label: "Text", Kind: form.TextArea, MaxLength: models.CannedTextMost,
			Help: "{subject}, {number}, {server}, {address}, {account}, {provider} and {me} are filled in for each ticket."},
	}}
}

// canned loads the reply of the path, a new one for "new", for who may.
func (p *panel) canned(c echo.Context) (models.CannedReply, error) {
	if !scopeOf(c).May(access.OperateServers) {
		return models.CannedReply{}, forbidden("You may read canned replies, not change them. Ask an owner for the role Operator.")
	}
	if c.Param("reply") == "new" {
		return models.CannedReply{}, nil
	}
	return scopeOf(c).CannedReply(c.Request().Context(), idOf(c.Param("reply")))
}

func (p *panel) cannedPage(c echo.Context) error {
	row, err := p.canned(c)
	if err != nil {
		return err
	}
	return p.showCanned(c, http.StatusOK, row, form.Values{"title": row.Title, "text": row.Text}, nil)
}

func (p *panel) showCanned(c echo.Context, status int, row models.CannedReply, values form.Values, errs form.Errors) error {
	title, path := "New canned reply", cannedURL+"/new"
	if row.ID != 0 {
		title, path = "Change canned reply", fmt.Sprintf("%s/%d", cannedURL, row.ID)
	}
	asking := ui.Asking{Title: title, Action: path, Cancel: cannedURL, Submit: "Save reply"}
	return p.showBoxOf(c, status, asking, "Canned replies", tickets.FormBox(asking, cannedForm(), values, errs))
}

// saveCanned adds or changes a reply.
func (p *panel) saveCanned(c echo.Context) error {
	row, err := p.canned(c)
	if err != nil {
		return err
	}
	values, errs, err := parsed(c, cannedForm())
	if err != nil {
		return err
	}
	if errs != nil {
		return p.showCanned(c, http.StatusUnprocessableEntity, row, values, errs)
	}
	row.Title, row.Text = values["title"], values["text"]
	err = scopeOf(c).SaveCanned(c.Request().Context(), row, models.Audit{Action: "ticket.canned", Outcome: "saved", Address: c.RealIP()})
	switch {
	case errors.Is(err, models.ErrTaken):
		errs = form.Errors{"title": "Your team has a reply of this title already."}
	case errors.Is(err, models.ErrCannedMany):
		errs = form.Errors{"": "Your team has 200 canned replies. Remove one first."}
	case err != nil:
		return err
	}
	if errs != nil {
		return p.showCanned(c, http.StatusUnprocessableEntity, row, values, errs)
	}
	return p.doneThere(c, cannedURL, ui.Notice{Kind: ui.OK, Title: "The reply is saved"})
}

// removeCanned forgets a reply.
func (p *panel) removeCanned(c echo.Context) error {
	row, err := p.canned(c)
	if err != nil {
		return err
	}
	err = scopeOf(c).RemoveCanned(c.Request().Context(), row.ID,
		models.Audit{Action: "ticket.canned", TargetName: row.Title, Outcome: "removed", Address: c.RealIP()})
	if err != nil {
		return err
	}
	return p.done(c, cannedURL, ui.Notice{Kind: ui.OK, Title: "The reply is removed"})
}
