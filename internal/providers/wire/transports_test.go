package wire

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync/atomic"
	"testing"

	"golang.org/x/net/dns/dnsmessage"

	"pinfold/internal/providers"
)

// Case 30: private, reserved and mapped addresses are refused at dial.
func TestPrivateAddressesAreRefusedAtDial(t *testing.T) {
	addresses := []string{
		"127.0.0.1:80", "0.0.0.0:80", "10.0.0.1:443", "192.168.1.1:80", "100.64.0.1:80",
		"169.254.169.254:80", "[::1]:80", "[::ffff:127.0.0.1]:80", "[::ffff:169.254.169.254]:80",
		"[64:ff9b::7f00:1]:80", "[fe80::1]:80", "[fd00::1]:443", "8.8.8.8:22",
	}
	reads, writes := Transports([]string{"127.0.0.1:8080"})
	for _, address := range addresses {
		for _, transport := range []*http.Transport{reads, writes} {
			conn, err := transport.DialContext(t.Context(), "tcp", address)
			if err == nil {
				conn.Close()
			}
			if !errors.Is(err, ErrAddress) && !noRoute(err) {
				t.Errorf("%s: %v", address, err)
			}
		}
	}
}

// noRoute reports that the machine has no IPv6 to try the address with.
func noRoute(err error) bool {
	var dial *net.OpError
	return errors.As(err, &dial) && dial.Op == "dial" && !errors.Is(err, ErrAddress) && dial.Addr != nil && dial.Addr.String()[0] == '['
}

// Case 30: unless a setting allows them.
func TestAllowedEntryIsDialed(t *testing.T) {
	r := newRig(t, status(200, `{}`))
	if _, err := r.read(t.Context()); err != nil {
		t.Errorf("allowed: %v", err)
	}
	reads, writes := Transports(nil)
	r.line.Kit.Reads, r.line.Kit.Writes = reads, writes
	_, err := r.write(t.Context())
	e := asError(t, err)
	if !e.NotSent || !errors.Is(e, ErrAddress) || e.Kind != providers.ErrUnavailable {
		t.Errorf("not allowed: %+v", e)
	}
	const want = "The address is private, reserved or on an unusual port, and no setting allows it. Nothing was sent."
	if e.Sentence != want {
		t.Errorf("sentence %q", e.Sentence)
	}
}

// Case 31: a name is checked where it leads when it is dialed.
//
// TestNameIsCheckedWhereItLeads resolves a harmless name to a private address,
// as a name does that is public when looked up and private when dialed.
func TestNameIsCheckedWhereItLeads(t *testing.T) {
	resolver := &net.Resolver{PreferGo: true, Dial: nameServer(t, [4]byte{127, 0, 0, 1})}
	dial := newDialer(nil, resolver)
	conn, err := dial(t.Context(), "tcp", "api.example.org:80")
	if err == nil {
		conn.Close()
	}
	if !errors.Is(err, ErrAddress) {
		t.Errorf("err %v", err)
	}
}

// Case 30: octal, hexadecimal and shortened spellings, which some resolvers take
// for addresses, lead nowhere either.
func TestOddSpellingsOfAddresses(t *testing.T) {
	reads, writes := Transports([]string{"localhost:80"})
	for _, host := range []string{"0177.0.0.1", "0x7f.0.0.1", "2130706433", "127.1", "017700000001", "[::ffff:7f00:1]"} {
		for _, transport := range []*http.Transport{reads, writes} {
			conn, err := transport.DialContext(t.Context(), "tcp", host+":80")
			if err == nil {
				conn.Close()
			}
			if !errors.Is(err, ErrAddress) && !errors.As(err, new(*net.DNSError)) && !noRoute(err) {
				t.Errorf("%s: %v", host, err)
			}
		}
	}
}

// Case 31: a name that is public when it is looked at and private when it is
// dialed is refused at connect.
func TestNameThatChangesItsMind(t *testing.T) {
	var asked atomic.Int32
	resolver := &net.Resolver{PreferGo: true, Dial: nameServerOf(t, func() [4]byte {
		if asked.Add(1) == 1 {
			return [4]byte{93, 184, 216, 34}
		}
		return [4]byte{169, 254, 169, 254}
	})}
	seen, err := resolver.LookupNetIP(t.Context(), "ip4", "api.example.org.")
	if err != nil || len(seen) != 1 || seen[0].String() != "93.184.216.34" {
		t.Fatalf("looked up %v, %v", seen, err)
	}
	conn, err := newDialer(nil, resolver)(t.Context(), "tcp4", "api.example.org.:80")
	if err == nil {
		conn.Close()
	}
	if !errors.Is(err, ErrAddress) {
		t.Errorf("err %v", err)
	}
}

// nameServer answers every question with the address.
func nameServer(t *testing.T, ip [4]byte) func(context.Context, string, string) (net.Conn, error) {
	t.Helper()
	return nameServerOf(t, func() [4]byte { return ip })
}

// nameServerOf answers each question about an IPv4 address with another one.
func nameServerOf(t *testing.T, ip func() [4]byte) func(context.Context, string, string) (net.Conn, error) {
	t.Helper()
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	go func() {
		buffer := make([]byte, 512)
		for {
			n, from, err := server.ReadFrom(buffer)
			if err != nil {
				return
			}
			if reply, err := answerDNS(buffer[:n], ip); err == nil {
				_, _ = server.WriteTo(reply, from)
			}
		}
	}()
	return func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", server.LocalAddr().String())
	}
}

func answerDNS(query []byte, ip func() [4]byte) ([]byte, error) {
	var m dnsmessage.Message
	if err := m.Unpack(query); err != nil {
		return nil, err
	}
	m.Response, m.Additionals = true, nil
	for _, q := range m.Questions {
		if q.Type == dnsmessage.TypeA {
			header := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 1}
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AResource{A: ip()}})
		}
	}
	return m.Pack()
}

func TestTransportsDoNotRepeat(t *testing.T) {
	reads, writes := Transports(nil)
	if !writes.DisableKeepAlives || reads.DisableKeepAlives {
		t.Error("only writes need a connection of their own")
	}
	for _, transport := range []*http.Transport{reads, writes} {
		if transport.Proxy != nil || !transport.DisableCompression || transport.Protocols.HTTP2() {
			t.Errorf("%+v", transport)
		}
	}
}
