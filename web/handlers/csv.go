package handlers

import (
	"encoding/csv"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
)

// exportMost bounds how many rows one file holds.
const exportMost = 100_000

// exported records that a list, or what is in one thing, leaves the panel as a
// file.
func (p *panel) exported(c echo.Context, what string, of ...models.Resource) error {
	entry := models.Audit{Action: "export." + what, Outcome: "exported", Address: c.RealIP()}
	for _, r := range of {
		entry.Kind, entry.TargetID, entry.TargetName = r.Kind, r.ID, r.Name
	}
	return scopeOf(c).Record(c.Request().Context(), entry)
}

// dated is the name of a file of today.
func (p *panel) dated(name string) string { return name + "-" + p.Store.Now().Format(time.DateOnly) }

var noName = regexp.MustCompile(`[^A-Za-z0-9_-]+`)

// sendCSV sends a file of the rows that fill adds below the head, as long as
// the person may see them. Its cells are inert in a spreadsheet.
func (p *panel) sendCSV(c echo.Context, name string, head []string, fill func(add func(cells ...string))) error {
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, "text/csv; charset=utf-8")
	h.Set(echo.HeaderContentDisposition, `attachment; filename="`+noName.ReplaceAllString(name, "_")+`.csv"`)
	c.Response().WriteHeader(http.StatusOK)
	w := csv.NewWriter(p.whileIn(c))
	_ = w.Write(head) // Flush tells whether the browser still listens.
	fill(func(cells ...string) {
		for i := range cells {
			cells[i] = inert(cells[i])
		}
		_ = w.Write(cells)
	})
	w.Flush()
	return w.Error()
}

var negative = regexp.MustCompile(`^-[0-9.]+$`)

// inert keeps a spreadsheet from running a cell as a formula. A negative number
// is none.
func inert(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) && !negative.MatchString(cell) {
		return "'" + cell
	}
	return cell
}

// utcText leaves out what is not known.
func utcText(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.RFC3339)
}

// figure leaves out what is not known.
func figure(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
