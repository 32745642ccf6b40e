package config

import (
	"net"
	"net/url"
	"strconv"
	"strings"
)

func (c *Config) readAddr(s Settings) error {
	addr, err := ListenAddr(s.Addr)
	c.Addr = addr
	return err
}

// ListenAddr checks the value of PANEL_ADDR.
func ListenAddr(value string) (string, error) {
	value = or(strings.TrimSpace(value), defaultAddr)
	host, port, err := net.SplitHostPort(value)
	if err != nil || !isPort(port, 0) || strings.ContainsAny(host, " /@") {
		return "", Wrong{"PANEL_ADDR", "must be host:port or :port, such as :8080 or 127.0.0.1:8080."}
	}
	return value, nil
}

func isPort(text string, least int) bool {
	n, err := strconv.Atoi(text)
	return err == nil && n >= least && n <= 65535 && strconv.Itoa(n) == text
}

func (c *Config) readURL(s Settings) error {
	value := strings.TrimSuffix(strings.TrimSpace(s.URL), "/")
	if value == "" {
		return nil
	}
	u, err := url.Parse(value)
	if err != nil || !isOrigin(u) {
		return Wrong{"PANEL_URL", "must be an http or https address without a path, such as https://panel.example.com."}
	}
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	c.URL = u
	return nil
}

// isOrigin reports whether the address is scheme, host and maybe a port. The
// panel does not work below a path.
func isOrigin(u *url.URL) bool {
	scheme := strings.ToLower(u.Scheme)
	if scheme != "http" && scheme != "https" || u.Hostname() == "" {
		return false
	}
	if strings.HasSuffix(u.Host, ":") || u.Port() != "" && !isPort(u.Port(), 1) {
		return false
	}
	rest := url.URL{Scheme: u.Scheme, Host: u.Host}
	return rest.String() == u.String()
}
