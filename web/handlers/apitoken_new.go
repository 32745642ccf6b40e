package handlers

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/apitoken"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/web/templates/apitokens"
)

// tokenAtMost is how far off a token may expire.
const tokenAtMost = 366 * 24 * time.Hour

// tokenForm asks for a token within the person's role.
func tokenForm(scope models.Scope, now time.Time) form.Form {
	roles := []form.Option{}
	for _, r := range access.Roles() {
		if r.Within(scope.Role) {
			roles = append(roles, form.Option{Value: string(r), Label: roleName(r)})
		}
	}
	day := now.In(zoneOf(scope.User)).AddDate(0, 0, 14).Format(time.DateOnly)
	return form.Form{
		Fields: []form.Field{
			{Name: "name", Label: "Name", Kind: form.Text, MaxLength: 60, Help: "What will use it, such as a backup script."},
			{Name: "role", Label: "Role", Kind: form.Select, Options: roles, Default: string(access.Viewer), Help: "No wider than yours."},
			{Name: "expires", Label: "Expires", Kind: form.Select, Default: "90", Options: []form.Option{
				{Value: "7", Label: "In 7 days"}, {Value: "30", Label: "In 30 days"}, {Value: "90", Label: "In 90 days"},
				{Value: "365", Label: "In 365 days"}, {Value: "date", Label: "On a date"}}},
			{Name: "date", Label: "Last day", Kind: form.Text, Placeholder: day, Help: "Year, month and day, such as " + day + ". Up to a year from now.",
				When: []form.Condition{{Field: "expires", Values: []string{"date"}}}},
			{Name: "risk", Label: "May spend money and delete", Kind: form.Checkbox,
				Help: "Without it, the token starts no action that spends money or destroys."},
		},
		Check: func(in form.Values) form.Errors {
			if _, problem := tokenEnd(in, scope.User, now); problem != "" {
				return form.Errors{"date": problem}
			}
			return nil
		},
	}
}

// tokenEnd is when a token expires: so many days from now, or at the end of a day.
func tokenEnd(in form.Values, user models.User, now time.Time) (end time.Time, problem string) {
	if in["expires"] != "date" {
		days := map[string]int{"7": 7, "30": 30, "90": 90, "365": 365}[in["expires"]]
		return now.AddDate(0, 0, days), ""
	}
	day, err := time.ParseInLocation(time.DateOnly, in["date"], zoneOf(user))
	if err != nil {
		return end, "A date looks like " + now.AddDate(0, 0, 14).Format(time.DateOnly) + "."
	}
	end = day.AddDate(0, 0, 1)
	switch {
	case !end.After(now):
		return end, "This day is over."
	case end.Sub(now) > tokenAtMost:
		return end, "Up to a year from now."
	}
	return end, ""
}

func (p *panel) newAPITokenPage(c echo.Context) error {
	f := tokenForm(scopeOf(c), p.Store.Now())
	return p.showNewToken(c, http.StatusOK, f, f.Defaults(), nil)
}

func (p *panel) showNewToken(c echo.Context, status int, f form.Form, values form.Values, errs form.Errors) error {
	s, err := p.shell(c, "Make an API token", "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = apiTokensURL, "API tokens", true
	return p.render(c, status, apitokens.NewPage(s, apitokens.New{Action: apiTokensURL + "/new", Up: "API tokens", UpURL: apiTokensURL,
		Form: f, Values: values, Errors: errs}))
}

// addAPIToken makes a token and shows it, this once.
func (p *panel) addAPIToken(c echo.Context) error {
	scope, now := scopeOf(c), p.Store.Now()
	f := tokenForm(scope, now)
	values, errs, err := parsed(c, f)
	if err != nil {
		return err
	}
	if errs != nil {
		return p.showNewToken(c, http.StatusUnprocessableEntity, f, values, errs)
	}
	token := apitoken.New()
	row := models.APIToken{Name: values["name"], Role: access.Role(values["role"]), MayRisk: values["risk"] != "",
		Digest: apitoken.Digest(token), Hint: apitoken.Hint(token)}
	row.ExpiresAt, _ = tokenEnd(values, scope.User, now)
	err = scope.AddAPIToken(c.Request().Context(), &row, models.Audit{Action: "api_token.create", Outcome: "created", Address: c.RealIP(), After: tokenWords(row)})
	if errors.Is(err, models.ErrAPITokensMany) {
		return p.showNewToken(c, http.StatusUnprocessableEntity, f, values,
			form.Errors{"": fmt.Sprintf("You have %d tokens, as many as there may be. Revoke one first.", models.APITokensMost)})
	}
	if err != nil {
		return err
	}
	s, err := p.shell(c, "Keep this token", "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = apiTokensURL, "API tokens", true
	return p.render(c, http.StatusOK, apitokens.MadePage(s, apitokens.Made{Name: row.Name, Value: token.Reveal(),
		Example: p.apiExample("TOKEN"), Up: "API tokens", UpURL: apiTokensURL}))
}

// tokenWords are what the audit trail keeps of a token.
func tokenWords(row models.APIToken) form.Values {
	words := form.Values{"role": string(row.Role), "expires": row.ExpiresAt.UTC().Format(time.RFC3339), "may_spend_and_delete": "no"}
	if row.MayRisk {
		words["may_spend_and_delete"] = "yes"
	}
	return words
}
