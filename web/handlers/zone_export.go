package handlers

import (
	"bytes"
	"mime"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/zone"
)

// exportZone gives the records of a zone as a file: a BIND zone file, or a table
// with ?format=csv. ?version=ID gives a state that was kept.
func (p *panel) exportZone(c echo.Context) error {
	t, err := p.zoneOf(c)
	if err != nil {
		return err
	}
	records, err := p.recordsOf(c, t)
	if err != nil {
		return err
	}
	name, kind, write := t.Resource.Name+".zone", "text/dns; charset=utf-8", p.writeZoneFile
	if c.QueryParam("format") == "csv" {
		name, kind, write = t.Resource.Name+".csv", "text/csv; charset=utf-8", p.writeZoneCSV
	}
	var file bytes.Buffer
	if err := write(&file, t, records); err != nil {
		return err
	}
	if err := p.exported(c, "zone", *t.Resource); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	return c.Blob(http.StatusOK, kind, file.Bytes())
}

// recordsOf are the records of now, or those of the version that is asked for.
func (p *panel) recordsOf(c echo.Context, t actions.Target) ([]zone.Record, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	if c.QueryParam("version") == "" {
		return scope.AllZoneRecords(ctx, *t.Resource)
	}
	version, err := scope.ZoneVersion(ctx, *t.Resource, idOf(c.QueryParam("version")))
	if err != nil {
		return nil, err
	}
	return version.Records()
}

func (p *panel) writeZoneFile(file *bytes.Buffer, t actions.Target, records []zone.Record) error {
	return dnsZone(t).WriteFile(file, records,
		t.Vendor.Name+" "+t.Account.Label, "written "+utcText(p.Store.Now()))
}

func (p *panel) writeZoneCSV(file *bytes.Buffer, t actions.Target, records []zone.Record) error {
	return dnsZone(t).WriteCSV(file, records)
}
