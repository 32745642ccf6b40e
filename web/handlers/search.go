package handlers

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/search"
)

// searchMost bounds what a search shows.
var searchMost = models.SearchLimits{PerKind: 6, Total: 18}

// offersMost bounds the actions on the best match.
const offersMost = 6

// search is everything that a text leads to: for the palette as a fragment,
// and as a page without script.
func (p *panel) search(c echo.Context) error {
	text := strings.ToValidUTF8(cut(strings.TrimSpace(c.QueryParam("q")), 200), "")
	found, err := p.found(c, text)
	if err != nil {
		return err
	}
	if inDialog(c) {
		return p.render(c, http.StatusOK, search.Options(found))
	}
	s, err := p.shell(c, "Search or go to", "")
	if err != nil {
		return err
	}
	s.HeadHidden = true
	return p.render(c, http.StatusOK, search.SearchPage(s, found))
}

// found puts things first, then actions on the best match, then pages. An
// action that the text names comes before the things.
func (p *panel) found(c echo.Context, text string) (search.Found, error) {
	f := search.Found{Text: text}
	accounts, err := p.accountsByID(c)
	if err != nil {
		return f, err
	}
	if text == "" {
		if f.Groups, err = p.needing(c, accounts); err != nil {
			return f, err
		}
		f.Groups = withItems(f.Groups, search.Group{Label: "Go to", Items: p.places(c, accounts, "")})
		return f, nil
	}
	kinds, verb, rest, err := p.things(c, text)
	if err != nil {
		return f, err
	}
	kinds = behindAddress(kinds)
	f.Sought = rest
	shown := foundView{p: p, c: c, text: rest, accounts: accounts}
	if f.Groups, err = shown.groups(kinds); err != nil {
		return f, err
	}
	do, err := p.offered(c, kinds, accounts, verb)
	if err != nil {
		return f, err
	}
	if verb != "" && len(do) > 0 { // Who names the action wants it before the thing.
		f.Groups = append([]search.Group{{Label: "Do", Items: do}}, f.Groups...)
	} else {
		f.Groups = withItems(f.Groups, search.Group{Label: "Do", Items: do})
	}
	f.Groups = withItems(f.Groups, search.Group{Label: "Go to", Items: p.places(c, accounts, text)})
	return f, nil
}

// things searches for the text. If nothing matches and it begins with the word
// of an action, as in "reboot web-1", that is the verb, and the rest is
// searched for.
func (p *panel) things(c echo.Context, text string) (kinds []models.Found, verb, sought string, err error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	kinds, err = scope.Search(ctx, text, searchMost)
	first, rest, more := strings.Cut(text, " ")
	if err != nil || len(kinds) > 0 || !more || !isVerb(first) {
		return kinds, "", text, err
	}
	kinds, err = scope.Search(ctx, rest, searchMost)
	return kinds, first, strings.TrimSpace(rest), err
}

// behindAddress puts the servers that have an address before the address.
func behindAddress(kinds []models.Found) []models.Found {
	at := slices.IndexFunc(kinds, func(f models.Found) bool { return f.Kind == providers.KindServer })
	if at < 1 || kinds[0].Kind != providers.KindAddress {
		return kinds
	}
	kinds = slices.Clone(kinds)
	servers := kinds[at]
	return slices.Insert(slices.Delete(kinds, at, at+1), 0, servers)
}

func isVerb(word string) bool {
	return slices.ContainsFunc(actions.All(), func(a actions.Action) bool { return begins(a.Words.Label, word) })
}

// begins reports whether a word of the label begins with the text.
func begins(label, text string) bool {
	return strings.Contains(" "+strings.ToLower(label), " "+strings.ToLower(text))
}

// offered are the actions on the best match: those that can be done first, or
// those of the verb alone.
func (p *panel) offered(c echo.Context, kinds []models.Found, accounts map[models.ID]models.Account, verb string) ([]search.Item, error) {
	if len(kinds) == 0 {
		return nil, nil
	}
	t, ok, err := p.bestTarget(c, kinds[0], accounts)
	if err != nil || !ok {
		return nil, err
	}
	var items []search.Item
	for _, o := range actions.Offers(t, scopeOf(c).Role) {
		if verb == "" || begins(o.Action.Words.Label, verb) {
			items = append(items, offerItem(t, o))
		}
	}
	slices.SortStableFunc(items, func(a, b search.Item) int { return cmp.Compare(order(a), order(b)) })
	return items[:min(len(items), offersMost)], nil
}

// order puts what can be done before what cannot.
func order(item search.Item) int {
	if item.Reason == "" {
		return 0
	}
	return 1
}

func (p *panel) bestTarget(c echo.Context, best models.Found, accounts map[models.ID]models.Account) (actions.Target, bool, error) {
	if best.Kind == providers.KindAccount {
		return p.targetOf(best.Accounts[0], nil), true, nil
	}
	if len(best.Rows) == 0 {
		return actions.Target{}, false, nil
	}
	t := p.targetOf(accounts[best.Rows[0].AccountID], &best.Rows[0])
	busy, err := p.busy(c.Request().Context(), scopeOf(c), best.Rows[0].ID)
	if err != nil {
		return t, true, err
	}
	locks, err := p.padlocks(c, t.ID())
	t.Busy, t.Padlock = busy, locks[t.ID()]
	return t, true, err
}
