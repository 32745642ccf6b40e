package handlers

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/members"
	"pinfold/web/templates/ui"
)

// standingForm asks what a membership gives. Roles are those that the person
// may give.
func standingForm(giver access.Role, before ...form.Field) form.Form {
	role := form.Field{Name: "role", Label: "Role", Kind: form.Radio}
	var parts []string
	for _, r := range access.Roles() {
		if !giver.MayGive(r) {
			continue
		}
		role.Options = append(role.Options, form.Option{Value: string(r), Label: roleName(r), Help: r.Does()})
		if !r.Whole() {
			parts = append(parts, string(r))
		}
	}
	sees := form.Field{Name: "sees", Label: "Sees", Kind: form.Radio, Default: "all", When: []form.Condition{{Field: "role", Values: parts}},
		Options: []form.Option{{Value: "all", Label: "All accounts", Help: "Also those that are connected later."},
			{Value: "some", Label: "Some accounts", Help: "Nothing of the others, not even their sums."}}}
	return form.Form{Fields: append(before, role, sees)}
}

// standingOf reads what a membership shall give.
func standingOf(sent url.Values, f form.Form) (to models.Standing, values form.Values, errs form.Errors, err error) {
	values, errs = f.Parse(sent)
	to.Role, to.Limited = access.Role(values["role"]), values["sees"] == "some"
	if to.Limited {
		if to.Accounts, err = manyIDs(sent, "account"); err == nil && len(to.Accounts) == 0 {
			errs = withError(errs, "account", "Choose an account at least.")
		}
	}
	return to, values, errs, err
}

func withError(errs form.Errors, name, sentence string) form.Errors {
	if errs == nil {
		errs = form.Errors{}
	}
	errs[name] = sentence
	return errs
}

// accountChoices are the boxes of the accounts, of which some are ticked.
func (p *panel) accountChoices(c echo.Context, ticked []models.ID, problem string) (members.Accounts, error) {
	accounts, err := scopeOf(c).Accounts(c.Request().Context())
	view := members.Accounts{Problem: problem}
	for _, a := range accounts {
		vendor, _ := p.Fleet.Vendor(a.Provider)
		view.Boxes = append(view.Boxes, members.Box{ID: a.ID, Label: vendor.Name + " " + a.Label, Ticked: slices.Contains(ticked, a.ID)})
	}
	return view, err
}

// member loads a member that the person may change. Others look as if they
// could not be changed by anybody.
func (p *panel) member(c echo.Context) (models.Member, error) {
	m, err := scopeOf(c).TeamMember(c.Request().Context(), idOf(c.Param("id")))
	if err == nil {
		err = mayManageMembers(c)
	}
	if err == nil && !scopeOf(c).Role.MayGive(m.Role) {
		err = forbidden("Only an owner may change or remove an owner. Nothing was changed.")
	}
	return m, err
}

func (p *panel) memberPage(c echo.Context) error {
	m, err := p.member(c)
	if err != nil {
		return err
	}
	values := form.Values{"role": string(m.Role), "sees": map[bool]string{true: "some", false: "all"}[m.Limited]}
	return p.showMember(c, http.StatusOK, m, values, m.Accounts, nil)
}

func (p *panel) showMember(c echo.Context, status int, m models.Member, values form.Values, ticked []models.ID, errs form.Errors) error {
	accounts, err := p.accountChoices(c, ticked, errs["account"])
	if err != nil {
		return err
	}
	return p.showMembers(c, status, m.Label(), membersURL, "Members", func(s layout.Shell) members.Form {
		return members.Form{Title: s.Title, Sub: m.Email, Up: s.BackLabel, UpURL: s.Back, Action: memberURL(m.ID), Submit: "Save",
			Fields: standingForm(scopeOf(c).Role), Values: values, Errors: errs, Accounts: &accounts, RemoveURL: memberURL(m.ID) + "/remove",
			Help: []string{"A change holds at once, also in pages that are open.", "What the role may do stands under Roles."}}
	})
}

// changeMember gives a member another role or other accounts.
func (p *panel) changeMember(c echo.Context) error {
	m, err := p.member(c)
	if err != nil {
		return err
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	to, values, errs, err := standingOf(sent, standingForm(scopeOf(c).Role))
	if err == nil && errs == nil {
		err = scopeOf(c).ChangeMember(c.Request().Context(), m.ID, to, models.Audit{Action: "member.change", Outcome: "changed", Address: c.RealIP()})
		errs, err = memberProblem(err)
	}
	if err != nil {
		return err
	}
	if errs != nil {
		return p.showMember(c, http.StatusUnprocessableEntity, m, values, to.Accounts, errs)
	}
	p.membersChanged(scopeOf(c).Team.ID)
	return p.doneThere(c, membersURL, ui.Notice{Kind: ui.OK, Title: m.Label() + " is saved"})
}

// memberProblem says what keeps a change of a member from being made.
func memberProblem(err error) (form.Errors, error) {
	switch {
	case errors.Is(err, models.ErrLastOwner):
		return form.Errors{"role": "This is the last owner. Make somebody else an owner first."}, nil
	case errors.Is(err, models.ErrRole):
		return nil, forbidden("Your role does not allow it any more. Nothing was changed.")
	}
	return nil, err
}

func (p *panel) removeMemberPage(c echo.Context) error {
	m, err := p.member(c)
	if err != nil {
		return err
	}
	return p.showRemoveMember(c, http.StatusOK, m, "", "")
}

func (p *panel) showRemoveMember(c echo.Context, status int, m models.Member, problem, reason string) error {
	view := members.Ask{TeamID: teamID(c), Typed: m.Email, Problem: problem, Reason: reason,
		Asking: ui.Asking{Title: "Remove " + m.Label(), Sub: m.Email, Action: memberURL(m.ID) + "/remove", Cancel: memberURL(m.ID),
			Submit: "Remove member", Danger: true},
		Consequences: []ui.Consequence{
			{Kind: ui.Error, Text: "Access ends at once, also in pages that are open and in downloads that run."},
			{Kind: ui.Error, Text: "Drafts, own views, unsent DNS changes, API tokens and the calendar address in this team are gone."},
			{Kind: ui.Error, Text: "Invitations that they sent and nobody accepted are revoked."},
			{Kind: ui.OK, Text: "What they started goes on, and the history keeps their name."},
		}}
	return p.showBoxIn(c, status, view.Asking.Title, memberURL(m.ID), m.Label(), members.AskBox(view))
}

// removeMember takes somebody out of the team.
func (p *panel) removeMember(c echo.Context) error {
	m, err := p.member(c)
	if err != nil {
		return err
	}
	if models.NormalEmail(c.FormValue("confirm")) != m.Email {
		return p.showRemoveMember(c, http.StatusUnprocessableEntity, m, "This is not the e-mail address. Type it as it stands above.", "")
	}
	err = scopeOf(c).RemoveMember(c.Request().Context(), m.ID, models.Audit{Action: "member.remove", Outcome: "removed", Address: c.RealIP()})
	if errors.Is(err, models.ErrLastOwner) {
		return p.showRemoveMember(c, http.StatusUnprocessableEntity, m, "", "This is the last owner, who cannot go. Make somebody else an owner first.")
	}
	if _, err = memberProblem(err); err != nil {
		return err
	}
	p.membersChanged(scopeOf(c).Team.ID)
	if m.UserID == scopeOf(c).User.ID {
		return p.doneThere(c, "/", ui.Notice{Kind: ui.OK, Title: "You left " + scopeOf(c).Team.Name})
	}
	return p.doneThere(c, membersURL, ui.Notice{Kind: ui.OK, Title: m.Label() + " is removed"})
}
