package handlers

import (
	"context"

	"pinfold/internal/mail"
	"pinfold/internal/models"
)

// mails reports whether links can be mailed: there is a mail server, and the
// panel knows its address. The name that a browser asks for is nothing to go by.
func (p *panel) mails() bool { return p.Mail != nil && !p.DerivedURL }

// tellChange tells a person by mail that their way of signing in was changed,
// where the panel sends mail.
func (p *panel) tellChange(user models.User, what string) {
	if !p.mails() {
		return
	}
	text := what + "\n\nIf this was not you, tell whoever runs the panel at " + p.URL.String() + " at once.\n"
	p.errands.run("notice of a change", func(ctx context.Context) error {
		return p.Mail.Send(ctx, mail.Message{To: user.Email, Subject: "Your sign-in at " + p.URL.Host + " was changed", Text: text})
	})
}
