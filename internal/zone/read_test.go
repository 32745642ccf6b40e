package zone

import (
	"strings"
	"testing"
)

var example = New("example.com")

func TestReadMakesARecord(t *testing.T) {
	has := func(name string) bool { return name == "mail.shop" }
	for name, c := range map[string]struct {
		draft Draft
		want  Record
	}{
		"address":        {Draft{"type": "a", "name": "", "address": " 192.0.2.1 ", "ttl": ""}, Record{Name: "@", Type: "A", Content: "192.0.2.1", TTL: 3600}},
		"IPv6":           {Draft{"type": "AAAA", "name": "www", "address": "2001:DB8:0::10", "ttl": "1h30m"}, Record{Name: "www", Type: "AAAA", Content: "2001:db8::10", TTL: 5400}},
		"whole name":     {Draft{"type": "A", "name": "www.example.com.", "address": "192.0.2.1", "ttl": "60"}, Record{Name: "www", Type: "A", Content: "192.0.2.1", TTL: 60}},
		"no final dot":   {Draft{"type": "A", "name": "WWW.Example.com", "address": "192.0.2.1", "ttl": "60"}, Record{Name: "www", Type: "A", Content: "192.0.2.1", TTL: 60}},
		"the zone":       {Draft{"type": "A", "name": "example.com", "address": "192.0.2.1", "ttl": "60"}, Record{Name: "@", Type: "A", Content: "192.0.2.1", TTL: 60}},
		"Russian name":   {Draft{"type": "A", "name": "Почта", "address": "192.0.2.1", "ttl": "60"}, Record{Name: "xn--80a1acny", Type: "A", Content: "192.0.2.1", TTL: 60}},
		"wildcard":       {Draft{"type": "A", "name": "*.shop", "address": "192.0.2.1", "ttl": "60"}, Record{Name: "*.shop", Type: "A", Content: "192.0.2.1", TTL: 60}},
		"CNAME inside":   {Draft{"type": "CNAME", "name": "www", "target": "mail.example.com", "ttl": "60"}, Record{Name: "www", Type: "CNAME", Content: "mail.example.com.", TTL: 60}},
		"CNAME short":    {Draft{"type": "CNAME", "name": "www", "target": "web", "ttl": "60"}, Record{Name: "www", Type: "CNAME", Content: "web.example.com.", TTL: 60}},
		"CNAME outside":  {Draft{"type": "CNAME", "name": "www", "target": "pages.example.net", "ttl": "60"}, Record{Name: "www", Type: "CNAME", Content: "pages.example.net.", TTL: 60}},
		"CNAME the zone": {Draft{"type": "CNAME", "name": "www", "target": "@", "ttl": "60"}, Record{Name: "www", Type: "CNAME", Content: "example.com.", TTL: 60}},
		"MX":             {Draft{"type": "MX", "name": "@", "priority": "20", "target": "mx.example.com.", "ttl": "1d"}, Record{Name: "@", Type: "MX", Content: "mx.example.com.", Priority: 20, TTL: 86400}},
		"no mail":        {Draft{"type": "MX", "name": "@", "priority": "0", "target": ".", "ttl": "60"}, Record{Name: "@", Type: "MX", Content: ".", TTL: 60}},
		"text":           {Draft{"type": "TXT", "name": "@", "text": `v=spf1 a "x" \all`, "ttl": "60"}, Record{Name: "@", Type: "TXT", Content: `"v=spf1 a \"x\" \\all"`, TTL: 60}},
		"quoted text":    {Draft{"type": "TXT", "name": "@", "text": `"v=DKIM1; " "p=AB"`, "ttl": "60"}, Record{Name: "@", Type: "TXT", Content: `"v=DKIM1; p=AB"`, TTL: 60}},
		"SRV":            {Draft{"type": "SRV", "name": "_sip._tcp", "priority": "10", "weight": "5", "port": "5060", "target": "sip", "ttl": "60"}, Record{Name: "_sip._tcp", Type: "SRV", Content: "5 5060 sip.example.com.", Priority: 10, TTL: 60}},
		"CAA":            {Draft{"type": "CAA", "name": "@", "flags": "128", "tag": "Issue", "value": "letsencrypt.org", "ttl": "60"}, Record{Name: "@", Type: "CAA", Content: `128 issue "letsencrypt.org"`, TTL: 60}},
		"PTR":            {Draft{"type": "PTR", "name": "10", "target": "host.example.net.", "ttl": "60"}, Record{Name: "10", Type: "PTR", Content: "host.example.net.", TTL: 60}},
		"IDN target":     {Draft{"type": "CNAME", "name": "www", "target": "пример.рф", "ttl": "60"}, Record{Name: "www", Type: "CNAME", Content: "xn--e1afmkfd.xn--p1ai.", TTL: 60}},
	} {
		t.Run(name, func(t *testing.T) {
			got, wrong := example.Read(c.draft, has)
			if len(wrong) > 0 {
				t.Fatalf("refused: %v", wrong)
			}
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestReadRefusesAtTheField(t *testing.T) {
	has := func(name string) bool { return name == "mail.shop" }
	for name, c := range map[string]struct {
		draft       Draft
		field, says string
	}{
		"part over 255":      {Draft{"type": "A", "address": "188.127.237.2003"}, "address", "Each part of an IPv4 address is 255 or less. The last one is 2003."},
		"three parts":        {Draft{"type": "A", "address": "188.127.237"}, "address", "An IPv4 address has 4 parts with dots between them. This one has 3."},
		"letters":            {Draft{"type": "A", "address": "188.127.x.1"}, "address", "Each part of an IPv4 address is a number. The third one is “x”."},
		"missing part":       {Draft{"type": "A", "address": "188..2.1"}, "address", "Each part of an IPv4 address is a number. The second one is missing."},
		"leading zero":       {Draft{"type": "A", "address": "010.0.2.1"}, "address", "Each part of an IPv4 address is written without a zero in front. The first one is 010."},
		"no address":         {Draft{"type": "A"}, "address", "Enter an IPv4 address, such as 192.0.2.10."},
		"IPv6 in A":          {Draft{"type": "A", "address": "2001:db8::1"}, "address", "This is an IPv6 address. It belongs into an AAAA record."},
		"IPv4 in AAAA":       {Draft{"type": "AAAA", "address": "192.0.2.1"}, "address", "This is an IPv4 address. It belongs into an A record."},
		"two times ::":       {Draft{"type": "AAAA", "address": "2001::1::2"}, "address", "An IPv6 address has “::” once."},
		"a zone of a card":   {Draft{"type": "AAAA", "address": "fe80::1%eth0"}, "address", "The part behind “%” names a network card of one computer. Leave it out."},
		"MX to an address":   {Draft{"type": "MX", "priority": "10", "target": "192.0.2.1"}, "target", "An MX record points to a name, not to an address. Put 192.0.2.1 into an A record and enter its name."},
		"CNAME to address":   {Draft{"type": "CNAME", "name": "x", "target": "2001:db8::1"}, "target", "A CNAME record points to a name, not to an address. Put 2001:db8::1 into an AAAA record and enter its name."},
		"outside":            {Draft{"type": "A", "name": "www.example.net.", "address": "192.0.2.1"}, "name", "“www.example.net.” is outside the zone. Names here end with example.com."},
		"wildcard inside":    {Draft{"type": "A", "name": "a.*.b", "address": "192.0.2.1"}, "name", "A wildcard “*” stands alone as the first part, as in *.shop."},
		"wildcard and more":  {Draft{"type": "A", "name": "*a", "address": "192.0.2.1"}, "name", "Only letters, digits, hyphens and underscores. “*” is not allowed."},
		"a space":            {Draft{"type": "A", "name": "a b", "address": "192.0.2.1"}, "name", "Only letters, digits, hyphens and underscores. A space is not allowed."},
		"a hidden mark":      {Draft{"type": "A", "name": "a\u202eb", "address": "192.0.2.1"}, "name", "Only letters, digits, hyphens and underscores. The character U+202E is not allowed."},
		"two dots":           {Draft{"type": "A", "name": "a..b", "address": "192.0.2.1"}, "name", "Two dots stand side by side, or a dot stands at the start."},
		"hyphen":             {Draft{"type": "A", "name": "-a", "address": "192.0.2.1"}, "name", "A part of a name neither begins nor ends with a hyphen. “-a” does."},
		"long label":         {Draft{"type": "A", "name": strings.Repeat("a", 64), "address": "192.0.2.1"}, "name", "Each part of a name has up to 63 characters. “aaaaaaaaaaaaaaaaaaaaaaaa…” has 64."},
		"long name":          {Draft{"type": "A", "name": strings.Repeat("abcdefghi.", 24) + "xy", "address": "192.0.2.1"}, "name", "A name has up to 253 characters. With the zone this one has 254."},
		"asked":              {Draft{"type": "CNAME", "name": "x", "target": "mail.shop"}, "target", "Which one: mail.shop.example.com. (in this zone) or mail.shop. (somewhere else)? Write it in full, with the final dot."},
		"no target":          {Draft{"type": "NS", "name": "x"}, "target", "Enter the name that the NS record points to."},
		"priority":           {Draft{"type": "MX", "priority": "70000", "target": "mx"}, "priority", "Priority is a number, 0 to 65535."},
		"port":               {Draft{"type": "SRV", "priority": "1", "weight": "1", "port": "", "target": "sip"}, "port", "Port is a number, 0 to 65535."},
		"flags":              {Draft{"type": "CAA", "flags": "256", "tag": "issue", "value": "x"}, "flags", "Flags is a number, 0 to 255."},
		"tag":                {Draft{"type": "CAA", "flags": "0", "tag": "is sue", "value": "x"}, "tag", "A tag has up to 15 letters and digits: issue, issuewild or iodef."},
		"empty text":         {Draft{"type": "TXT", "text": " "}, "text", "Enter a text."},
		"ttl in words":       {Draft{"type": "A", "address": "192.0.2.1", "ttl": "an hour"}, "ttl", "TTL is in seconds, such as 3600, or with a unit: 30m, 1h, 1d."},
		"ttl beyond DNS":     {Draft{"type": "A", "address": "192.0.2.1", "ttl": "99999999999999999999"}, "ttl", "TTL is 2147483647 seconds or less."},
		"a type not allowed": {Draft{"type": "HINFO"}, "type", "This zone takes no records of the type “HINFO”. It takes A, AAAA, CNAME, MX, TXT, SRV, NS, CAA, PTR."},
	} {
		t.Run(name, func(t *testing.T) {
			_, wrong := example.Read(c.draft, has)
			if wrong[c.field] != c.says {
				t.Errorf("at %q stands %q, want %q", c.field, wrong[c.field], c.says)
			}
		})
	}
}

func TestReadKeepsTheBoundsOfTheProvider(t *testing.T) {
	z := example
	z.LeastTTL, z.MostTTL = 300, 86400
	for ttl, says := range map[string]string{
		"299":   "The provider takes a TTL of 300 seconds or more.",
		"86401": "The provider takes a TTL of 86400 seconds or less.",
		"300":   "",
	} {
		if _, wrong := z.Read(Draft{"type": "A", "address": "192.0.2.1", "ttl": ttl}, nil); wrong["ttl"] != says {
			t.Errorf("TTL %s: %q, want %q", ttl, wrong["ttl"], says)
		}
	}
}

func TestReadTellsAllThatIsWrongAtOnce(t *testing.T) {
	_, wrong := example.Read(Draft{"type": "SRV", "name": "a b", "ttl": "x", "priority": "-1", "weight": "", "port": "a", "target": "192.0.2.1"}, nil)
	for _, field := range []string{"name", "ttl", "priority", "weight", "port", "target"} {
		if wrong[field] == "" {
			t.Errorf("nothing is said at %q", field)
		}
	}
}

func TestOtherTypesAreReadAsInAZoneFile(t *testing.T) {
	z := New("example.com", "A", "SSHFP", "SOA")
	got, wrong := z.Read(Draft{"type": "sshfp", "name": "host", "ttl": "60", "content": "4 2  123456789ABCDEF67890123456789ABCDEF67890123456789ABCDEF123456789"}, nil)
	if len(wrong) > 0 || got.Content != "4 2 123456789ABCDEF67890123456789ABCDEF67890123456789ABCDEF123456789" {
		t.Errorf("got %+v, %v", got, wrong)
	}
	if _, wrong := z.Read(Draft{"type": "SSHFP", "content": "four"}, nil); wrong["content"] != "This is not the content of a record of the type SSHFP." {
		t.Errorf("nonsense: %v", wrong)
	}
	if z.Takes("SOA") || z.Takes("MX") || !z.Takes("sshfp") {
		t.Errorf("the zone takes %v", z.Offered())
	}
}

func TestUnicodeShowsWhatANameMeans(t *testing.T) {
	for ascii, want := range map[string]string{
		"xn--80a1acny": "почта", "www": "www", "@": "@", "*.xn--e1afmkfd.xn--p1ai.": "*.пример.рф.", "xn--zz": "xn--zz", "_dmarc": "_dmarc",
	} {
		if got := Unicode(ascii); got != want {
			t.Errorf("%s is shown as %s, want %s", ascii, got, want)
		}
	}
}
