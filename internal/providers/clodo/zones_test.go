package clodo

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
	"pinfold/internal/zone"
)

func TestShapesOfZones(t *testing.T) {
	const none = `{"NotFound":{"code":404,"message":"Not Found","details":"Зон не найдено"}}`
	for _, c := range []struct {
		status   int
		body     string
		items    int
		complete bool
		kind     providers.ErrorKind
	}{
		{200, `{"dns":{"domains":[{"id":1,"name":"a.example.","type":"MASTER","records_count":"3"}],"reverse":[{"ip_value":"192.0.2.1"}],"vps_list":[]}}`, 2, true, ""},
		{200, `{"dns":{"domains":{"id":"1","name":"a.example","type":"MASTER","records_count":3},"reverse":""}}`, 1, true, ""},
		{200, `{"domains":{"domain":[{"id":1,"name":"a.example","records_count":3},{"id":2}]},"reverse":null}`, 2, true, ""},
		{200, `{"dns":{"domains":null}}`, 0, true, ""},
		{204, ``, 0, true, ""},
		{404, none, 0, true, ""},
		{200, `{"dns":{"domains":[{"id":1,"name":"a.example","records_count":3},{"name":"b"}]}}`, 1, false, ""},
		{200, `{"dns":{"domains":[],"reverse":[{"reverse_value":"x"}]}}`, 0, false, ""},
		{200, `{"dns":{}}`, 0, false, providers.ErrUnexpected},
		{200, `{"dns":""}`, 0, false, providers.ErrUnexpected},
		{200, `{}`, 0, false, providers.ErrUnexpected},
		{200, `<html>`, 0, false, providers.ErrUnexpected},
	} {
		f := newFake(t)
		f.on("GET /dns/", answer(c.status, c.body))
		got, err := f.client.listZones(t.Context())
		if providers.KindOf(err) != c.kind || len(got.Items) != c.items || got.Complete != c.complete {
			t.Errorf("%d %s: %+v, %v", c.status, c.body, got, err)
		}
		if len(got.Items) > 0 && (got.Items[0].Name != "a.example" || got.Items[0].Facts.(providers.ZoneFacts).Records != 3) {
			t.Errorf("%s: %+v", c.body, got.Items[0])
		}
		if _, err := f.client.Zones(t.Context()); (err == nil) != c.complete {
			t.Errorf("%s: %v", c.body, err)
		}
	}
}

const zoneSeven = `{"dns":{"record_types":["A","MX","TXT"],"records":[
	{"id":"17","domain_id":"7","name":"example.com","type":"mx","content":"mail.example.com","ttl":"3600","prio":"10"},
	{"id":18,"domain_id":7,"name":"www.example.com","type":"A","content":"192.0.2.1","ttl":60,"prio":null},
	{"id":"19","name":"example.com","type":"TXT","content":"\"v=spf1 -all\"","ttl":"3600","prio":"0"},
	{"id":"20","name":"_sip._tcp.example.com","type":"SRV","content":"5 5060 sip.example.com","ttl":"3600","prio":"20"}]}}`

func TestRecordsOfAZone(t *testing.T) {
	f := newFake(t)
	f.on("GET /dns/7", answer(200, zoneSeven))
	got, err := f.client.Zone(t.Context(), providers.Ref{ID: "7"}, "example.com")
	if err != nil {
		t.Fatal(err)
	}
	want := providers.ZoneContent{Types: []string{"A", "MX", "TXT"}, Records: []zone.Record{
		{ID: "17", Name: "@", Type: "MX", Content: "mail.example.com.", TTL: 3600, Priority: 10},
		{ID: "18", Name: "www", Type: "A", Content: "192.0.2.1", TTL: 60},
		{ID: "19", Name: "@", Type: "TXT", Content: `"v=spf1 -all"`, TTL: 3600},
		{ID: "20", Name: "_sip._tcp", Type: "SRV", Content: "5 5060 sip.example.com.", TTL: 3600, Priority: 20},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	for body, kind := range map[string]providers.ErrorKind{
		`{"dns":{"record_types":["A"]}}`:                                            providers.ErrUnexpected,
		`{"dns":{"records":[{"name":"x"}]}}`:                                        providers.ErrUnexpected,
		`{"dns":{"records":[{"id":"1","domain_id":"8"}]}}`:                          providers.ErrUnexpected,
		`{"dns":{"record_types":{"record_type":"A"},"records":null}}`:               "",
		`{"record_types":"A,AAAA","records":{"record":{"id":"1","name":"x"}}}`:      "",
		`{"zone":{"records":[{"id":"1","type":"A","content":"","ttl":"","x":{}}]}}`: "",
	} {
		f.on("GET /dns/7", answer(200, body))
		if _, err := f.client.Zone(t.Context(), providers.Ref{ID: "7"}, "example.com"); providers.KindOf(err) != kind {
			t.Errorf("%s: %v", body, err)
		}
	}
	f.on("GET /dns/9", answer(404, ``))
	for id, kind := range map[string]providers.ErrorKind{"9": providers.ErrNotFound, "../x": providers.ErrInvalid, "": providers.ErrInvalid} {
		if _, err := f.client.Zone(t.Context(), providers.Ref{ID: id}, "x"); providers.KindOf(err) != kind {
			t.Errorf("%s: %v", id, err)
		}
	}
}

// What is read in one manner is written in the same.
func TestRecordsKeepTheirManner(t *testing.T) {
	for name, records := range map[string][]api.Record{
		"whole names": {{Name: "example.com", Type: "NS", Content: "ns1.example.net"}, {Name: "a.example.com", Type: "TXT", Content: `"x" "y"`}},
		"dots":        {{Name: "example.com.", Type: "CNAME", Content: "a.example.net."}, {Name: "a.example.com.", Type: "A", Content: "192.0.2.1"}},
		"short names": {{Name: "@", Type: "NS", Content: "ns1.example.net."}, {Name: "www", Type: "TXT", Content: `"x"`}},
		"bare texts":  {{Name: "example.com", Type: "TXT", Content: wire.String(`v=spf1 "-all\` + strings.Repeat("ы", 300))}},
		"in content":  {{Name: "example.com", Type: "MX", Content: "10 mx.example.com"}, {Name: "_x._tcp.example.com", Type: "SRV", Content: "1 2 3 x.example.com"}},
		"null MX":     {{Name: "example.com", Type: "MX", Content: "."}, {Name: "example.com", Type: "NS", Content: "ns.example.com"}},
		"out of zone": {{Name: "other.example.net.", Type: "A", Content: "192.0.2.1"}, {Name: "@", Type: "A", Content: "192.0.2.1"}},
	} {
		m := mannerOf("example.com", records)
		for _, r := range records {
			back := writeRecord("example.com", m, readRecord("example.com", r))
			if back.Name != r.Name || back.Content != r.Content || back.Type != r.Type {
				t.Errorf("%s: %q %q became %q %q by %+v", name, r.Name, r.Content, back.Name, back.Content, m)
			}
		}
	}
	if long := readRecord("x", api.Record{Type: "TXT", Content: "a"}); long.Content != `"a"` {
		t.Errorf("%+v", long)
	}
}

func TestZoneWrites(t *testing.T) {
	edit := func(changes ...zone.Change) providers.ZoneEdit {
		return providers.ZoneEdit{Name: "example.com", Changes: changes}
	}
	www := zone.Record{ID: "18", Name: "www", Type: "A", Content: "192.0.2.1", TTL: 60}
	moved, mx := www, zone.Record{Name: "@", Type: "MX", Content: "mx.example.com.", TTL: 300, Priority: 10}
	moved.Content = "192.0.2.2"
	ref := providers.Ref{ID: "7"}
	for name, c := range map[string]struct {
		op         providers.OpID
		path, body string
		send       func(ctx context.Context, c *Client) error
	}{
		"master": {"CLO-26", "PUT /dns/", `{"newdomain":"a.example","newdomain_type":"MASTER"}`, func(ctx context.Context, c *Client) error {
			got, err := c.AddZone(ctx, providers.NewZone{Name: "a.example", Role: providers.ZoneMaster})
			if err == nil && got.ID != "77" {
				t.Errorf("made %+v", got)
			}
			return err
		}},
		"slave": {"CLO-26", "PUT /dns/", `{"newdomain":"a.example","newdomain_type":"SLAVE","slave_addr":"192.0.2.9"}`, func(ctx context.Context, c *Client) error {
			_, err := c.AddZone(ctx, providers.NewZone{Name: "a.example", Role: providers.ZoneSlave, Master: "192.0.2.9"})
			return err
		}},
		"delete": {"CLO-27", "DELETE /dns/7", ``, func(ctx context.Context, c *Client) error { return c.DeleteZone(ctx, ref) }},
		"changes": {"CLO-29", "POST /dns/7", `{"content_18":"192.0.2.2","content_02":"mx.example.com","name_02":"example.com","prio_02":"10","ttl_02":"300","type_02":"MX"}`,
			func(ctx context.Context, c *Client) error {
				return c.EditZone(ctx, ref, edit(zone.Change{Before: &www, After: &moved}, zone.Change{After: &mx}))
			}},
		"its master": {"CLO-29", "POST /dns/7", `{"domain_master":"192.0.2.9"}`, func(ctx context.Context, c *Client) error {
			return c.SetZoneMaster(ctx, ref, "192.0.2.9")
		}},
		"remove": {"CLO-30", "DELETE /dns/7", `{"delete_record":"18"}`, func(ctx context.Context, c *Client) error {
			serial, err := c.RemoveRecord(ctx, ref, "18")
			if err == nil && serial != "2026" {
				t.Errorf("serial %q", serial)
			}
			return err
		}},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			f.on(c.path, answer(200, `{"id":"77","new_soa":2026}`))
			if err := c.send(intent(t.Context(), c.op), f.client); err != nil || !sameJSON(f.bodies[len(f.bodies)-1], c.body) {
				t.Errorf("%v, sent %s", err, f.bodies[len(f.bodies)-1])
			}
			f.on(c.path, answer(404, `{"NotFound":{"code":404,"details":"Зона не найдена"}}`))
			if err := c.send(intent(t.Context(), c.op), f.client); providers.KindOf(err) != providers.ErrNotFound {
				t.Errorf("without the zone: %v", err)
			}
			f.on(c.path, answer(200, "<html>"))
			if err := c.send(intent(t.Context(), c.op), f.client); providers.KindOf(err) != providers.ErrUnknown {
				t.Errorf("with a page: %v", err)
			}
		})
	}
}

func sameJSON(a, b string) bool {
	var x, y any
	return a == b || json.Unmarshal([]byte(a), &x) == nil && json.Unmarshal([]byte(b), &y) == nil && reflect.DeepEqual(x, y)
}

// A removal that lost its record would delete the zone.
func TestRemovalNamesItsRecord(t *testing.T) {
	f := newFake(t)
	for _, bad := range []string{"", " ", "18/../..", "1?x"} {
		if _, err := f.client.RemoveRecord(intent(t.Context(), "CLO-30"), providers.Ref{ID: "7"}, bad); providers.KindOf(err) != providers.ErrInvalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if len(f.bodies) != 0 {
		t.Errorf("sent %q", f.bodies)
	}
	if err := f.client.EditZone(intent(t.Context(), "CLO-29"), providers.Ref{ID: "7"}, providers.ZoneEdit{}); providers.KindOf(err) != providers.ErrInvalid {
		t.Errorf("an empty change: %v", err)
	}
}

// FuzzZoneRecords feeds anything to the decoder of records. What was read and
// written in the zone's manner must be read the same again.
func FuzzZoneRecords(f *testing.F) {
	f.Add([]byte(zoneSeven))
	f.Add([]byte(`{"records":[{"id":1,"name":"@","type":"TXT","content":"a \\\"b"},{"id":2,"name":"x.","type":"SOA","content":"a b 1 2"}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		inner, err := api.DNS(body)
		if err != nil {
			return
		}
		var told api.ZoneContent
		if json.Unmarshal(inner, &told) != nil || told.Records == nil {
			return
		}
		m := mannerOf("example.com", *told.Records)
		for _, r := range *told.Records {
			one := readRecord("example.com", r)
			if again := readRecord("example.com", writeRecord("example.com", m, one)); again != one {
				t.Fatalf("%+v became %+v by %+v", one, again, m)
			}
		}
	})
}
