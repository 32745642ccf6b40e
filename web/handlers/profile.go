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
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/accounts"
	"pinfold/web/templates/ui"
)

// profile shows what the provider knows of the account's owner.
func (p *panel) profile(c echo.Context) error {
	account, err := scopeOf(c).Account(c.Request().Context(), idOf(c.Param("id")))
	if err != nil {
		return err
	}
	return p.showProfile(c, account, nil)
}

// refreshProfile reads the profile because a person asks.
func (p *panel) refreshProfile(c echo.Context) error {
	account, err := scopeOf(c).Account(c.Request().Context(), idOf(c.Param("id")))
	if err != nil {
		return err
	}
	failed := p.Fleet.ReadProfile(c.Request().Context(), account)
	var known *providers.Error
	if failed != nil && !errors.As(failed, &known) {
		return failed
	}
	if failed == nil {
		return p.done(c, accountURL(account.ID)+"/profile", ui.Notice{Kind: ui.OK, Title: "The profile was read"})
	}
	return p.showProfile(c, account, failed)
}

func (p *panel) showProfile(c echo.Context, account models.Account, failed error) error {
	view, err := p.profileView(c, account)
	if err != nil {
		return err
	}
	if failed != nil {
		view.Trouble, view.Said = providers.Sentence(failed), providers.Said(failed)
	}
	s, err := p.shell(c, view.Title, "accounts")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = view.UpURL, account.Label
	return p.render(c, http.StatusOK, accounts.ProfilePage(s, view))
}

func (p *panel) profileView(c echo.Context, account models.Account) (accounts.Profile, error) {
	scope, ctx := scopeOf(c), c.Request().Context()
	t := p.targetOf(account, nil)
	view := accounts.Profile{Title: "Profile", Provider: t.Vendor.Name, Up: t.Vendor.Name + " " + account.Label, UpURL: accountURL(account.ID),
		Lang: recordLanguages[t.Vendor.Slug], Live: []string{fmt.Sprintf("account-%d", account.ID)}}
	editor, ok := t.Vendor.Zero.(providers.ProfileEditor)
	if !ok {
		view.Lacks = actions.ProfileUpdate.Lacking(t)
		return view, nil
	}
	view.RefreshURL = accountURL(account.ID) + "/profile/refresh"
	rows, _, err := scope.Things(ctx, account.ID, providers.KindProfile, 0, 1)
	if err != nil || len(rows) == 0 {
		return view, err
	}
	if t, err = p.target(c, providers.KindProfile, rows[0].ID); err != nil {
		return view, err
	}
	view.Live = append(view.Live, fmt.Sprintf("profile-%d", rows[0].ID))
	view.ReadAt = account.CheckedAt(rows[0])
	view.Fixed = profileDetails(t.Resource.ProfileGauges())
	for _, s := range t.Resource.ProfileGauges().SignIns {
		view.SignIns = append(view.SignIns, accounts.SignIn{At: s.At, From: s.From, Word: s.Word, Failed: s.Failed})
	}
	if err := p.profileRun(c, t, editor, &view); err != nil {
		return view, err
	}
	offer, may := actions.ProfileUpdate.Offer(t, scope.Role)
	if may && offer.Reason == "" {
		view.EditURL = actionURL(t, actions.ProfileUpdate.Name)
	}
	view.Groups = profileGroups(t, editor, view, scope.May(access.RevealSecrets))
	return view, nil
}

func profileDetails(gauges providers.ProfileGauges) (all []accounts.Detail) {
	for _, d := range gauges.Details {
		all = append(all, accounts.Detail{Label: d.Label, Value: d.Value})
	}
	if len(gauges.Addresses) > 0 {
		all = append(all, accounts.Detail{Label: "Signs in from", Value: strings.Join(gauges.Addresses, ", ")})
	}
	return all
}

// profileRun tells of a change under way, or of the last one if it failed.
func (p *panel) profileRun(c echo.Context, t actions.Target, editor providers.ProfileEditor, view *accounts.Profile) error {
	runs, _, err := scopeOf(c).Operations(c.Request().Context(), models.OperationQuery{Resource: t.Resource.ID, Limit: 1})
	if err != nil || len(runs) == 0 || runs[0].Status == models.StatusSucceeded {
		return err
	}
	op := runs[0]
	view.Run = &accounts.ProfileRun{Href: operationURL(op.ID), Failed: op.Status == models.StatusFailed, Detail: op.Error, Said: op.Said}
	view.Run.Kind, view.Run.Word = statusWords(op)
	if view.Run.Failed {
		view.Run.Field = editor.BlamedField(op.Said)
	}
	return nil
}

// profileGroups are the fields under their headings.
func profileGroups(t actions.Target, editor providers.ProfileEditor, view accounts.Profile, reveal bool) (groups []accounts.ProfileGroup) {
	facts, held := t.Resource.Profile(), strings.Split(t.Resource.SealedNames, ",")
	for _, field := range editor.ProfileForm(nil, nil).Fields {
		if len(groups) == 0 || groups[len(groups)-1].Title != field.Group {
			group := accounts.ProfileGroup{Title: field.Group}
			if view.EditURL != "" {
				group.EditURL = view.EditURL + "?part=" + url.QueryEscape(field.Group)
			}
			groups = append(groups, group)
		}
		line := accounts.ProfileLine{Label: field.Label, Value: chosen(field, facts[field.Name])}
		if view.Run != nil && view.Run.Field == field.Name {
			line.Problem = view.Provider + " did not take what was entered here last."
		}
		if field.Secret && slices.Contains(held, field.Name) {
			secret := secretOf(*t.Resource, field.Name, field.Label)
			line.Secret, line.Hidden = &secret, !reveal
		}
		last := &groups[len(groups)-1]
		last.Lines = append(last.Lines, line)
	}
	return groups
}

// chosen is a value in the words of its field.
func chosen(field form.Field, value string) string {
	for _, o := range field.Options {
		if o.Value == value {
			return o.Label
		}
	}
	if field.Unit != "" && value != "" {
		return value + " " + field.Unit
	}
	return value
}
