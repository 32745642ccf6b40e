package handlers

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
)

// part reads a part of a server if it is due, and shows it: alone for the
// script of the server's page, else as a page.
func (p *panel) part(c echo.Context) error {
	return p.readPart(c, func(ctx context.Context, t actions.Target, name string) error {
		ctx = providers.WithPriority(ctx, providers.Background)
		return p.Fleet.ReadParts(ctx, t.Account, t.Resource.Ref(), name)
	})
}

// partAgain reads a part of a server because a person asks.
func (p *panel) partAgain(c echo.Context) error {
	return p.readPart(c, func(ctx context.Context, t actions.Target, name string) error {
		return p.Fleet.ReadPartsNow(ctx, t.Account, t.Resource.Ref(), name)
	})
}

func (p *panel) readPart(c echo.Context, read func(ctx context.Context, t actions.Target, name string) error) error {
	t, err := p.target(c, providers.KindServer, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	if t.Resource.GoneAt != nil {
		return partOfGone(c, t)
	}
	named := func(s providers.Source) bool { return s.Name == c.Param("name") }
	if !slices.ContainsFunc(p.Fleet.PartSources(t.Account, t.Resource.Ref()), named) {
		return echo.ErrNotFound
	}
	failed := read(c.Request().Context(), t, c.Param("name"))
	if failed != nil && !errors.As(failed, new(*providers.Error)) {
		return failed
	}
	parts, err := p.serverParts(c.Request().Context(), scopeOf(c), t)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(parts, func(one servers.Part) bool { return one.Name == c.Param("name") })
	if at < 0 {
		return echo.ErrNotFound
	}
	return p.showPart(c, t, putOff(parts[at], failed))
}

// partOfGone answers for a server that went while its page was open: the page
// is about to say so, and its parts keep still until then.
func partOfGone(c echo.Context, t actions.Target) error {
	if inDialog(c) {
		return c.NoContent(http.StatusNoContent)
	}
	return c.Redirect(http.StatusSeeOther, fmt.Sprintf("/servers/%d", t.Resource.ID))
}

// putOff tells on a part that its reading had to wait, which is not recorded.
func putOff(part servers.Part, failed error) servers.Part {
	part.Due = false
	var e *providers.Error
	if errors.As(failed, &e) && e.Kind == providers.ErrLimit && e.NotSent {
		part.Trouble, part.Due, part.Delay = e.Sentence, true, max(e.RetryAfter, time.Second)
	}
	return part
}

func (p *panel) showPart(c echo.Context, t actions.Target, part servers.Part) error {
	if inDialog(c) {
		return p.render(c, http.StatusOK, servers.ServerPart(part))
	}
	if c.Request().Method == http.MethodPost && part.Trouble == "" {
		return c.Redirect(http.StatusSeeOther, fmt.Sprintf("/servers/%d#part-%s", t.Resource.ID, part.Name))
	}
	part.Due = false
	s, page, err := p.partShell(c, t, part.Title)
	if err != nil {
		return err
	}
	return p.render(c, http.StatusOK, servers.PartPage(s, page, part.Title, servers.ServerPart(part)))
}

// serverParts are the lists of what belongs to a server: those that its
// provider reads for it, then what other lists say of it.
func (p *panel) serverParts(ctx context.Context, scope models.Scope, t actions.Target) ([]servers.Part, error) {
	rows, err := scope.Parts(ctx, *t.Resource)
	if err != nil {
		return nil, err
	}
	checks, err := scope.PartChecks(ctx, t.Resource.ID)
	if err != nil {
		return nil, err
	}
	var parts []servers.Part
	read := map[providers.Kind]bool{}
	if t.Resource.GoneAt == nil {
		for _, source := range p.Fleet.PartSources(t.Account, t.Resource.Ref()) {
			for _, kind := range source.Kinds {
				read[kind] = true
			}
			some := ofKinds(rows, source.Kinds)
			parts = append(parts, withOffers(p.partOf(t, source, checks[source.Name], some), t, source.Kinds[0], some, scope.Role))
		}
	}
	others, err := p.otherParts(ctx, scope, t, rows, read)
	return append(parts, others...), err
}

// partOf is one list that the provider reads for a server.
func (p *panel) partOf(t actions.Target, source providers.Source, check models.PartCheck, rows []models.Resource) servers.Part {
	kind := source.Kinds[0]
	part := servers.Part{
		Name: source.Name, Title: cmp.Or(partTitles[kind], sentenceCase(source.Name)), Provider: t.Vendor.Name,
		URL:  fmt.Sprintf("/servers/%d/parts/%s", t.Resource.ID, source.Name),
		None: t.Vendor.Name + " lists none.", Labeled: kind == providers.KindAddress || kind == providers.KindSubnet, Due: p.Fleet.PartDue(source, check), Trouble: check.Error,
	}
	if check.ReadAt != nil {
		part.ReadAt = *check.ReadAt
	}
	if check.FailedAt != nil {
		part.FailedAt = *check.FailedAt
	}
	part.Heads, part.Rows = partTable(t, kind, rows)
	return part.Compact()
}

// otherParts are what the lists of the whole account say of a server.
func (p *panel) otherParts(ctx context.Context, scope models.Scope, t actions.Target, rows []models.Resource, read map[providers.Kind]bool) ([]servers.Part, error) {
	networks, err := scope.NetworksOf(ctx, *t.Resource)
	if err != nil {
		return nil, err
	}
	rows = append(slices.Clone(rows), networks...)
	var parts []servers.Part
	for _, kind := range []providers.Kind{providers.KindBackup, providers.KindAddress, providers.KindNetwork} {
		some := ofKinds(rows, []providers.Kind{kind})
		if read[kind] || len(some) == 0 {
			continue
		}
		part := servers.Part{Name: string(kind), Title: partTitles[kind], ReadAt: t.Account.CheckedAt(some[0]),
			Labeled: kind == providers.KindAddress}
		part.Heads, part.Rows = partTable(t, kind, some)
		parts = append(parts, withOffers(part.Compact(), t, kind, some, scope.Role))
	}
	return parts, nil
}

func ofKinds(rows []models.Resource, kinds []providers.Kind) (some []models.Resource) {
	for _, r := range rows {
		if slices.Contains(kinds, r.Kind) {
			some = append(some, r)
		}
	}
	return some
}
