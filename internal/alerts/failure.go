package alerts

import (
	"errors"
	"time"

	"pinfold/internal/providers/wire"
	"pinfold/internal/reach"
)

// Failure says in words why a message was not taken. It holds no address and no
// secret.
type Failure struct {
	Sentence string
	// Wait is how long the receiver asked to be left alone.
	Wait time.Duration
}

// Error implements error.
func (f *Failure) Error() string { return f.Sentence }

func failed(sentence string) error { return &Failure{Sentence: sentence} }

// sentenceOf is the sentence of a failure, "" for none.
func sentenceOf(err error) string {
	var f *Failure
	switch {
	case err == nil:
		return ""
	case errors.As(err, &f):
		return f.Sentence
	}
	return "The panel could not send it. The log says why."
}

// unreached says why a connection to host failed.
func unreached(host string, err error) error {
	if errors.Is(err, wire.ErrAddress) {
		return failed("The panel does not send to " + host + ": it is a private address or an unusual port. The operator of the panel may allow it with PANEL_ALLOW_ALERTS.")
	}
	return failed(reach.Why(host, err))
}

// quoted is what a receiver said, without what is secret.
func quoted(said string, secrets ...string) string { return reach.Said(said, secrets...) }
