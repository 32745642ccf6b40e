package config

import (
	"fmt"
	"net"
	"net/netip"
	"strings"
)

func (c *Config) readProxies(s Settings) error {
	for _, entry := range split(s.TrustedProxies) {
		prefix, ok := readPrefix(entry)
		if !ok {
			return Wrong{"PANEL_TRUSTED_PROXIES", fmt.Sprintf("has %q; must be networks such as 10.0.0.0/8 or addresses, with commas between.", entry)}
		}
		c.TrustedProxies = append(c.TrustedProxies, prefix)
	}
	return nil
}

// readPrefix reads a network, or an address as the network of itself.
func readPrefix(entry string) (netip.Prefix, bool) {
	if prefix, err := netip.ParsePrefix(entry); err == nil {
		return prefix.Masked(), true
	}
	addr, err := netip.ParseAddr(entry)
	if err != nil || addr.Zone() != "" {
		return netip.Prefix{}, false
	}
	return netip.PrefixFrom(addr, addr.BitLen()), true
}

func (c *Config) readEndpoints(s Settings) error {
	for _, entry := range split(s.AllowEndpoints) {
		host, port, err := net.SplitHostPort(entry)
		if err != nil || host == "" || strings.ContainsAny(host, "/@ *") || !isPort(port, 1) {
			return Wrong{"PANEL_ALLOW_ENDPOINTS", fmt.Sprintf("has %q; must be entries like sandbox.local:8443, with commas between.", entry)}
		}
		c.AllowEndpoints = append(c.AllowEndpoints, entry)
	}
	return nil
}

// split cuts a list at its commas and drops what is empty.
func split(list string) []string {
	var entries []string
	for entry := range strings.SplitSeq(list, ",") {
		if entry = strings.TrimSpace(entry); entry != "" {
			entries = append(entries, entry)
		}
	}
	return entries
}
