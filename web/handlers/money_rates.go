package handlers

import (
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/web/templates/i18n"
	view "pinfold/web/templates/money"
	"pinfold/web/templates/ui"
)

// ratesKept is how much of the history is shown.
const ratesKept = 50

// rateBases are offered as base beside the currencies of the accounts.
var rateBases = []string{"EUR", "USD"}

// ratesPage shows the rates that hold, and those before them.
func (p *panel) ratesPage(c echo.Context) error {
	v, err := p.moneyView(c)
	if err != nil {
		return err
	}
	codes, err := v.rateCodes()
	if err != nil {
		return err
	}
	base := c.QueryParam("base")
	if !slices.Contains(codes, base) {
		base = v.set.Base
	}
	if !slices.Contains(codes, base) {
		base = codes[0]
	}
	values := form.Values{}
	if base == v.set.Base {
		for code, rate := range v.set.Rates {
			values["rate-"+code] = rate
		}
	}
	return v.showRates(c, http.StatusOK, base, codes, values, nil)
}

// rateCodes are the currencies of the accounts and those that sums are often
// made in. The first is the one to begin with.
func (v moneyView) rateCodes() ([]string, error) {
	used := map[string]bool{}
	for _, a := range v.sorted {
		used[v.currency(a)] = true
	}
	stored, err := v.scope.Currencies(v.ctx)
	for _, code := range append(stored, rateBases...) {
		used[code] = true
	}
	delete(used, "")
	codes := slices.DeleteFunc(sortedKeys(used), func(code string) bool { return slices.Contains(rateBases, code) })
	return append(slices.Clone(rateBases), codes...), err
}

// ratesForm asks for a rate of each currency but the base. Those that no
// account has may stay empty.
func (v moneyView) ratesForm(base string, codes []string) (f form.Form) {
	for _, code := range codes {
		if code == base {
			continue
		}
		f.Fields = append(f.Fields, form.Field{Name: "rate-" + code, Kind: form.Text, MaxLength: 20, Autocomplete: "off",
			Label: i18n.T(v.ctx, "1 {base} in {code}", "code", code, "base", base)})
	}
	return f
}

func (v moneyView) showRates(c echo.Context, status int, base string, codes []string, values form.Values, errs form.Errors) error {
	page := view.RatesPage{Base: base, Form: v.ratesForm(base, codes), Values: values, Errors: errs,
		May: v.scope.May(access.ManageBilling), Single: !v.ratesNote(c).Needed}
	for _, code := range codes {
		page.Bases = append(page.Bases, ui.Tab{Label: code, Href: "/money/rates?base=" + code, Current: code == base})
	}
	sets, err := v.scope.RateHistory(v.ctx, ratesKept)
	if err != nil {
		return err
	}
	names := v.userNames(c)
	for _, set := range sets {
		page.History = append(page.History, view.RateLine{Line: rateLine(set), By: names[set.UserID], At: set.At})
	}
	s, err := v.shell(c, "Rates", "money")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = "/money", "Money"
	return v.render(c, status, view.ShowRates(s, page))
}

// enterRates makes rates hold from now on.
func (p *panel) enterRates(c echo.Context) error {
	v, err := p.moneyView(c)
	if err != nil {
		return err
	}
	if err := refuseLooker(c, access.ManageBilling, "rates", "them"); err != nil {
		return err
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	codes, err := v.rateCodes()
	if err != nil {
		return err
	}
	base := sent.Get("base")
	if !slices.Contains(codes, base) {
		return echo.NewHTTPError(http.StatusBadRequest, "The form names no base currency. Nothing was done.")
	}
	rates, entered, errs := readRates(sent, base, codes)
	if len(errs) > 0 {
		return v.showRates(c, http.StatusUnprocessableEntity, base, codes, entered, errs)
	}
	if base != v.set.Base || !maps.Equal(rates, v.set.Rates) {
		if err := v.scope.EnterRates(v.ctx, base, rates, models.Audit{Action: "rates.enter", Outcome: "entered", Address: c.RealIP()}); err != nil {
			return err
		}
	}
	return p.done(c, "/money/rates", ui.Notice{Kind: ui.OK, Title: "The rates hold from now on", Text: "Those before are kept below."})
}

var rateNumber = regexp.MustCompile(`^\d{1,9}(\.\d{1,9})?$`)

// readRates reads a rate for each currency but the base. Values are what was
// typed, for a form that comes back.
func readRates(sent url.Values, base string, codes []string) (rates, values form.Values, errs form.Errors) {
	rates, values, errs = form.Values{}, form.Values{}, form.Errors{}
	for _, code := range codes {
		name := "rate-" + code
		typed := cut(strings.TrimSpace(sent.Get(name)), 40)
		values[name] = typed
		if typed == "" || code == base {
			continue
		}
		text := strings.ReplaceAll(typed, ",", ".")
		rate, err := decimal.NewFromString(text)
		if !rateNumber.MatchString(text) || err != nil || !rate.IsPositive() {
			errs[name] = "Enter a number above 0, such as 1.09."
			continue
		}
		rates[code] = rate.String()
	}
	if len(rates) == 0 && len(errs) == 0 {
		for _, code := range codes {
			if code != base {
				errs["rate-"+code] = "Enter one rate at least."
				break
			}
		}
	}
	return rates, values, errs
}
