package handlers

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/audit"
	"pinfold/web/templates/ui"
)

const auditURL = "/settings/audit"

// auditPage is the audit trail, newest first.
func (p *panel) auditPage(c echo.Context) error {
	scope, ctx := scopeOf(c), c.Request().Context()
	q, address, number, problem := auditQuery(c)
	var rows []models.Audit
	var total int64
	var err error
	status := http.StatusUnprocessableEntity
	if problem == "" {
		status = http.StatusOK
		if rows, total, err = scope.AuditList(ctx, q); err != nil {
			return err
		}
	}
	words, err := p.auditWords(c)
	if err != nil {
		return err
	}
	filters, err := p.auditFilters(c, address, q, words)
	if err != nil {
		return err
	}
	lines, err := p.auditLines(c, rows, words)
	if err != nil {
		return err
	}
	s, err := p.shell(c, "Audit trail", "settings")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden, s.Back, s.BackLabel = true, true, settingsURL, "Settings"
	return p.render(c, status, audit.ListPage(s, audit.List{
		Lines: lines, Filters: filters, From: c.QueryParam("from"), To: c.QueryParam("to"), Problem: problem,
		Search: ui.Search{Name: "q", Value: q.Text, Placeholder: "Thing, action, address", Label: "Search entries", URL: auditURL},
		Pages:  pagesOf(address, number, int64(len(rows)), total), CSVURL: auditURL + ".csv" + query(address.values),
		More: total == models.AuditMost, Filtered: len(address.values) > 0, ClearHref: auditURL, Whole: scope.SeesWholeAudit(),
	}))
}

// auditFields are what the address of the trail holds.
var auditFields = []string{"q", "from", "to", "person", "area", "outcome", "account", "thing"}

// auditQuery reads the address; number is the page, problem a sentence about
// the days.
func auditQuery(c echo.Context) (q models.AuditQuery, address listAddress, number int, problem string) {
	given := c.QueryParams()
	number, err := strconv.Atoi(c.QueryParam("page"))
	if err != nil || number < 1 || number > models.AuditMost/pageSize {
		number = 1
	}
	q = models.AuditQuery{Text: cut(strings.TrimSpace(c.QueryParam("q")), 200), Users: auditPeople(few(given["person"])),
		Areas: filled(few(given["area"])), Accounts: idsOf(few(given["account"])), Thing: auditThing(given.Get("thing")), Offset: (number - 1) * pageSize, Limit: pageSize}
	for _, one := range filled(few(given["outcome"])) {
		q.Outcomes = append(q.Outcomes, models.AuditOutcome(one))
	}
	q.From, q.To, problem = auditDays(c.QueryParam("from"), c.QueryParam("to"), zoneOf(scopeOf(c).User))
	address = listAddress{path: auditURL, values: url.Values{}}
	for _, name := range auditFields {
		if values := filled(few(given[name])); len(values) > 0 {
			address.values[name] = values
		}
	}
	return q, address, number, problem
}

// auditPeople are the ids of people; 0 is a person here: nobody who is known.
func auditPeople(values []string) (ids []models.ID) {
	for _, value := range filled(values) {
		ids = append(ids, idOf(value))
	}
	return ids
}

// auditDays reads the first and the last day, as they are in the reader's zone.
func auditDays(from, to string, zone *time.Location) (first, end time.Time, problem string) {
	var err error
	if from != "" {
		if first, err = time.ParseInLocation(time.DateOnly, from, zone); err != nil {
			return first, end, "Enter days as 2026-11-21."
		}
	}
	if to != "" {
		last, err := time.ParseInLocation(time.DateOnly, to, zone)
		if err != nil {
			return first, end, "Enter days as 2026-11-21."
		}
		end = last.AddDate(0, 0, 1)
	}
	if from != "" && to != "" && !first.Before(end) {
		return first, end, "The last day is before the first."
	}
	return first, end, ""
}
