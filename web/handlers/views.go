package handlers

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

const (
	viewsList = "/servers"
	viewsURL  = "/servers/views"
)

// viewQuery is the part of a list's address that a view keeps.
func viewQuery(text string) string {
	values, err := url.ParseQuery(cut(text, models.ViewQueryMost))
	if err != nil {
		return ""
	}
	kept := addressOfList(viewsList, values).values
	kept.Del("page")
	return kept.Encode()
}

// openView leads to the address that a view keeps.
func (p *panel) openView(c echo.Context, id string) error {
	view, err := scopeOf(c).View(c.Request().Context(), idOf(id))
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, viewHref(view))
}

func viewHref(v models.View) string { return listBack(viewsList, v.Query) }

func viewURL(v models.View) string { return fmt.Sprintf("%s/%d", viewsURL, v.ID) }

// mayChange reports whether a person may rename and remove a view: one's own,
// and the team's for who manages the team's accounts.
func mayChange(scope models.Scope, v models.View) bool {
	return (v.UserID == scope.User.ID && !v.Shared) || (v.Shared && scope.May(access.ManageAccounts))
}

// viewsOf adds the saved views to a list, and the way to save another.
func (p *panel) viewsOf(c echo.Context, list *servers.List, address listAddress) error {
	views, err := scopeOf(c).Views(c.Request().Context(), viewsList)
	here := viewQuery(address.values.Encode())
	saved := here == ""
	for _, v := range views {
		current := viewQuery(v.Query) == here
		saved = saved || current
		list.Views = append(list.Views, servers.View{Name: v.Name, Href: viewHref(v), Shared: v.Shared, Current: current})
	}
	if !saved {
		list.SaveURL = viewsURL + "/save?" + here
	}
	return err
}

// views is the page on which views are renamed and deleted.
func (p *panel) views(c echo.Context) error {
	scope := scopeOf(c)
	saved, err := scope.Views(c.Request().Context(), viewsList)
	if err != nil {
		return err
	}
	names := p.userNames(c)
	var shown []servers.View
	for _, v := range saved {
		fit, err := p.viewFit(c, v.Query)
		if err != nil {
			return err
		}
		view := servers.View{ID: fmt.Sprint(v.ID), Name: v.Name, Href: viewHref(v), Fit: fit, Shared: v.Shared, By: names[v.UserID]}
		if mayChange(scope, v) {
			view.EditURL, view.RemoveURL = viewURL(v), viewURL(v)+"/remove"
		}
		shown = append(shown, view)
	}
	s, err := p.shell(c, "Views", "servers")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = viewsList, "Servers", true
	return p.render(c, http.StatusOK, servers.ViewsPage(s, shown))
}

// sortLabels are the orders of a list in words.
var sortLabels = map[string]string{"name": "name", "state": "state", "provider": "provider", "account": "account",
	"location": "location", "address": "address", "system": "system", "cpu": "CPU", "memory": "memory", "disk": "disk", "checked": "age"}

// viewFit says what a view filters and sorts by.
func (p *panel) viewFit(c echo.Context, text string) (string, error) {
	values, _ := url.ParseQuery(text) // It was written by viewQuery.
	q, _ := serverQuery(values)
	accounts, err := scopeOf(c).Accounts(c.Request().Context())
	if err != nil {
		return "", err
	}
	known, err := p.atlas(c, accounts)
	words := p.fitWords(q, known)
	if q.Text != "" {
		words = append([]string{"“" + q.Text + "”"}, words...)
	}
	key, down := strings.CutPrefix(q.Sort, "-")
	if label := sortLabels[key]; label != "" && down {
		words = append(words, "sorted by "+label+", descending")
	} else if label != "" {
		words = append(words, "sorted by "+label)
	}
	return strings.Join(words, ", "), err
}

// namedView reads the form of a view; the problem is at its name.
func namedView(c echo.Context, sent url.Values, view *models.View) (problem string) {
	view.Name = strings.Join(strings.Fields(strings.ToValidUTF8(sent.Get("name"), "")), " ")
	view.Shared = sent.Get("shared") != "" && scopeOf(c).May(access.ManageAccounts)
	switch n := utf8.RuneCountInString(view.Name); {
	case n == 0:
		return "Enter a name."
	case n > models.ViewNameMost:
		return fmt.Sprintf("A name has up to %d characters.", models.ViewNameMost)
	}
	return ""
}

// viewProblem is the sentence for a view that cannot be saved, "" for errors
// that are none of the person's.
func viewProblem(err error) string {
	switch {
	case errors.Is(err, models.ErrTaken):
		return "There is a view of this name. Choose another."
	case errors.Is(err, models.ErrViewsMany):
		return "You have as many views as there may be. Delete one first."
	}
	return ""
}

func (p *panel) showView(c echo.Context, status int, v models.View, problem string) error {
	fit, err := p.viewFit(c, v.Query)
	if err != nil {
		return err
	}
	box := servers.ViewBox{Name: v.Name, Query: v.Query, Shared: v.Shared, Fit: fit, Problem: problem,
		MayShare: scopeOf(c).May(access.ManageAccounts), Up: "Servers", UpURL: viewHref(v)}
	box.Asking = ui.Asking{Title: "Save view", Action: viewsURL, Cancel: box.UpURL, Submit: "Save view"}
	if v.ID != 0 {
		box.Asking = ui.Asking{Title: "Rename view", Action: viewURL(v), Cancel: viewsURL, Submit: "Save view"}
		box.Up, box.UpURL = "Views", viewsURL
	}
	return p.showOwn(c, status, box.Asking.Title, box.Up, box.UpURL, servers.ViewFragment(box))
}
