package mail

import (
	"context"
	"crypto/rand"
	"errors"
	netmail "net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"pinfold/internal/reach"
)

// subjectMost is how long a subject may be, in characters.
const subjectMost = 200

// Post sends the panel's messages through one server.
type Post struct {
	Server Server
	// From is the sender: an address, with a name in front of it or without.
	From string
	// Now is the date of messages; nil means the machine's clock.
	Now func() time.Time
}

var _ Sender = (*Post)(nil)

// Failure says in a sentence why a message was not taken. It holds no secret.
type Failure struct{ Sentence string }

// Error implements error.
func (f *Failure) Error() string { return f.Sentence }

// Send implements Sender.
func (p *Post) Send(ctx context.Context, m Message) error {
	msg, err := p.message(m)
	if err != nil {
		return &Failure{"The address cannot be used."}
	}
	err = p.Server.Deliver(ctx, msg)
	if err == nil {
		return nil
	}
	if said := p.Server.Why(err); said != "" {
		return &Failure{said}
	}
	return &Failure{reach.Why(p.Server.Host, err)}
}

func (p *Post) message(m Message) (*gomail.Msg, error) {
	to, err := netmail.ParseAddress(m.To)
	if err != nil || to.Address != m.To {
		return nil, errors.New("mail: not an address")
	}
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := errors.Join(msg.From(p.From), msg.To(m.To)); err != nil {
		return nil, err
	}
	now := p.Now
	if now == nil {
		now = time.Now
	}
	msg.SetMessageIDWithValue(rand.Text() + "@" + domainOf(p.From))
	msg.SetDateWithValue(now())
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.Subject(reach.Line(m.Subject, subjectMost))
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	return msg, nil
}

// domainOf is the part behind the @, so that ids of messages do not name the
// machine.
func domainOf(from string) string {
	_, domain, _ := strings.Cut(from, "@")
	return strings.TrimSuffix(domain, ">")
}
