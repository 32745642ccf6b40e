package handlers

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// showOwn answers with a dialog's box, alone or as a page of its own.
func (p *panel) showOwn(c echo.Context, status int, title, up, upURL string, box templ.Component) error {
	if inDialog(c) {
		return p.render(c, status, box)
	}
	s, err := p.shell(c, title, "servers")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = upURL, up
	return p.render(c, status, servers.BoxPage(s, title, up, upURL, box))
}

// ownOf is what the team wrote on a server.
func (p *panel) ownOf(c echo.Context, r models.Resource) (servers.Own, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	own := servers.Own{ID: fmt.Sprint(r.ID), Name: r.Name, May: scope.May(access.OperateServers)}
	tags, err := scope.TagsOf(ctx, []models.ID{r.ID})
	if err != nil {
		return own, err
	}
	note, err := scope.Note(ctx, r)
	if err != nil {
		return own, err
	}
	own.Tags, own.Text, own.At = tags[r.ID], note.Text, note.ChangedAt
	if note.Text != "" {
		own.By = p.userNames(c)[note.UserID]
	}
	if own.May {
		own.Known, err = scope.TeamTags(ctx)
	}
	return own, err
}

// noted loads the server that a note is about, for who may write one.
func (p *panel) noted(c echo.Context) (models.Resource, models.Note, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	r, err := scope.Resource(ctx, providers.KindServer, idOf(c.Param("id")))
	if err != nil {
		return r, models.Note{}, err
	}
	if !scope.May(access.OperateServers) {
		return r, models.Note{}, forbidden("You may read this note, not change it. Ask an owner for the role Operator.")
	}
	note, err := scope.Note(ctx, r)
	return r, note, err
}

func noteBox(r models.Resource, note models.Note) servers.NoteBox {
	back := fmt.Sprintf("/servers/%d", r.ID)
	return servers.NoteBox{
		Asking: ui.Asking{Title: "Note on " + r.Name, Action: back + "/note", Cancel: back, Submit: "Save note"},
		Text:   note.Text, Version: strconv.Itoa(note.Version), Up: r.Name, UpURL: back,
	}
}

func (p *panel) showNote(c echo.Context, status int, box servers.NoteBox) error {
	return p.showOwn(c, status, box.Asking.Title, box.Up, box.UpURL, servers.NoteFragment(box))
}

func (p *panel) notePage(c echo.Context) error {
	r, note, err := p.noted(c)
	if err != nil {
		return err
	}
	return p.showNote(c, http.StatusOK, noteBox(r, note))
}

// note saves a note, unless someone else changed it meanwhile.
func (p *panel) note(c echo.Context) error {
	r, note, err := p.noted(c)
	if err != nil {
		return err
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	box := noteBox(r, note)
	box.Version = sent.Get("version")
	box.Text = strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(sent.Get("text"), "\r\n", "\n"), ""))
	version, err := strconv.Atoi(box.Version)
	if err != nil {
		version = -1 // It fits no note, so that nothing is overwritten unseen.
	}
	if n := utf8.RuneCountInString(box.Text); n > models.NoteMost {
		box.Problem = fmt.Sprintf("A note has up to %s characters. This one has %s.", ui.NumberText(models.NoteMost), ui.NumberText(int64(n)))
		return p.showNote(c, http.StatusUnprocessableEntity, box)
	}
	err = scopeOf(c).SetNote(c.Request().Context(), r, box.Text, version,
		models.Audit{Action: "server.note", Outcome: "changed", Address: c.RealIP()})
	if errors.Is(err, models.ErrChanged) {
		return p.noteConflict(c, r, box)
	}
	if err != nil {
		return err
	}
	p.ownChanged(r)
	return p.done(c, box.UpURL, ui.Notice{Kind: ui.OK, Title: "The note is saved"})
}

// noteConflict shows both texts; saving again replaces the one that is shown.
func (p *panel) noteConflict(c echo.Context, r models.Resource, box servers.NoteBox) error {
	now, err := scopeOf(c).Note(c.Request().Context(), r)
	if err != nil {
		return err
	}
	box.Conflict, box.Theirs, box.At, box.By = true, now.Text, now.ChangedAt, p.userNames(c)[now.UserID]
	box.Version, box.Asking.Submit = strconv.Itoa(now.Version), "Replace note"
	return p.showNote(c, http.StatusUnprocessableEntity, box)
}
