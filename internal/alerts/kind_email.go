package alerts

import (
	"net"
	netmail "net/mail"
	"regexp"
	"slices"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/mail"
	"pinfold/internal/reach"
)

// How mail is kept from being read on its way.
const (
	startTLS = string(mail.StartTLS)
	implicit = string(mail.TLS)
	unsealed = string(mail.Plain)
)

// email sends through a mail server by SMTP.
var email = Kind{
	Name: "email", Label: "E-mail", Icon: "mail", Help: "Through a mail server of yours.",
	Form: emailForm, Send: sendMail,
	Place: func(v form.Values) string { return net.JoinHostPort(v["host"], v["port"]) + " " + v["security"] },
	Where: func(v form.Values) string {
		to := recipients(v["to"])
		if len(to) > 1 {
			return to[0] + " and others"
		}
		return strings.Join(to, "")
	},
}

// mostRecipients keeps one message from becoming a mailing.
const mostRecipients = 20

var hostName = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$`)

func emailForm(e Env) form.Form {
	security := form.Field{Name: "security", Label: "Encryption", Kind: form.Select, Options: []form.Option{
		{Value: startTLS, Label: "STARTTLS, mostly port 587"}, {Value: implicit, Label: "TLS from the start, mostly port 465"},
	}, Help: "Without it nothing is sent."}
	if len(e.Plain) > 0 {
		security.Options = append(security.Options, form.Option{Value: unsealed, Label: "None, where the operator allows it"})
	}
	return form.Form{
		Fields: []form.Field{
			{Name: "to", Label: "To", Kind: form.Text, MaxLength: 1000, Help: "E-mail addresses, up to 20, with commas between.", Check: checkRecipients},
			{Name: "from", Label: "From", Kind: form.Email, MaxLength: 200, Help: "The mail server must let you send as this."},
			{Name: "host", Label: "Mail server", Kind: form.Text, MaxLength: 200, Placeholder: "smtp.example.com", Check: checkHost},
			{Name: "port", Label: "Port", Kind: form.Number, Default: "587", Range: &form.Range{Min: 1, Max: 65535}},
			security,
			{Name: "login", Label: "Login", Kind: form.Text, Optional: true, MaxLength: 200, Autocomplete: "off", Help: "Left empty, the panel does not sign in."},
			{Name: "password", Label: "Password", Kind: form.Password, Secret: true, Optional: true, MaxLength: 400, Autocomplete: "new-password"},
		},
		Check: e.checkSecurity,
	}
}

func (e Env) checkSecurity(v form.Values) form.Errors {
	if v["security"] == unsealed && !slices.Contains(e.Plain, net.JoinHostPort(v["host"], v["port"])) {
		return form.Errors{"security": "The operator of the panel does not allow this server without TLS."}
	}
	return nil
}

func checkHost(value string) string {
	if net.ParseIP(value) != nil || hostName.MatchString(value) && !strings.Contains(value, "..") {
		return ""
	}
	return "A mail server looks like smtp.example.com, without port."
}

func checkRecipients(value string) string {
	to := recipients(value)
	if len(to) > mostRecipients {
		return "Up to 20 addresses."
	}
	for _, one := range to {
		if a, err := netmail.ParseAddress(one); err != nil || a.Address != one {
			return "An e-mail address looks like name@example.com. This is not one: " + reach.Shortened(one, 60)
		}
	}
	if len(to) == 0 {
		return "An e-mail address looks like name@example.com."
	}
	return ""
}

func recipients(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == ' ' })
}
