package zone

import (
	"strconv"
	"strings"
	"testing"
)

func rec(name, kind, content string) Record {
	r := Record{Name: name, Type: kind, Content: content, TTL: 3600}
	if hasPriority(kind) {
		r.Priority = 10
	}
	return r
}

func TestCheck(t *testing.T) {
	for name, c := range map[string]struct {
		records []Record
		level   Level
		field   string
		says    string
	}{
		"CNAME beside another":  {[]Record{rec("www", "CNAME", "a.example.net."), rec("www", "A", "192.0.2.1")}, Error, "name", `A CNAME cannot stand beside other records of the same name. “www” also has an A record.`},
		"two CNAMEs":            {[]Record{rec("www", "CNAME", "a.example.net."), rec("www", "CNAME", "b.example.net.")}, Error, "name", `A CNAME cannot stand beside other records of the same name. “www” also has another CNAME record.`},
		"CNAME at the zone":     {[]Record{rec("@", "CNAME", "a.example.net.")}, Error, "name", "A CNAME cannot stand at the zone itself: its SOA and NS records stand there."},
		"CNAME to itself":       {[]Record{rec("www", "CNAME", "WWW.example.com.")}, Error, "target", "The CNAME www points to itself."},
		"MX to an address":      {[]Record{rec("@", "MX", "192.0.2.1.")}, Error, "target", "An MX record points to a name, not to an address. Put 192.0.2.1 into an A record and enter its name."},
		"NS to an address":      {[]Record{rec("sub", "NS", "192.0.2.1")}, Error, "target", "An NS record points to a name, not to an address. Put 192.0.2.1 into an A record and enter its name."},
		"outside the zone":      {[]Record{rec("www.example.net.", "A", "192.0.2.1")}, Error, "name", "“www.example.net.” is outside the zone. Names here end with example.com."},
		"a duplicate":           {[]Record{rec("www", "A", "192.0.2.1"), rec("WWW", "A", "192.0.2.1")}, Error, "", "A WWW with this content is there twice."},
		"a missing final dot":   {[]Record{rec("www", "CNAME", "mail.example.com.example.com.")}, Warning, "target", "mail.example.com.example.com. has the zone twice. Did a final dot lack behind mail.example.com?"},
		"a name with the zone":  {[]Record{rec("www.example.com", "A", "192.0.2.1")}, Warning, "name", "www.example.com.example.com. has the zone twice. Did a final dot lack behind the name?"},
		"a target without dot":  {[]Record{rec("www", "CNAME", "mail.example.net")}, Warning, "target", "Without a final dot mail.example.net means a name of this zone: mail.example.net.example.com."},
		"MX to a CNAME":         {[]Record{rec("@", "MX", "mail.example.com."), rec("mail", "CNAME", "x.example.net.")}, Warning, "target", "MX @ points to “mail”, which is a CNAME. MX must point to a name with an address."},
		"MX to nothing":         {[]Record{rec("@", "MX", "mail.example.com.")}, Warning, "target", "MX @ points to “mail”, which has no record in this zone."},
		"an underscore":         {[]Record{rec("my_host", "A", "192.0.2.1")}, Warning, "name", "“my_host” has an underscore. Names of hosts have letters, digits and hyphens."},
		"an SRV without name":   {[]Record{rec("sip", "SRV", "5 5060 sip.example.net.")}, Warning, "name", "“sip” is not how an SRV is looked for: _service._protocol, such as _sip._tcp."},
		"beside a delegation":   {[]Record{rec("sub", "NS", "ns.example.net."), rec("sub", "A", "192.0.2.1")}, Warning, "name", "NS hands “sub” over to another name server. The A record beside it is seen no more."},
		"a short TTL":           {[]Record{{Name: "@", Type: "A", Content: "192.0.2.1", TTL: 5}}, Warning, "ttl", "A TTL of 5 s is under a minute: the zone is asked for it again and again."},
		"a long TTL":            {[]Record{{Name: "@", Type: "A", Content: "192.0.2.1", TTL: 30 * 86400}}, Warning, "ttl", "A TTL of 30 days: after a change the old content is seen that long."},
		"a long text":           {[]Record{rec("dkim", "TXT", Quote(strings.Repeat("k", 400)))}, Notice, "text", "The text of dkim has 400 bytes. It stands as 2 strings of up to 255 bytes; readers join them."},
		"an international name": {[]Record{rec("xn--80a1acny", "CNAME", "a.example.net."), rec("xn--80a1acny", "TXT", `"x"`)}, Error, "name", `A CNAME cannot stand beside other records of the same name. “почта” also has a TXT record.`},
	} {
		t.Run(name, func(t *testing.T) {
			found := example.Check(c.records)
			if len(found) != 1 {
				t.Fatalf("found %+v, want one", found)
			}
			if f := found[0]; f.Level != c.level || f.Field != c.field || f.Text != c.says {
				t.Errorf("found %s at %q: %s\nwant %s at %q: %s", f.Level, f.Field, f.Text, c.level, c.field, c.says)
			}
		})
	}
}

func TestCheckFindsNothingInAGoodZone(t *testing.T) {
	good := []Record{
		rec("@", "NS", "ns1.example.net."), rec("@", "A", "192.0.2.1"), rec("@", "MX", "mail.example.com."), rec("mail", "A", "192.0.2.2"),
		rec("mail", "AAAA", "2001:db8::2"), rec("www", "CNAME", "example.com."), rec("@", "TXT", `"v=spf1 mx -all"`), rec("_sip._tcp", "SRV", "5 5060 sip.example.net."),
		rec("*.shop", "A", "192.0.2.3"), rec("blog", "CNAME", "a.shop.example.com."), rec("sub", "NS", "ns.sub.example.com."), rec("x", "MX", "."),
		rec("@", "CAA", `0 issue "letsencrypt.org"`), rec("sel._domainkey", "CNAME", "k._domainkey.example.net."),
	}
	if found := example.Check(good); len(found) != 0 {
		t.Errorf("found %+v", found)
	}
}

func TestReviewTellsOfTheChangesOnly(t *testing.T) {
	zone := []Record{
		{ID: "1", Name: "old", Type: "CNAME", Content: "a.example.net.", TTL: 60}, {ID: "2", Name: "old", Type: "A", Content: "192.0.2.1", TTL: 60},
		{ID: "3", Name: "www", Type: "CNAME", Content: "a.example.net.", TTL: 60}, {ID: "4", Name: "@", Type: "NS", Content: "ns.example.net.", TTL: 60},
	}
	added := rec("www", "A", "192.0.2.9")
	found := example.Review(zone, []Change{{After: ptr(rec("new", "A", "192.0.2.1"))}, {After: &added}})
	if len(found) != 1 || found[0].Level != Error || len(found[0].Records) != 1 || found[0].Records[0] != 1 {
		t.Fatalf("found %+v, want the CNAME beside the second change", found)
	}
	mended := example.Review(zone, []Change{{Before: ptr(zone[2])}, {After: &added}})
	if len(mended) != 0 {
		t.Errorf("with the CNAME gone there is still %+v", mended)
	}
	edited := zone[1]
	edited.Content = "192.0.2.5"
	if found := example.Review(zone, []Change{{Before: ptr(zone[1]), After: &edited}}); len(found) != 1 || found[0].Records[0] != 0 {
		t.Errorf("a changed record beside a CNAME: %+v", found)
	}
}

func TestReviewTellsWhatARemovalLeavesBehind(t *testing.T) {
	zone := []Record{{ID: "1", Name: "@", Type: "MX", Content: "mail.example.com.", Priority: 10, TTL: 60}, {ID: "2", Name: "mail", Type: "A", Content: "192.0.2.1", TTL: 60}}
	found := example.Review(zone, []Change{{Before: &zone[1]}})
	if len(found) != 1 || found[0].Level != Warning || len(found[0].Records) != 0 || found[0].Text != "MX @ points to “mail”, which has no record in this zone." {
		t.Errorf("found %+v", found)
	}
	if found := example.Review(zone[:1], []Change{{After: ptr(a("", "x", "192.0.2.1"))}}); len(found) != 0 {
		t.Errorf("what was wrong before: %+v", found)
	}
}

func TestReviewKeepsTheLastNameServer(t *testing.T) {
	zone := []Record{{ID: "4", Name: "@", Type: "NS", Content: "ns.example.net.", TTL: 3600}}
	found := example.Review(zone, []Change{{Before: &zone[0]}})
	if len(found) != 1 || found[0].Level != Error {
		t.Errorf("found %+v", found)
	}
}

func BenchmarkReviewOf10000(b *testing.B) {
	var zone []Record
	for i := range 10_000 {
		zone = append(zone, a(strconv.Itoa(i+1), "h"+strconv.Itoa(i), "192.0.2."+strconv.Itoa(i%256)))
	}
	for b.Loop() {
		example.Review(zone, []Change{{After: ptr(a("", "new", "192.0.2.1"))}, {Before: &zone[500]}})
	}
}
