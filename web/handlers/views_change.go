package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/ui"
)

func (p *panel) addViewPage(c echo.Context) error {
	return p.showView(c, http.StatusOK, models.View{Query: viewQuery(c.Request().URL.RawQuery)}, "")
}

func viewAudit(c echo.Context, outcome string) models.Audit {
	return models.Audit{Action: "view." + outcome, Outcome: outcome, Address: c.RealIP()}
}

// addView saves the filters and the order of a list under a name.
func (p *panel) addView(c echo.Context) error {
	sent, err := posted(c)
	if err != nil {
		return err
	}
	view := models.View{List: viewsList, Query: viewQuery(sent.Get("query"))}
	problem := namedView(c, sent, &view)
	if problem == "" && view.Query == "" {
		problem = "Filter or sort the list first. There is nothing to save."
	}
	if problem == "" {
		if err = scopeOf(c).AddView(c.Request().Context(), &view, viewAudit(c, "saved")); err != nil {
			if problem = viewProblem(err); problem == "" {
				return err
			}
		}
	}
	if problem != "" {
		view.ID = 0
		return p.showView(c, http.StatusUnprocessableEntity, view, problem)
	}
	return p.doneThere(c, viewHref(view), ui.Notice{Kind: ui.OK, Title: "The view " + view.Name + " is saved"})
}

// changed loads a view that the person may change.
func (p *panel) changeable(c echo.Context) (models.View, error) {
	view, err := scopeOf(c).View(c.Request().Context(), idOf(c.Param("view")))
	if err == nil && !mayChange(scopeOf(c), view) {
		err = forbidden("You may use this view, not change it. It is the team's. Ask an owner for the role Admin.")
	}
	return view, err
}

func (p *panel) viewPage(c echo.Context) error {
	view, err := p.changeable(c)
	if err != nil {
		return err
	}
	return p.showView(c, http.StatusOK, view, "")
}

func (p *panel) changeView(c echo.Context) error {
	view, err := p.changeable(c)
	if err != nil {
		return err
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	problem := namedView(c, sent, &view)
	if problem == "" {
		if err = scopeOf(c).ChangeView(c.Request().Context(), view, viewAudit(c, "changed")); err != nil {
			if problem = viewProblem(err); problem == "" {
				return err
			}
		}
	}
	if problem != "" {
		return p.showView(c, http.StatusUnprocessableEntity, view, problem)
	}
	return p.doneThere(c, viewsURL, ui.Notice{Kind: ui.OK, Title: "The view " + view.Name + " is saved"})
}

func (p *panel) removeView(c echo.Context) error {
	view, err := p.changeable(c)
	if err != nil {
		return err
	}
	if err := scopeOf(c).RemoveView(c.Request().Context(), view, viewAudit(c, "deleted")); err != nil {
		return err
	}
	return p.doneThere(c, viewsURL, ui.Notice{Kind: ui.OK, Title: "The view " + view.Name + " is deleted"})
}
