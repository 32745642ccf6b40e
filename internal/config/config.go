package config

import (
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"path/filepath"
	"time"
)

// Config is Settings, checked. Printing it shows no secret.
type Config struct {
	// Addr is where to listen.
	Addr string
	// URL is nil if it follows from the port; see PublicURL.
	URL  *url.URL
	Data string
	// Key is empty if the key is in KeyFile.
	Key     Secret
	KeyFile string
	// OwnKeyFile says that the key file was chosen and not the default.
	OwnKeyFile     bool
	AdminEmail     string
	AdminPassword  Secret
	TrustedProxies []netip.Prefix
	AllowEndpoints []string
	// AllowAlerts and AllowPlainMail are receivers of alerts, as host:port: those
	// that may be private, and mail servers that may do without TLS.
	AllowAlerts    []string
	AllowPlainMail []string
	// Mail is nil where no mail server is set up.
	Mail *Mail
	// ChatURL is nil for the services' own addresses.
	ChatURL *url.URL
	// OIDC is nil without single sign-on.
	OIDC      *OIDC
	JSONLog   bool
	LogLevel  slog.Level
	LookFor   time.Duration
	SettleFor time.Duration
	// SessionIdle and SessionMax are how long a sign-in lasts, without use and in
	// all.
	SessionIdle, SessionMax time.Duration
	// UploadLimit is how many bytes one upload to a bucket may hold.
	UploadLimit int64
}

// Read checks the settings. Its error is a sentence that names the setting
// and what it should be.
func (s Settings) Read() (Config, error) {
	c := Config{Data: filepath.Clean(or(s.Data, defaultData))}
	steps := []func(Settings) error{
		c.readAddr, c.readURL, c.readDatabase, c.readKey, c.readAdmin,
		c.readProxies, c.readEndpoints, c.readAlerts, c.readMail, c.readOIDC, c.readLog, c.readDurations, c.readSessions, c.readUpload,
	}
	for _, step := range steps {
		if err := step(s); err != nil {
			return Config{}, err
		}
	}
	return c, nil
}

// DatabaseFile is the SQLite database.
func (c Config) DatabaseFile() string { return filepath.Join(c.Data, "panel.db") }

// QueueFile is the database of the queue.
func (c Config) QueueFile() string { return filepath.Join(c.Data, "queue.db") }

// PublicURL is the address that people reach the panel at, given the address
// that it listens on.
func (c Config) PublicURL(listening net.Addr) *url.URL {
	if c.URL != nil {
		return c.URL
	}
	_, port, err := net.SplitHostPort(listening.String())
	if err != nil || port == "80" {
		return &url.URL{Scheme: "http", Host: "localhost"}
	}
	return &url.URL{Scheme: "http", Host: net.JoinHostPort("localhost", port)}
}
