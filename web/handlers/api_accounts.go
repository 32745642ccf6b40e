package handlers

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// apiAccount is an account as the API tells of it.
type apiAccount struct {
	ID       models.ID      `json:"id"`
	Label    string         `json:"label"`
	Provider providers.Slug `json:"provider"`
	Currency string         `json:"currency"`
	// Health is one of answers, needs_credentials, does_not_answer and
	// first_reading.
	Health       string     `json:"health"`
	Trouble      string     `json:"trouble"`
	ProviderSaid string     `json:"provider_said"`
	ServerCount  int64      `json:"server_count"`
	FailingSince *time.Time `json:"failing_since"`
	RefreshedAt  *time.Time `json:"refreshed_at"`
	NextRefresh  *time.Time `json:"next_refresh_at"`
	CreatedAt    *time.Time `json:"created_at"`
}

// apiAccounts lists all accounts that the token sees.
func (p *panel) apiAccounts(c echo.Context) error {
	if q := queryOf(c); q.err != nil {
		return q.err
	}
	ctx, scope := c.Request().Context(), scopeOf(c)
	rows, err := scope.Accounts(ctx)
	if err != nil {
		return err
	}
	counts, err := scope.ServersPerAccount(ctx)
	list := apiList[apiAccount]{Items: []apiAccount{}}
	for _, a := range rows {
		one := apiAccount{ID: a.ID, Label: a.Label, Provider: a.Provider, Currency: a.Currency, Health: healthKey(a),
			ServerCount: counts[a.ID], RefreshedAt: momentAt(a.RefreshedAt), NextRefresh: momentOf(a.NextRefresh), CreatedAt: momentOf(a.CreatedAt)}
		if a.Failures > 0 {
			one.Trouble, one.ProviderSaid, one.FailingSince = a.LastError, a.LastSaid, momentAt(a.FailingSince)
		}
		list.Items = append(list.Items, one)
	}
	return p.json(c, list, err)
}

func healthKey(a models.Account) string {
	switch {
	case a.NeedsCredentials():
		return "needs_credentials"
	case a.Failures > 0:
		return "does_not_answer"
	case a.RefreshedAt == nil:
		return "first_reading"
	}
	return "answers"
}

// json answers with a value, unless there is an error.
func (p *panel) json(c echo.Context, value any, err error) error {
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, value)
}
