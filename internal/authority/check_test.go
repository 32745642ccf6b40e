package authority_test

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"

	"pinfold/internal/authority"
	"pinfold/internal/zone"
)

// host serves a zone file on a loopback address, and what is asked of it as a
// resolver: its own names.
func host(t *testing.T, address, file string) string {
	t.Helper()
	all := map[dns.Question][]dns.RR{}
	parser := dns.NewZoneParser(strings.NewReader(file), "example.org.", "")
	for rr, ok := parser.Next(); ok; rr, ok = parser.Next() {
		q := dns.Question{Name: rr.Header().Name, Qtype: rr.Header().Rrtype, Qclass: dns.ClassINET}
		all[q] = append(all[q], rr)
	}
	if err := parser.Err(); err != nil {
		t.Fatal(err)
	}
	packets, err := net.ListenPacket("udp", address)
	if err != nil {
		t.Skip("this machine lacks the loopback address:", err)
	}
	started := make(chan struct{})
	server := &dns.Server{PacketConn: packets, NotifyStartedFunc: func() { close(started) },
		Handler: dns.HandlerFunc(func(w dns.ResponseWriter, q *dns.Msg) {
			m := new(dns.Msg).SetReply(q)
			m.Answer = all[q.Question[0]]
			_ = w.WriteMsg(m) // A client that left needs none.
		})}
	go func() { _ = server.ActivateAndServe() }()
	<-started
	t.Cleanup(func() { _ = server.Shutdown() })
	return packets.LocalAddr().String()
}

const file = `
$TTL 3600
@ SOA ns1.example.org. hostmaster.example.org. 2026112103 7200 900 1209600 3600
@ NS ns1.example.org.
@ NS ns2.example.org.
ns1 A 127.0.0.1
ns2 A 127.0.0.2
www A 192.0.2.7
@ MX 10 mail.example.org.
txt TXT "a b" "c"
`

func records() []zone.Record {
	return []zone.Record{
		{Name: "@", Type: "SOA", Content: "ns1.example.org. hostmaster.example.org. 2026112103 7200 900 1209600 3600"},
		{Name: "@", Type: "NS", Content: "ns1.example.org.", TTL: 3600}, {Name: "@", Type: "NS", Content: "NS2.example.org.", TTL: 60},
		{Name: "www", Type: "A", Content: "192.0.2.7"}, {Name: "@", Type: "MX", Content: "mail.example.org.", Priority: 10},
		{Name: "txt", Type: "TXT", Content: `"a b" "c"`}, {Name: "odd", Type: "A", Content: "no address"},
	}
}

func two(t *testing.T, second string) authority.Checker {
	t.Helper()
	address := host(t, "127.0.0.1:0", file)
	_, port, _ := net.SplitHostPort(address)
	if second != "" {
		host(t, "127.0.0.2:"+port, second)
	}
	return authority.Checker{Resolver: address, Port: port, Private: true, Patience: 300 * time.Millisecond}
}

func TestServersAgree(t *testing.T) {
	report := two(t, file).Check(t.Context(), "example.org", records())
	if len(report.Servers) != 2 || len(report.Differences) != 0 || report.Asked != 4 || report.Left != 0 {
		t.Fatalf("%+v", report)
	}
	for _, s := range report.Servers {
		if s.Serial != "2026112103" || s.Trouble != "" || !s.Delegated || !s.Listed {
			t.Errorf("%+v", s)
		}
	}
}

func TestServersDiffer(t *testing.T) {
	behind := strings.NewReplacer("192.0.2.7", "192.0.2.8", "2026112103", "2026112102", "txt TXT", "other TXT").Replace(file)
	report := two(t, behind).Check(t.Context(), "example.org", records())
	if len(report.Differences) != 2 {
		t.Fatalf("%+v", report.Differences)
	}
	txt, www := report.Differences[0], report.Differences[1]
	if txt.Name != "txt" || len(txt.Answers) != 1 || txt.Answers[0].Server != "ns2.example.org" || len(txt.Answers[0].Contents) != 0 {
		t.Errorf("%+v", txt)
	}
	if www.Panel[0] != "192.0.2.7" || www.Answers[0].Contents[0] != "192.0.2.8" || report.Servers[1].Serial != "2026112102" {
		t.Errorf("%+v, %+v", www, report.Servers)
	}
}

func TestServerThatIsSilent(t *testing.T) {
	report := two(t, "").Check(t.Context(), "example.org", records())
	if s := report.Servers[1]; s.Trouble == "" || len(report.Differences) != 0 {
		t.Errorf("%+v, %+v", s, report.Differences)
	}
	if s := report.Servers[0]; s.Trouble != "" {
		t.Errorf("the other one: %+v", s)
	}
}

func TestPrivateServersAreNotAsked(t *testing.T) {
	c := two(t, file)
	c.Private = false
	for _, s := range c.Check(t.Context(), "example.org", records()).Servers {
		if s.Serial != "" || !strings.Contains(s.Trouble, "not a public one") {
			t.Errorf("%+v", s)
		}
	}
}

func TestWithoutNetwork(t *testing.T) {
	ctx, stop := context.WithTimeout(t.Context(), time.Second)
	defer stop()
	c := authority.Checker{Resolver: "127.0.0.1:1"}
	if report := c.Check(ctx, "example.org", nil); len(report.Servers) != 0 {
		t.Errorf("%+v", report)
	}
	for _, s := range c.Check(ctx, "example.org", records()).Servers {
		if s.Trouble != "Its name does not resolve here." {
			t.Errorf("%+v", s)
		}
	}
}

func TestBounded(t *testing.T) {
	var many []zone.Record
	for i := range authority.Most + 5 {
		many = append(many, zone.Record{Name: "n" + strings.Repeat("x", i%50) + string(rune('a'+i/50)), Type: "A", Content: "192.0.2.1"})
	}
	report := authority.Checker{Resolver: "127.0.0.1:1"}.Check(t.Context(), "пример.рф", many)
	if report.Asked != authority.Most || report.Left != 5 {
		t.Errorf("%d asked, %d left", report.Asked, report.Left)
	}
}
