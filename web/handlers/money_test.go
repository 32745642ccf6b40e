package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/shopspring/decimal"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// spent records one day of the account's spend.
func (h *house) spent(account models.Account, daysAgo int, currency, amount string, servers map[models.ID]models.Amounts) {
	h.t.Helper()
	on := h.Now().UTC().AddDate(0, 0, -daysAgo).Format(time.DateOnly)
	testdb.Must(h.t, h.scope.RecordSpend(ctx, models.Spending{
		SpendKey: models.SpendKey{AccountID: account.ID, Source: models.SpendStatement, Day: on}, First: on, Final: true, Currency: currency,
		Amounts: models.Amounts{providers.SpendMemory: decimal.RequireFromString(amount)}, Servers: servers,
	}))
}

func (h *house) balance(sum string) models.Resource {
	h.t.Helper()
	return h.observed(providers.Observation{Kind: providers.KindBilling, ID: "balance", Name: "Clodo balance", State: providers.Available,
		Facts: providers.BillingFacts{}, Gauges: providers.BillingGauges{Balance: sum}})
}

// spaced has plain spaces in the place of those that do not break.
func (p page) spaced() page {
	p.body = strings.ReplaceAll(p.body, "\u00a0", " ")
	return p
}

func TestMoneyIsTold(t *testing.T) {
	t.Parallel()
	h := newHouseOfAll(t)
	h.Exec(t, "UPDATE accounts SET currency = CASE provider WHEN 'clodo' THEN 'RUB' WHEN 'inferno' THEN 'USD' ELSE 'EUR' END")
	h.balance("1234")
	h.spent(h.account, 0, "RUB", "57.82", nil)
	h.as(h.scope).get("/money").want(t, 200, "By 1 of 8 days. The others are not recorded yet.")
	for i := 1; i <= 30; i++ {
		h.spent(h.account, i, "RUB", "57.82", nil)
	}
	h.as(h.scope).get("/money").lacks(t, "not recorded yet")
	h.order("47200", providers.OrderUnpaid, "Pending")
	page := h.as(h.scope).get("/money").spaced()
	page.want(t, 200, "1,234.00", "Clodo main lasts about 21 days at 57.82 RUB a day", "5.00", "pending order", "not told by its API",
		"They are not added without rates", `role="img"`, "between ", "1 due", `href="/money/spend?by=account"`, `class="ch-1"`)
	h.as(h.Team(t, "bob")).get("/money").want(t, 200, "Connect your first account")
	h.as(h.scope).get("/").spaced().lacks(t, "lasts about")
	h.balance("300")
	h.as(h.scope).get("/").spaced().want(t, 200, "Clodo main lasts about 5 days at 57.82 RUB a day", "300.00 RUB left.")
	h.as(h.Team(t, "eve")).get("/money/spend").lacks(t, "57.82")
}

// TestRunwayNeedsKnownDays: a pace of a day or two is none, and neither is one
// in another currency.
func TestRunwayNeedsKnownDays(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.Exec(t, "UPDATE accounts SET currency = 'RUB'")
	h.balance("100")
	ann := h.as(h.scope)
	h.spent(h.account, 1, "RUB", "10", nil)
	h.spent(h.account, 2, "RUB", "10", nil)
	ann.get("/money").want(t, 200, "shows after a few days")
	h.spent(h.account, 3, "RUB", "10", nil)
	ann.get("/money").spaced().want(t, 200, "Clodo main lasts about 10 days at 10.00 RUB a day, by 3 known days")
	ann.get("/money/expiring?show=balances").want(t, 200, "Balance of Clodo main", "about ")
	h.spent(h.account, 4, "USD", "10", nil)
	ann.get("/money").lacks(t, "lasts about")
	ann.get("/money/expiring").want(t, 200, "Not known how long")
}

func TestRatesMakeOneSum(t *testing.T) {
	t.Parallel()
	h := newHouseOfAll(t)
	h.Exec(t, "UPDATE accounts SET currency = CASE provider WHEN 'clodo' THEN 'RUB' ELSE 'EUR' END")
	accounts, err := h.scope.Accounts(ctx)
	testdb.Must(t, err)
	h.spent(h.account, 0, "RUB", "196.40", nil)
	for _, a := range accounts {
		if a.Provider == providers.IDCloudHost {
			h.spent(a, 0, "EUR", "1", nil)
		}
	}
	ann := h.as(h.scope)
	ann.get("/money").lacks(t, "use your rates")
	ann.post("/money/rates", "base", "EUR", "rate-RUB", "a lot").want(t, 422, "Enter a number above 0, such as 1.09.", `value="a lot"`)
	ann.post("/money/rates", "base", "EUR").want(t, 422, "Enter one rate at least.")
	ann.post("/money/rates", "base", "EUR", "rate-RUB", "0").want(t, 422, "Enter a number above 0")
	ann.post("/money/rates", "base", "XXX", "rate-RUB", "1").want(t, 400)
	h.as(h.member("view", access.Viewer)).post("/money/rates", "base", "EUR", "rate-RUB", "1").want(t, 403)
	ann.post("/money/rates", "base", "EUR", "rate-RUB", "98,20").want(t, http.StatusSeeOther)
	ann.post("/money/rates", "base", "EUR", "rate-RUB", "98.20").want(t, http.StatusSeeOther)
	if n := h.Int(t, "SELECT COUNT(*) FROM rate_sets"); n != 1 {
		t.Errorf("%d sets of rates", n)
	}
	page := ann.get("/money").spaced()
	page.want(t, 200, "Sums in EUR use your rates: 1 EUR = 98.2 RUB, entered "+h.Now().UTC().Format("2 Jan 2006")+" by ann.", ">3.00<", "Change rates")
	ann.get("/money/rates").want(t, 200, "Holds now.", "1 EUR = 98.2 RUB", `value="98.2"`)
	ann.get("/money/spend").want(t, 200, ">3.00<", ">2.00<", "In all")
	ann.get("/money/spend.csv?by=kind").want(t, 200, "Memory,196.4,RUB", "Memory,1,EUR")
	h.Exec(t, "UPDATE accounts SET currency = 'USD' WHERE provider = 'inferno'")
	ann.get("/money").want(t, 200, "There is no rate for USD")
	h.as(h.Team(t, "bob")).get("/money/rates").lacks(t, "98.2")
}

// TestSpendOfOneCurrencyIsNoZeroInAnother: a month in which only another
// currency was spent has no sum.
func TestSpendOfOneCurrencyIsNoZeroInAnother(t *testing.T) {
	t.Parallel()
	h := newHouseOfAll(t)
	h.spent(h.account, 0, "RUB", "196.40", nil)
	h.spent(h.account, 70, "EUR", "1", nil)
	page := h.as(h.scope).get("/money/spend")
	page.want(t, 200, ">196.40<", ">1.00<")
	page.lacks(t, ">0.00<")
}

func TestSpendByTag(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	web := h.server("web", providers.Running)
	testdb.Must(t, h.scope.ChangeTags(ctx, []models.Resource{web}, []string{"shop"}, nil, models.Audit{}))
	h.spent(h.account, 0, "RUB", "10", map[models.ID]models.Amounts{web.ID: {providers.SpendMemory: decimal.NewFromInt(4)}})
	page := h.as(h.scope).get("/money/spend?by=tag")
	page.want(t, 200, "shop", ">4.00<", "Without a tag", ">6.00<", ">10.00<")
	h.as(h.scope).get("/money/spend").lacks(t, "shop")
	h.as(h.scope).get("/money/spend?by=nothing").want(t, 200, "Clodo main")
}

func TestPricesAreListed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.observed(providers.Observation{Kind: providers.KindPrice, ID: "1", Name: "1 CPU", State: providers.Available,
		Facts: providers.NamedFacts{Details: []providers.Detail{{Label: "Price", Value: "0.00521"}, {Label: "Resource", Value: "CPU"}}}})
	h.as(h.scope).get("/money/prices").want(t, 200, "1 CPU", "0.00521", ">3.75<", "Price per hour")
	h.as(h.Team(t, "bob")).get("/money/prices").lacks(t, "1 CPU")
}

func TestPagesOfMoneyWithoutSuchAccounts(t *testing.T) {
	t.Parallel()
	h := newHouseOfAll(t)
	h.Exec(t, "DELETE FROM accounts WHERE provider IN ('clodo', 'idcloudhost')")
	ann := h.as(h.scope)
	ann.get("/money/statement").want(t, 200, "Only Clodo tells its charges for a period, and none of your accounts is there.")
	ann.get("/money/usage").want(t, 200, "Only IDCloudHost tells what each resource costs this month")
	ann.get("/money/statement.csv").want(t, 404)
}

func TestStatementsAreAskedForInWords(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ann := h.as(h.scope)
	web := h.server("web", providers.Running)
	ann.get("/money/statement").want(t, 200, "All servers", "Days of Europe/Moscow", "/money/statement/entries?", `hx-trigger="load"`)
	ann.get("/money/statement?from=2026-03-05&to=2026-03-01").want(t, 422, "The last day is before the first. Nothing was asked.")
	ann.get("/money/statement?from=soon").want(t, 422, "Enter both days")
	ann.get("/money/statement?from=2024-01-01&to=2026-03-01").want(t, 422, "spans a year at most")
	ann.get("/money/statement?from=2099-01-01&to=2099-01-02").want(t, 422, "begins after today")
	ann.get("/money/statement.csv?from=soon").want(t, 422)
	ann.get(fmt.Sprintf("/money/statement?server=%d", web.ID)).want(t, 200, "Clodo main, web", "selected")
	ann.get("/money/statement?server=987").want(t, 404)
	ann.get("/money/statement?account=987").want(t, 404)
	h.as(h.Team(t, "bob")).get(fmt.Sprintf("/money/statement?server=%d", web.ID)).lacks(t, "web")
	ann.get(fmt.Sprintf("/servers/%d", web.ID)).want(t, 200, fmt.Sprintf("/money/statement?server=%d", web.ID))
}

var calendarURL = regexp.MustCompile(`http://panel\.example/calendar\.ics\?key=([A-Z0-9]+)`)

// TestCalendarFeed: it needs no session, shows what its person sees, escapes
// what providers wrote, and dies when it is replaced, its person leaves, or
// lacks the second factor that the team requires.
func TestCalendarFeed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	evil := "web,;\\\r\nBEGIN:VEVENT\r\nSUMMARY:x"
	ends := h.Now().AddDate(0, 0, 3).UTC().Truncate(time.Second)
	h.Server(t, h.scope, h.account, providers.Observation{ID: "1", Name: evil, State: providers.Running, Facts: providers.ServerFacts{PaidUntil: ends}})
	ann, stranger := h.as(h.scope), h.browser()
	ann.get("/money/expiring").want(t, 200, "Make an address")
	made := ann.post("/money/calendar")
	made.want(t, 200, "It is not shown again")
	found := calendarURL.FindStringSubmatch(made.body)
	if found == nil {
		t.Fatal("no address")
	}
	if h.Text(t, "SELECT digest FROM calendar_feeds") == found[1] || h.Int(t, "SELECT COUNT(*) FROM calendar_feeds WHERE digest = ?", digestOf(found[1])) != 1 {
		t.Error("the key is not kept as a digest")
	}
	ann.get("/money/expiring").lacks(t, found[1])
	path := "/calendar.ics?key=" + url.QueryEscape(found[1])
	answer := stranger.get(path)
	answer.want(t, 200, "BEGIN:VCALENDAR\r\n", `SUMMARY:web\,\;\\`)
	if got := answer.Header.Get("Content-Type"); got != "text/calendar; charset=utf-8" {
		t.Error(got)
	}
	cal, err := ics.ParseCalendar(strings.NewReader(answer.body))
	if err != nil || len(cal.Events()) != 1 {
		t.Fatalf("%d events, %v", len(cal.Events()), err)
	}
	event := cal.Events()[0]
	if at, err := event.GetStartAt(); err != nil || !at.Equal(ends) {
		t.Errorf("begins %s, %v", at, err)
	}
	if got := event.GetProperty(ics.ComponentPropertySummary).Value; strings.ContainsAny(got, "\r\n") {
		t.Errorf("%q", got)
	}
	ann.get("/money/expiring").want(t, 200, "Replace the address", "It was last read")
	for _, line := range strings.Split(answer.body, "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d bytes", len(line))
		}
	}
	stranger.get("/calendar.ics?key="+strings.Repeat("A", 52)).want(t, 404)
	stranger.get("/calendar.ics").want(t, 404)
	renewed := calendarURL.FindStringSubmatch(ann.post("/money/calendar").body)
	stranger.get(path).want(t, 404)
	path = "/calendar.ics?key=" + renewed[1]
	stranger.get(path).want(t, 200)
	h.Exec(t, "UPDATE teams SET require_factor = 1")
	stranger.get(path).want(t, 404)
	h.Exec(t, "UPDATE teams SET require_factor = 0")
	h.Exec(t, "UPDATE users SET disabled_at = ? WHERE id = ?", h.Now(), h.scope.User.ID)
	stranger.get(path).want(t, 404)
	h.Exec(t, "UPDATE users SET disabled_at = NULL")
	ann.post("/money/calendar/off").want(t, http.StatusSeeOther)
	stranger.get(path).want(t, 404)
}

func TestRatesOfAForm(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"1.09": "1.09", " 1,5 ": "1.5", "007": "7", "-1": "", "1e3": "", "1.2.3": "", "NaN": "", "1234567890": ""} {
		rates, _, errs := readRates(url.Values{"rate-USD": {text}}, "EUR", []string{"EUR", "USD"})
		if rates["USD"] != want || (want == "") != (len(errs) > 0) {
			t.Errorf("%q is %q, %v", text, rates["USD"], errs)
		}
	}
	if line := rateLine(models.RateSet{Base: "EUR", Rates: form.Values{"USD": "1.09", "RUB": "98.2"}}); line != "1 EUR = 98.2 RUB = 1.09 USD" {
		t.Error(line)
	}
}
