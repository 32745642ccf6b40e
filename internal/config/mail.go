package config

import (
	"net"
	"net/mail"
	"slices"
	"strconv"
	"strings"
)

// Mail is the mail server that the panel's own messages go through.
type Mail struct {
	Host string
	Port int
	// TLS speaks TLS from the start and Plain not at all; else STARTTLS is asked
	// for.
	TLS, Plain bool
	User       string
	Password   Secret
	// From is the sender, with a name or without.
	From string
}

// implicitTLS is the port where mail servers speak TLS from the start.
const implicitTLS = 465

// readMail needs the list of servers without TLS, which readAlerts reads.
func (c *Config) readMail(s Settings) error {
	word, err := readSecretOr("PANEL_SMTP_PASSWORD", s.SMTPPassword, s.SMTPPasswordFile)
	if err != nil {
		return err
	}
	addr, user, from := strings.TrimSpace(s.SMTPAddr), strings.TrimSpace(s.SMTPUser), strings.TrimSpace(s.MailFrom)
	if addr == "" {
		return noMail(user, word, from)
	}
	host, port, err := net.SplitHostPort(addr)
	if err != nil || host == "" || strings.ContainsAny(host, "/@ *") || !isPort(port, 1) {
		return Wrong{"PANEL_SMTP_ADDR", "must be host:port, such as smtp.example.com:587."}
	}
	switch {
	case from == "":
		return Wrong{"PANEL_MAIL_FROM", "is missing; must be the sender of mail, such as panel@example.com."}
	case user == "" && !word.IsZero():
		return Wrong{"PANEL_SMTP_USER", "is missing; must be the login that PANEL_SMTP_PASSWORD belongs to."}
	case user != "" && word.IsZero():
		return Wrong{"PANEL_SMTP_PASSWORD", "is missing; must be the password of PANEL_SMTP_USER."}
	}
	if _, err := mail.ParseAddress(from); err != nil {
		return Wrong{"PANEL_MAIL_FROM", "must be an e-mail address, such as panel@example.com or Panel <panel@example.com>."}
	}
	number, _ := strconv.Atoi(port) // isPort has seen that it is a number.
	c.Mail = &Mail{Host: host, Port: number, TLS: number == implicitTLS, Plain: slices.Contains(c.AllowPlainMail, addr),
		User: user, Password: word, From: from}
	return nil
}

// noMail finds settings of mail that would do nothing.
func noMail(user string, word Secret, from string) error {
	if user != "" || !word.IsZero() || from != "" {
		return Wrong{"PANEL_SMTP_ADDR", "is missing; must be the mail server, such as smtp.example.com:587, if PANEL_SMTP_USER, PANEL_SMTP_PASSWORD or PANEL_MAIL_FROM is set."}
	}
	return nil
}
