package handlers

import (
	"encoding/csv"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
)

// exportMost bounds how many servers one file holds.
const exportMost = 100_000

var csvHead = []string{"name", "provider", "account", "state", "state at the provider", "addresses", "location",
	"system", "cpu", "memory MB", "disk GB", "number at the provider", "checked (UTC)"}

// serversCSV is the list as a file, with the filters and the order of the page.
func (p *panel) serversCSV(c echo.Context) error {
	q, _ := serverQuery(c)
	q.Offset, q.Limit = 0, exportMost
	page, err := scopeOf(c).Servers(c.Request().Context(), q)
	if err != nil {
		return err
	}
	accounts, err := p.accountsByID(c)
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, "text/csv; charset=utf-8")
	h.Set(echo.HeaderContentDisposition, `attachment; filename="servers-`+p.Store.Now().Format("2006-01-02")+`.csv"`)
	c.Response().WriteHeader(http.StatusOK)
	w := csv.NewWriter(c.Response())
	_ = w.Write(csvHead) // Flush tells whether the browser still listens.
	for _, r := range page.Rows {
		_ = w.Write(p.csvRow(accounts[r.AccountID], r))
	}
	w.Flush()
	return w.Error()
}

func (p *panel) csvRow(a models.Account, r models.Resource) []string {
	vendor, _ := p.Fleet.Vendor(a.Provider)
	facts := r.Server()
	var addresses []string
	for _, address := range facts.Addresses {
		addresses = append(addresses, address.IP)
	}
	row := []string{r.Name, vendor.Name, a.Label, string(r.State), r.StateWord, strings.Join(addresses, " "), r.Location,
		facts.System, figure(facts.CPU), figure(facts.MemoryMB), figure(facts.DiskGB), r.ExternalID,
		a.CheckedAt(r).UTC().Format(time.RFC3339)}
	for i := range row {
		row[i] = inert(row[i])
	}
	return row
}

// figure leaves out what is not known.
func figure(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// inert keeps a spreadsheet from running a cell as a formula.
func inert(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
