package authority

import (
	"cmp"
	"context"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"

	"pinfold/internal/zone"
)

// servers are those that the zone names and those that the world is sent to,
// with one address each.
func (c Checker) servers(ctx context.Context, origin string, records []zone.Record) []Server {
	named := map[string]*Server{}
	at := func(name string) *Server {
		name = fqdn(name)
		if named[name] == nil {
			named[name] = &Server{Name: strings.TrimSuffix(name, ".")}
		}
		return named[name]
	}
	for _, r := range records {
		if r.Type == "NS" && r.Name == "@" {
			at(r.Content).Listed = true
		}
	}
	delegated, _ := c.resolver().LookupNS(ctx, origin) // Without it the zone's own are asked.
	for _, ns := range delegated {
		at(ns.Host).Delegated = true
	}
	var all sync.WaitGroup
	for _, s := range named {
		all.Go(func() { c.locate(ctx, s) })
	}
	all.Wait()
	var servers []Server
	for _, s := range named {
		servers = append(servers, *s)
	}
	slices.SortFunc(servers, func(a, b Server) int { return cmp.Compare(a.Name, b.Name) })
	return servers
}

// locate finds the address of a server; one that is not public is not asked.
func (c Checker) locate(ctx context.Context, s *Server) {
	all, err := c.resolver().LookupNetIP(ctx, "ip", s.Name+".")
	if err != nil || len(all) == 0 {
		s.Trouble = "Its name does not resolve here."
		return
	}
	slices.SortFunc(all, func(a, b netip.Addr) int { return cmp.Compare(len(a.Unmap().AsSlice()), len(b.Unmap().AsSlice())) })
	for _, addr := range all {
		if addr = addr.Unmap(); c.Private || public(addr) {
			s.Addr = addr
			return
		}
	}
	s.Trouble = "Its address is not a public one, so it is not asked."
}

func public(addr netip.Addr) bool {
	return addr.IsGlobalUnicast() && !addr.IsPrivate() && !sharedSpace.Contains(addr)
}

// sharedSpace is that of carriers behind which customers share addresses.
var sharedSpace = netip.MustParsePrefix("100.64.0.0/10")

func (c Checker) resolver() *net.Resolver {
	if c.Resolver == "" {
		return net.DefaultResolver
	}
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, c.Resolver)
	}}
}
