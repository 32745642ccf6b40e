package handlers

import (
	"cmp"
	"net/url"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/feed"
	"pinfold/internal/form"
	"pinfold/internal/jobs"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// newOperation is the row of an operation that a person asks for, and what
// seals its secret input.
func (p *panel) newOperation(c echo.Context, a asked, plan actions.Plan, values form.Values) (models.Operation, models.Sealer) {
	open, hidden := a.form.Split(values)
	op := models.Operation{
		AccountID: a.target.Account.ID, Action: a.action.Name, Kind: a.action.Makes, TargetName: a.target.Name(),
		Input: open, LockKey: plan.Lock, Destroys: a.action.Destroys(plan), Priority: providers.Interactive,
		Address: c.RealIP(), Device: cut(c.Request().UserAgent(), 200),
	}
	carried, told := a.action.Carried(a.target)
	for name, value := range carried {
		hidden[name] = value
	}
	for _, words := range append(a.form.Words(values), told...) {
		op.Asked = append(op.Asked, models.Answered{Label: words[0], Value: words[1]})
	}
	if r := a.target.Resource; r != nil {
		op.ResourceID, op.ExternalID, op.Location = r.ID, r.ExternalID, r.Location
	}
	if s := a.target.Server; s != nil {
		op.ServerID, op.TargetName = s.ID, a.target.Name()+" of "+cmp.Or(s.Name, s.ExternalID)
	}
	if name := cmp.Or(values["name"], values["subject"]); a.action.Creates() && name != "" {
		op.TargetName = name
	}
	if len(hidden) == 0 {
		return op, nil
	}
	team := scopeOf(c).Team.ID
	return op, func(row models.ID) ([]byte, error) {
		return p.Keys.SealMap(jobs.InputOf(team, row), secretValues(hidden))
	}
}

func secretValues(values form.Values) map[string]secrets.Text {
	sealed := make(map[string]secrets.Text, len(values))
	for name, value := range values {
		sealed[name] = secrets.NewText(value)
	}
	return sealed
}

// digestForm tells whether a form that comes again says the same. It is keyed,
// since the form may hold secrets.
func (p *panel) digestForm(a asked, sent url.Values) string {
	fields := map[string]secrets.Text{"": secrets.NewText(actionURL(a.target, a.action.Name))}
	for _, field := range a.form.Fields {
		fields[field.Name] = secrets.NewText(sent.Get(field.Name))
	}
	return p.Keys.Digest(fields)
}

// announce tells the pages that an operation began or changed.
func (p *panel) announce(op models.Operation) {
	team, account := int64(op.TeamID), int64(op.AccountID)
	p.Bus.Publish(
		feed.Event{Team: team, Account: account, Kind: "operation", ID: int64(op.ID)},
		feed.Event{Team: team, Account: account, Kind: "operation"},
	)
	if op.ParentID != nil {
		p.Bus.Publish(feed.Event{Team: team, Kind: "operation", ID: int64(*op.ParentID)})
	}
	if op.ServerID != 0 {
		p.Bus.Publish(feed.Event{Team: team, Account: account, Kind: string(providers.KindServer), ID: int64(op.ServerID)})
	}
	if op.ResourceID != 0 {
		p.Bus.Publish(
			feed.Event{Team: team, Account: account, Kind: string(op.Kind), ID: int64(op.ResourceID)},
			feed.Event{Team: team, Account: account, Kind: string(op.Kind)},
		)
	}
}
