package config

import (
	"fmt"
	"io"
	"net/mail"
	"os"
	"strings"

	"pinfold/internal/models"
	"pinfold/internal/secrets"
)

// maxSecret is far beyond any secret that the panel takes.
const maxSecret = 64 << 10

// readSecretOr returns the secret itself or what is in the file.
func readSecretOr(name string, value Secret, file string) (Secret, error) {
	if file == "" {
		return value, nil
	}
	if !value.IsZero() {
		return Secret{}, Wrong{name, "is set together with " + name + "_FILE; set one of the two."}
	}
	text, err := readFile(file)
	if err != nil {
		return Secret{}, Wrong{name + "_FILE", fmt.Sprintf("%s cannot be read; must be a file that holds %s.", file, name)}
	}
	// Editors end a file with a newline that is no part of the secret.
	return secrets.NewText(strings.TrimRight(text, "\r\n")), nil
}

func readFile(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }() // It was only read.
	text, err := io.ReadAll(io.LimitReader(f, maxSecret))
	return string(text), err
}

func (c *Config) readAdmin(s Settings) error {
	word, err := readSecretOr("PANEL_ADMIN_PASSWORD", s.AdminPassword, s.AdminPasswordFile)
	if err != nil {
		return err
	}
	email := strings.TrimSpace(s.AdminEmail)
	switch {
	case email == "" && word.IsZero():
		return nil
	case email == "":
		return Wrong{"PANEL_ADMIN_EMAIL", "is missing; must be the e-mail address that PANEL_ADMIN_PASSWORD belongs to."}
	case word.IsZero():
		return Wrong{"PANEL_ADMIN_PASSWORD", "is missing; must be the password of PANEL_ADMIN_EMAIL."}
	}
	if a, err := mail.ParseAddress(email); err != nil || a.Address != email {
		return Wrong{"PANEL_ADMIN_EMAIL", "must be an e-mail address such as name@example.com."}
	}
	c.AdminEmail, c.AdminPassword = email, word
	return nil
}

func (c *Config) readDatabase(s Settings) error {
	given, err := readSecretOr("PANEL_DATABASE_URL", s.DatabaseURL, s.DatabaseURLFile)
	if err != nil || given.IsZero() {
		return err
	}
	scheme, _, _ := strings.Cut(given.Reveal(), ":")
	switch strings.ToLower(scheme) {
	case "postgres", "postgresql":
		return models.ErrPostgres
	}
	return Wrong{"PANEL_DATABASE_URL", "must be empty, which means SQLite in PANEL_DATA."}
}
