// Package mail sends the panel's own messages: invitations and links that set
// a new password. Alerts have channels of their own.
package mail

import "context"

// Message is a plain text to one person.
type Message struct {
	To, Subject, Text string
}

// Sender sends messages. Where no mail server is set up it is nil.
type Sender interface {
	// Send returns when the mail server took the message, or says why not in a
	// sentence for a person.
	Send(ctx context.Context, m Message) error
}
