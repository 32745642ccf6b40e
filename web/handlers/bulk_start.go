package handlers

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// bulk starts one operation with a child for each chosen server.
func (p *panel) bulk(c echo.Context) error {
	sent, err := posted(c)
	if err != nil {
		return err
	}
	// Asked before looking whether the form was taken: one that is taken in
	// between makes the servers busy, and must not be refused for that.
	b, askErr := p.askBulk(c, sent["id"])
	action, formID := c.Param("action"), sent.Get("form_id")
	first, again, err := p.earlier(c, action, formID, bulkDigest(action, sent["id"]))
	if err != nil {
		return err
	}
	if again {
		return p.bulkStarted(c, first)
	}
	if askErr != nil {
		return askErr
	}
	if b.able() == 0 || formID == "" {
		return p.showBulk(c, http.StatusUnprocessableEntity, b, orNew(formID))
	}
	if b.action.Worst >= actions.Destructive && !p.isFresh(c) {
		return p.askProof(c, sent)
	}
	parent, children := p.bulkOperations(c, b, formID)
	again, err = scopeOf(c).StartBulk(c.Request().Context(), parent, children)
	switch {
	case errors.Is(err, models.ErrFormReused):
		return errFormReused
	case err != nil:
		return err
	case !again:
		p.wakeAll(c, *parent, children)
	}
	return p.bulkStarted(c, *parent)
}

// bulkDigest tells whether a bulk form that comes again says the same.
func bulkDigest(action string, ids []string) string {
	sorted := slices.Clone(ids)
	slices.Sort(sorted)
	return action + " " + strings.Join(slices.Compact(sorted), ",")
}

func (p *panel) bulkOperations(c echo.Context, b bulkAsked, formID string) (*models.Operation, []*models.Operation) {
	var children []*models.Operation
	var ids []string
	for i, t := range b.targets {
		ids = append(ids, fmt.Sprint(t.ID()))
		a := asked{action: b.action, target: t, offer: b.offers[i]}
		child, _ := p.newOperation(c, a, b.action.Plan(t, nil), nil)
		child.FormID, child.Priority = fmt.Sprintf("%s#%d", formID, t.ID()), providers.Bulk
		if reason := b.offers[i].Reason; reason != "" {
			now := p.Store.Now()
			child.Status, child.EndedAt = models.StatusFailed, &now
			child.ErrorKind, child.Error = providers.ErrConflict, reason+" Nothing was sent."
		}
		children = append(children, &child)
	}
	parent := &models.Operation{
		Action: b.action.Name, Kind: providers.KindServer, TargetName: serverCount(len(children)), FormID: formID,
		FormDigest: bulkDigest(b.action.Name, ids), Priority: providers.Bulk,
		Address: c.RealIP(), Device: cut(c.Request().UserAgent(), 200),
	}
	return parent, children
}

func (p *panel) wakeAll(c echo.Context, parent models.Operation, children []*models.Operation) {
	for _, child := range children {
		if child.Status.Open() {
			p.Waker.Wake(c.Request().Context(), child.ID, child.DueAt)
		}
		p.announce(*child)
	}
	p.announce(parent)
}

func (p *panel) bulkStarted(c echo.Context, parent models.Operation) error {
	return p.done(c, operationURL(parent.ID), noticeOf(parent))
}
