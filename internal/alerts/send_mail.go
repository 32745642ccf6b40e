package alerts

import (
	"context"
	"errors"
	"strconv"
	"strings"

	gomail "github.com/wneessen/go-mail"

	"pinfold/internal/mail"
	"pinfold/internal/secrets"
)

// mailMost bounds the text of a mail.
const mailMost = 100_000

// sendMail gives one message to the mail server.
func sendMail(ctx context.Context, e Env, t Target, m Message) error {
	server, err := e.mailServer(t)
	if err != nil {
		return failed("The settings of the mail server cannot be used.")
	}
	msg, err := mailOf(t, m)
	if err != nil {
		return failed("The addresses cannot be used.")
	}
	if err = server.Deliver(ctx, msg); err == nil {
		return nil
	}
	if said := server.Why(err); said != "" {
		return failed(said)
	}
	return unreached(server.Host, err)
}

func mailOf(t Target, m Message) (*gomail.Msg, error) {
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	_, domain, _ := strings.Cut(t.Settings["from"], "@")
	if err := errors.Join(msg.From(t.Settings["from"]), msg.To(recipients(t.Settings["to"])...)); err != nil {
		return nil, err
	}
	msg.SetMessageIDWithValue(m.ID + "@" + domain)
	msg.SetDateWithValue(m.At)
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.Subject(plain(m.team()+": "+m.Headline(), 200))
	msg.SetBodyString(gomail.TypeTextPlain, m.Text(func(text string) string { return text }, mailMost)+
		"\n\n-- \nWhich alerts come here: "+m.Base.JoinPath("settings", "alerts").String()+"\n")
	return msg, nil
}

func (e Env) mailServer(t Target) (mail.Server, error) {
	port, err := strconv.Atoi(t.Settings["port"])
	return mail.Server{Host: t.Settings["host"], Port: port, Security: mail.Security(t.Settings["security"]),
		Login: t.Settings["login"], Password: secrets.NewText(t.Secrets["password"]), Roots: e.Roots, Dial: e.Mail}, err
}
