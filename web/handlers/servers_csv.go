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
	"system", "cpu", "memory MB", "disk GB", "tags", "note", "created (UTC)", "paid until (UTC)", "number at the provider",
	"checked (UTC)", "out of date"}

// serversCSV is the list as a file, with the filters and the order of the page.
func (p *panel) serversCSV(c echo.Context) error {
	q, _ := serverQuery(c.QueryParams())
	q.Offset, q.Limit = 0, exportMost
	ctx, scope := c.Request().Context(), scopeOf(c)
	page, err := scope.Servers(ctx, q)
	if err != nil {
		return err
	}
	file := csvFile{panel: p}
	if file.atlas, err = p.atlas(c, page.Accounts); err != nil {
		return err
	}
	if file.tags, err = scope.TagsOf(ctx, nil); err != nil {
		return err
	}
	if file.notes, err = scope.Notes(ctx, nil); err != nil {
		return err
	}
	if err := p.exported(c, "servers"); err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, "text/csv; charset=utf-8")
	h.Set(echo.HeaderContentDisposition, `attachment; filename="servers-`+p.Store.Now().Format("2006-01-02")+`.csv"`)
	c.Response().WriteHeader(http.StatusOK)
	w := csv.NewWriter(p.whileIn(c))
	_ = w.Write(csvHead) // Flush tells whether the browser still listens.
	for _, r := range page.Rows {
		_ = w.Write(file.row(r))
	}
	w.Flush()
	return w.Error()
}

// csvFile is what the rows of a file are made of.
type csvFile struct {
	*panel
	atlas atlas
	tags  map[models.ID][]string
	notes map[models.ID]models.Note
}

func (f csvFile) row(r models.Resource) []string {
	a, facts := f.atlas.accounts[r.AccountID], r.Server()
	vendor, _ := f.Fleet.Vendor(a.Provider)
	var addresses []string
	for _, address := range facts.Addresses {
		addresses = append(addresses, address.IP)
	}
	old := ""
	if a.IsOld(r, f.Store.Now()) {
		old = "yes"
	}
	row := []string{r.Name, vendor.Name, a.Label, string(r.State), r.StateWord, strings.Join(addresses, " "), f.atlas.place(r),
		facts.System, figure(facts.CPU), figure(facts.MemoryMB), figure(facts.DiskGB), strings.Join(f.tags[r.ID], ", "),
		f.notes[r.ID].Text, utcText(facts.CreatedAt), utcText(facts.PaidUntil), r.ExternalID, utcText(a.CheckedAt(r)), old}
	for i := range row {
		row[i] = inert(row[i])
	}
	return row
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

// inert keeps a spreadsheet from running a cell as a formula.
func inert(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
