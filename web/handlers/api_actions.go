package handlers

import (
	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// apiAction is one action on one target: whether it is possible, what it has to
// be told and what it would do.
type apiAction struct {
	Name       string            `json:"name"`
	Label      string            `json:"label"`
	Group      string            `json:"group"`
	Permission access.Permission `json:"permission"`
	// Available is false with the reason why it is not possible now.
	Available bool   `json:"available"`
	Reason    string `json:"reason"`
	// NeedsRisk says that the token must be allowed to spend money and delete.
	NeedsRisk bool       `json:"needs_risk"`
	Fields    []apiField `json:"fields"`
	Plan      apiPlan    `json:"plan"`
}

// apiDryRun is an action with values: what is wrong with them, if anything is.
type apiDryRun struct {
	apiAction
	Errors form.Errors `json:"errors"`
}

// apiActions lists what the token's role may do with a thing.
func (p *panel) apiActions(c echo.Context) error {
	if q := queryOf(c); q.err != nil {
		return q.err
	}
	kind, id := kindOf(c.Param("kind")), idOf(c.Param("id"))
	if kind == "" || id == 0 || plural(kind) != c.Param("kind") {
		return echo.ErrNotFound
	}
	t, err := p.target(c, kind, id)
	if err != nil {
		return err
	}
	if t.Pending, err = pendingOf(c, t); err != nil {
		return err
	}
	offers := actions.Offers(t, scopeOf(c).Role)
	var uses []providers.Kind
	for _, o := range offers {
		uses = append(uses, o.Action.Uses...)
	}
	if len(uses) > 0 {
		if t.Known, err = scopeOf(c).Offerings(c.Request().Context(), t.Account.ID, uses...); err != nil {
			return err
		}
	}
	list := apiList[apiAction]{Items: []apiAction{}}
	for _, o := range offers {
		a := asked{action: o.Action, target: t, offer: o, form: o.Action.Form(t)}
		list.Items = append(list.Items, apiActionOf(tokenOf(c), a, a.form.Defaults()))
	}
	return p.json(c, list, nil)
}

// apiAction tells what an action would do with the values of the query. It
// changes nothing.
func (p *panel) apiAction(c echo.Context) error {
	a, err := p.ask(c)
	if err != nil {
		return err
	}
	given, errs := form.Values{}, form.Errors{}
	for name, list := range c.QueryParams() {
		field, ok := a.form.Field(name)
		switch {
		case !ok:
			errs[name] = noField
		case field.Secret || field.Kind == form.Password:
			errs[name] = "A secret has no place in an address. Send it when you start the action."
		default:
			given[name] = list[0]
		}
	}
	values, wrong := a.form.Parse(fill(a.form, given))
	for name, sentence := range wrong {
		if field, _ := a.form.Field(name); errs[name] == "" && !field.Secret && field.Kind != form.Password {
			errs[name] = sentence
		}
	}
	return p.json(c, apiDryRun{apiActionOf(tokenOf(c), a, values), errs}, nil)
}

func apiActionOf(token models.APIToken, a asked, values form.Values) apiAction {
	plan := a.action.Plan(a.target, values)
	one := apiAction{Name: a.action.Name, Label: a.action.Words.Label, Group: a.action.Words.Group, Permission: a.action.Needs,
		Reason: a.offer.Reason, NeedsRisk: risky(a, plan), Fields: apiFieldsOf(a.form), Plan: apiPlanOf(plan)}
	if one.Reason == "" && one.NeedsRisk && !token.MayRisk {
		one.Reason = noRisk
	}
	one.Available = one.Reason == ""
	return one
}

// noRisk is for a token that is not allowed what a plan does.
const noRisk = "This token may not spend money or delete. Make one that may, under Settings."

// risky reports whether a plan spends money or loses something. What makes or
// enlarges a thing costs at most providers, whether or not they tell.
func risky(a asked, plan actions.Plan) bool {
	costs := a.action.Needs == access.CreateServers || a.action.Needs == access.SpendMoney || plan.Price != nil || plan.Bill != nil
	return costs || plan.Risk >= actions.Destructive || a.action.Destroys(plan)
}
