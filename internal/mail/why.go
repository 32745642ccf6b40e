package mail

import (
	"errors"
	"fmt"
	"net/textproto"
	"strconv"
	"strings"

	gomail "github.com/wneessen/go-mail"

	"pinfold/internal/reach"
)

// Why says what the mail server did not like, without its secrets; "" if it
// could not be reached at all.
func (s Server) Why(err error) string {
	var said *textproto.Error
	var send *gomail.SendError
	text, secret := strings.ToLower(err.Error()), s.Password.Reveal()
	switch {
	case errors.As(err, &said) && (said.Code == 535 || said.Code == 534 || said.Code == 530):
		return s.Host + " refused the login" + reach.Said(said.Msg, secret) + "."
	case errors.As(err, &send) && send.ErrorCode() > 0:
		return fmt.Sprintf("%s refused %s%s.", s.Host, refusedPart(send.Reason), reach.Said(sendSaid(send), secret))
	case errors.As(err, &said):
		return fmt.Sprintf("%s answered %d%s.", s.Host, said.Code, reach.Said(said.Msg, secret))
	case strings.Contains(text, "starttls"):
		return s.Host + " does not offer STARTTLS on this port. Nothing was sent."
	case errors.Is(err, gomail.ErrNoSupportedAuthDiscovered), strings.Contains(text, "smtp auth"):
		return s.Host + " offers no way to sign in that is safe here."
	}
	return ""
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
