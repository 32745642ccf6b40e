package authority

import (
	"cmp"
	"context"
	"errors"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/miekg/dns"
)

// greet asks a server for the zone's SOA, which tells whether it serves it.
func (c Checker) greet(ctx context.Context, s *Server, origin string) {
	began := time.Now()
	answer, err := c.exchange(ctx, *s, dns.Question{Name: origin, Qtype: dns.TypeSOA, Qclass: dns.ClassINET})
	s.Took = time.Since(began)
	if s.Trouble = troubleOf(answer, err); s.Trouble != "" {
		return
	}
	for _, rr := range answer.Answer {
		if soa, ok := rr.(*dns.SOA); ok {
			s.Serial = strconv.FormatUint(uint64(soa.Serial), 10)
			return
		}
	}
	s.Trouble = "It does not serve this zone."
}

// ask returns what a server holds of a set.
func (c Checker) ask(ctx context.Context, s Server, one set) (contents []string, trouble string) {
	answer, err := c.exchange(ctx, s, one.question)
	if trouble = troubleOf(answer, err); trouble != "" {
		return nil, trouble
	}
	all := answer.Answer
	if one.question.Qtype == dns.TypeNS { // A name that is handed on is told there.
		all = append(slices.Clone(all), answer.Ns...)
	}
	for _, rr := range all {
		if rr.Header().Rrtype == one.question.Qtype && strings.EqualFold(rr.Header().Name, one.question.Name) {
			contents = append(contents, contentOf(rr))
		}
	}
	slices.Sort(contents)
	return slices.Compact(contents), ""
}

func troubleOf(answer *dns.Msg, err error) string {
	var timeout net.Error
	switch {
	case err != nil && errors.As(err, &timeout) && timeout.Timeout(), errors.Is(err, context.DeadlineExceeded):
		return "It did not answer in time."
	case err != nil:
		return "It could not be asked."
	case answer.Rcode == dns.RcodeRefused, answer.Rcode == dns.RcodeNotAuth:
		return "It refuses to answer for this zone."
	case answer.Rcode != dns.RcodeSuccess && answer.Rcode != dns.RcodeNameError:
		return "It answered with the error " + cmp.Or(dns.RcodeToString[answer.Rcode], strconv.Itoa(answer.Rcode)) + "."
	}
	return ""
}

// exchange asks twice over UDP, since packets get lost, and over TCP for what
// does not fit.
func (c Checker) exchange(ctx context.Context, s Server, q dns.Question) (*dns.Msg, error) {
	m := &dns.Msg{MsgHdr: dns.MsgHdr{Id: dns.Id()}, Question: []dns.Question{q}}
	m.SetEdns0(dns.DefaultMsgSize, false)
	to := net.JoinHostPort(s.Addr.String(), cmp.Or(c.Port, "53"))
	client := dns.Client{Timeout: cmp.Or(c.Patience, 2*time.Second), UDPSize: dns.DefaultMsgSize}
	answer, _, err := client.ExchangeContext(ctx, m, to)
	if err != nil && ctx.Err() == nil {
		answer, _, err = client.ExchangeContext(ctx, m, to)
	}
	if err == nil && answer.Truncated {
		client.Net = "tcp"
		answer, _, err = client.ExchangeContext(ctx, m, to)
	}
	return answer, err
}
