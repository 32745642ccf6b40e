package handlers

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/feed"
	"pinfold/internal/models"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// tagAction names tagging in the selection bar, beside the actions.
const tagAction = "server.tag"

// tagAsked loads the servers that are to be tagged.
func (p *panel) tagAsked(c echo.Context, ids []string) ([]actions.Target, error) {
	chosen, err := chosenIDs(ids)
	if err != nil {
		return nil, err
	}
	targets, err := p.serverTargets(c, chosen)
	if err != nil {
		return nil, err
	}
	if !scopeOf(c).May(access.OperateServers) {
		return nil, forbidden("You may look at this server, not tag it. Ask an owner for the role Operator.")
	}
	return targets, nil
}

func (p *panel) tagsPage(c echo.Context) error {
	ids, err := p.picked(c)
	if err != nil {
		return err
	}
	targets, err := p.tagAsked(c, ids)
	if err != nil {
		return err
	}
	return p.showTags(c, http.StatusOK, targets, url.Values{"back": {c.QueryParam("query")}}, "")
}

func (p *panel) showTags(c echo.Context, status int, targets []actions.Target, sent url.Values, problem string) error {
	box, err := p.tagBox(c, targets, sent)
	if err != nil {
		return err
	}
	box.Problem = problem
	return p.showOwn(c, status, box.Asking.Title, box.Up, box.UpURL, servers.TagFragment(box))
}

func (p *panel) tagBox(c echo.Context, targets []actions.Target, sent url.Values) (servers.TagBox, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	box := servers.TagBox{Value: cut(sent.Get("add"), 1000), Back: sent.Get("back"), Up: "Servers", UpURL: listBack("/servers", sent.Get("back"))}
	box.Asking = ui.Asking{Title: "Tag " + serverCount(len(targets)), Action: "/servers/tags", Cancel: box.UpURL, Submit: "Save tags",
		Foot: "Tags are the team's own. Nothing is sent to a provider."}
	var ids []models.ID
	for _, t := range targets {
		ids, box.IDs = append(ids, t.Resource.ID), append(box.IDs, fmt.Sprint(t.Resource.ID))
	}
	if len(targets) == 1 {
		box.Asking.Title, box.Asking.Sub = "Tag "+targets[0].Name(), targets[0].Vendor.Name+" "+targets[0].Account.Label
	}
	var err error
	if box.Known, err = scope.TeamTags(ctx); err != nil {
		return box, err
	}
	on, err := scope.TagsOf(ctx, ids)
	box.Have = tagLines(on, sent["off"], len(targets))
	return box, err
}

// tagLines are the tags that some of the servers have, and how many.
func tagLines(on map[models.ID][]string, removed []string, of int) (lines []servers.TagLine) {
	count, shown := map[string]int{}, map[string]string{}
	for _, tags := range on {
		for _, name := range tags {
			key := models.TagKey(name)
			if count[key]++; shown[key] == "" || name < shown[key] {
				shown[key] = name
			}
		}
	}
	for key, name := range shown {
		line := servers.TagLine{Name: name, Checked: hasTag(removed, name)}
		if of > 1 {
			line.Count = fmt.Sprintf("%d of %d", count[key], of)
		}
		lines = append(lines, line)
	}
	slices.SortFunc(lines, func(x, y servers.TagLine) int { return strings.Compare(models.TagKey(x.Name), models.TagKey(y.Name)) })
	return lines
}

// tags adds and takes off tags.
func (p *panel) tags(c echo.Context) error {
	sent, err := posted(c)
	if err != nil {
		return err
	}
	targets, err := p.tagAsked(c, sent["id"])
	if err != nil {
		return err
	}
	var resources []models.Resource
	for _, t := range targets {
		resources = append(resources, *t.Resource)
	}
	add, err := models.TagNames(sent.Get("add"))
	if err == nil && len(add)+len(sent["off"]) == 0 {
		return p.showTags(c, http.StatusUnprocessableEntity, targets, sent, "Enter a tag, or choose one to remove.")
	}
	if err == nil {
		err = scopeOf(c).ChangeTags(c.Request().Context(), resources, add, few(sent["off"]),
			models.Audit{Action: "server.tag", Outcome: "changed", Address: c.RealIP()})
	}
	switch {
	case errors.Is(err, models.ErrTagLong):
		return p.showTags(c, http.StatusUnprocessableEntity, targets, sent, fmt.Sprintf("A tag has up to %d characters.", models.TagMost))
	case errors.Is(err, models.ErrTagsMany):
		return p.showTags(c, http.StatusUnprocessableEntity, targets, sent, fmt.Sprintf("A server has up to %d tags. Nothing was changed.", models.TagsMost))
	case err != nil:
		return err
	}
	p.ownChanged(resources...)
	target := listBack("/servers", sent.Get("back"))
	if sent.Has("page") && len(resources) == 1 {
		return c.Redirect(http.StatusSeeOther, fmt.Sprintf("/servers/%d", resources[0].ID))
	}
	return p.done(c, target, ui.Notice{Kind: ui.OK, Title: "Tags of " + serverCount(len(resources)) + " are saved"})
}

// ownChanged tells open pages that what the team wrote on servers changed.
func (p *panel) ownChanged(resources ...models.Resource) {
	for _, r := range resources {
		team, account, kind := int64(r.TeamID), int64(r.AccountID), string(r.Kind)
		p.Bus.Publish(feed.Event{Team: team, Account: account, Kind: kind, ID: int64(r.ID)}, feed.Event{Team: team, Account: account, Kind: kind})
	}
}
