package handlers

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/zone"
	"pinfold/web/templates/ui"
	"pinfold/web/templates/zones"
)

// importPage asks for a zone file.
func (p *panel) importPage(c echo.Context) error {
	d, err := p.zoneDesk(c)
	if err != nil {
		return err
	}
	return p.showImport(c, http.StatusOK, d, zones.Import{})
}

func (p *panel) showImport(c echo.Context, status int, d zoneDesk, page zones.Import) error {
	page.URL, page.Zone = d.url(), zone.Unicode(d.zone.Name)
	page.Code, page.Provider, page.Account = d.target.Vendor.Code, d.target.Vendor.Name, d.target.Account.Label
	page.Unsent = len(d.changes)
	s, err := p.shell(c, "Import into "+page.Zone, "zones")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden, s.Head = d.url(), page.Zone, true, zones.Sheet()
	return p.render(c, status, zones.ImportPage(s, page))
}

// importZone puts what a zone file says onto the list of changes.
func (p *panel) importZone(c echo.Context) error {
	d, err := p.zoneDesk(c)
	if err != nil {
		return err
	}
	text, err := zoneFileOf(c)
	if err != nil {
		return err
	}
	page := zones.Import{Text: text, Replace: c.FormValue("mode") == "replace"}
	if strings.TrimSpace(text) == "" {
		page.Problem = "Choose a file, or paste what it holds."
		return p.showImport(c, http.StatusUnprocessableEntity, d, page)
	}
	file := d.zone.ReadFile(text)
	page.Wrong, page.Left = file.Wrong, file.Left
	switch {
	case len(file.Wrong) > 0:
		page.Problem = "The file cannot be read as it is. Nothing was changed."
	case len(file.Records) == 0:
		page.Problem = "The file holds no records that can be taken. Nothing was changed."
	}
	if page.Problem != "" {
		return p.showImport(c, http.StatusUnprocessableEntity, d, page)
	}
	return p.keepImport(c, d, file, page.Replace)
}

func (p *panel) keepImport(c echo.Context, d zoneDesk, file zone.File, replace bool) error {
	records, added := withoutSOA(d.records), 0
	err := p.edit(c, &d, func(now []zone.Change) []zone.Change {
		stands := zone.Apply(records, now)
		changes := zone.Diff(records, zone.Take(stands, file.Records, replace))
		added = len(changes) - len(now)
		return changes
	})
	if err != nil {
		return err
	}
	notice := ui.Notice{Kind: ui.OK, Title: "The file is on your list", Text: "Nothing is sent yet."}
	if added == 0 {
		notice = ui.Notice{Kind: ui.OK, Title: "The zone holds all of it already", Text: "Nothing is left to send."}
	}
	if n := len(file.Left); n > 0 {
		notice.Text += fmt.Sprintf(" %d lines were left out, such as line %d: %s", n, file.Left[0].Number, file.Left[0].Why)
	}
	if len(d.changes) == 0 {
		return p.doneThere(c, d.url(), notice)
	}
	return p.doneThere(c, d.url()+"/changes", notice)
}

// zoneFileOf is the file that was uploaded, else the text that was pasted.
func zoneFileOf(c echo.Context) (string, error) {
	upload, err := c.FormFile("file")
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return "", err
	case err != nil || upload.Size == 0: // A form without a file.
		return c.FormValue("text"), nil
	}
	f, err := upload.Open()
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }() // It was only read.
	text, err := io.ReadAll(io.LimitReader(f, zone.FileMost+1))
	return strings.ToValidUTF8(string(text), "\uFFFD"), err
}
