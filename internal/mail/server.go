package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"time"

	gomail "github.com/wneessen/go-mail"

	"pinfold/internal/secrets"
)

// Security is how mail is kept from being read on its way to the server.
type Security string

// The ways to send. With STARTTLS and TLS nothing leaves without a certificate
// that is trusted.
const (
	StartTLS Security = "starttls"
	TLS      Security = "tls"
	Plain    Security = "plain"
)

// within bounds one attempt to send.
const within = 20 * time.Second

// Server is a mail server to send through.
type Server struct {
	Host     string
	Port     int
	Security Security
	// Login is "" where the panel does not sign in.
	Login    string
	Password secrets.Text
	// Roots are trusted for its certificate; nil means those of the system.
	Roots *x509.CertPool
	// Dial connects to it; nil connects anywhere.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Deliver gives a message to the server, in one attempt. Why says what an error
// means.
func (s Server) Deliver(ctx context.Context, msg *gomail.Msg) error {
	client, err := s.client()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	err = client.DialAndSendWithContext(ctx, msg)
	if msg.IsDelivered() { // Taken is taken, however the connection ended.
		return nil
	}
	return err
}

func (s Server) client() (*gomail.Client, error) {
	config := &tls.Config{ServerName: s.Host, RootCAs: s.Roots, MinVersion: tls.VersionTLS12}
	options := []gomail.Option{gomail.WithPort(s.Port), gomail.WithTimeout(within), gomail.WithTLSConfig(config), gomail.WithoutNoop()}
	dial := gomail.DialContextFunc(s.Dial)
	if dial == nil {
		dial = new(net.Dialer).DialContext
	}
	auth := []gomail.SMTPAuthType{gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthSCRAMSHA1, gomail.SMTPAuthCramMD5,
		gomail.SMTPAuthPlain, gomail.SMTPAuthLogin}
	switch s.Security {
	case TLS:
		options = append(options, gomail.WithSSL())
		dial = overTLS(dial, config)
	case Plain:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
		auth = append(auth[:3], gomail.SMTPAuthPlainNoEnc, gomail.SMTPAuthLoginNoEnc)
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	options = append(options, gomail.WithDialContextFunc(dial))
	if s.Login != "" {
		options = append(options, gomail.WithUsername(s.Login), gomail.WithPassword(s.Password.Reveal()),
			gomail.WithOpportunisticSMTPAuth(auth...))
	}
	return gomail.NewClient(s.Host, options...)
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
