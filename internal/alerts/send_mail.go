package alerts

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"strconv"
	"strings"

	gomail "github.com/wneessen/go-mail"
)

// mailMost bounds the text of a mail.
const mailMost = 100_000

// sendMail gives one message to the mail server.
func sendMail(ctx context.Context, e Env, t Target, m Message) error {
	host := t.Settings["host"]
	client, err := e.mailClient(t)
	if err != nil {
		return failed("The settings of the mail server cannot be used.")
	}
	msg, err := mailOf(t, m)
	if err != nil {
		return failed("The addresses cannot be used.")
	}
	ctx, cancel := context.WithTimeout(ctx, sendWithin)
	defer cancel()
	err = client.DialAndSendWithContext(ctx, msg)
	if err == nil || msg.IsDelivered() { // Taken is taken, however the connection ended.
		return nil
	}
	return mailFailure(host, err, t.Secrets["password"])
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

func (e Env) mailClient(t Target) (*gomail.Client, error) {
	host := t.Settings["host"]
	port, err := strconv.Atoi(t.Settings["port"])
	if err != nil {
		return nil, err
	}
	config := &tls.Config{ServerName: host, RootCAs: e.Roots, MinVersion: tls.VersionTLS12}
	options := []gomail.Option{gomail.WithPort(port), gomail.WithTimeout(sendWithin), gomail.WithTLSConfig(config), gomail.WithoutNoop()}
	dial, auth := e.Mail, []gomail.SMTPAuthType{gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthSCRAMSHA1, gomail.SMTPAuthCramMD5,
		gomail.SMTPAuthPlain, gomail.SMTPAuthLogin}
	switch t.Settings["security"] {
	case implicit:
		options = append(options, gomail.WithSSL())
		dial = overTLS(e.Mail, config)
	case unsealed:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
		auth = append(auth[:3], gomail.SMTPAuthPlainNoEnc, gomail.SMTPAuthLoginNoEnc)
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	options = append(options, gomail.WithDialContextFunc(dial))
	if t.Settings["login"] != "" {
		options = append(options, gomail.WithUsername(t.Settings["login"]), gomail.WithPassword(t.Secrets["password"]),
			gomail.WithOpportunisticSMTPAuth(auth...))
	}
	return gomail.NewClient(host, options...)
}

// overTLS speaks TLS from the first byte.
func overTLS(dial gomail.DialContextFunc, config *tls.Config) gomail.DialContextFunc {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		plain, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		conn := tls.Client(plain, config)
		if err := conn.HandshakeContext(ctx); err != nil {
			_ = plain.Close() // The handshake says what is wrong.
			return nil, err
		}
		return conn, nil
	}
}

// mailFailure says what the mail server did not like.
func mailFailure(host string, err error, secrets ...string) error {
	var said *textproto.Error
	var send *gomail.SendError
	text := strings.ToLower(err.Error())
	switch {
	case errors.As(err, &said) && (said.Code == 535 || said.Code == 534 || said.Code == 530):
		return failed(host + " refused the login" + quoted(said.Msg, secrets...) + ".")
	case errors.As(err, &send) && send.ErrorCode() > 0:
		return failed(fmt.Sprintf("%s refused %s%s.", host, refusedPart(send.Reason), quoted(sendSaid(send), secrets...)))
	case errors.As(err, &said):
		return failed(fmt.Sprintf("%s answered %d%s.", host, said.Code, quoted(said.Msg, secrets...)))
	case strings.Contains(text, "starttls"):
		return failed(host + " does not offer STARTTLS on this port. Nothing was sent.")
	case errors.Is(err, gomail.ErrNoSupportedAuthDiscovered), strings.Contains(text, "smtp auth"):
		return failed(host + " offers no way to sign in that is safe here.")
	}
	return unreached(host, err)
}

func refusedPart(reason gomail.SendErrReason) string {
	switch reason {
	case gomail.ErrSMTPMailFrom:
		return "the sender"
	case gomail.ErrSMTPRcptTo:
		return "a recipient"
	}
	return "the message"
}

// sendSaid is the server's own line in an error of sending.
func sendSaid(err *gomail.SendError) string {
	text := err.Error()
	if i := strings.Index(text, strconv.Itoa(err.ErrorCode())); i >= 0 {
		text = text[i:]
	}
	line, _, _ := strings.Cut(text, ", affected")
	return line
}
