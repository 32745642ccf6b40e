package config

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
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

func (c *Config) readEndpoints(s Settings) (err error) {
	c.AllowEndpoints, err = readPlaces("PANEL_ALLOW_ENDPOINTS", s.AllowEndpoints)
	return err
}

// readAlerts reads where alerts may go beside public addresses.
func (c *Config) readAlerts(s Settings) (err error) {
	if c.AllowAlerts, err = readPlaces("PANEL_ALLOW_ALERTS", s.AllowAlerts); err != nil {
		return err
	}
	if c.AllowPlainMail, err = readPlaces("PANEL_ALLOW_PLAIN_MAIL", s.AllowPlainMail); err != nil || s.ChatURL == "" {
		return err
	}
	u, err := url.Parse(s.ChatURL)
	if err != nil || !isOrigin(u) {
		return Wrong{"PANEL_CHAT_URL", "must be an http or https address without a path."}
	}
	c.ChatURL = u
	return nil
}

// readPlaces reads a list of host:port.
func readPlaces(setting, list string) (places []string, err error) {
	for _, entry := range split(list) {
		host, port, err := net.SplitHostPort(entry)
		if err != nil || host == "" || strings.ContainsAny(host, "/@ *") || !isPort(port, 1) {
			return nil, Wrong{setting, fmt.Sprintf("has %q; must be entries like sandbox.local:8443, with commas between.", entry)}
		}
		places = append(places, entry)
	}
	return places, nil
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
