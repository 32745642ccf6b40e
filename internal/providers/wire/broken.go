package wire

import (
	"context"
	"errors"
	"fmt"
	"net"

	"pinfold/internal/providers"
)

// broken judges an attempt that ended without a whole answer.
func (c *call) broken(ctx context.Context, status int, err error) error {
	if c.trip.unsent() {
		return c.unsent(err)
	}
	kind, sentence := providers.ErrUnavailable, c.cutShort(ctx, err)
	if odd := c.odd(err); odd != "" {
		kind, sentence = providers.ErrUnexpected, odd
	}
	if c.row.Write {
		kind, sentence = providers.ErrUnknown, notKnown(c.Name)+" "+sentence
	}
	return &providers.Error{Kind: kind, Op: c.Op, Status: status, Sentence: sentence, Cause: bare(err)}
}

// odd words an answer that is whole enough to be no answer of the API.
func (c *call) odd(err error) string {
	switch {
	case errors.Is(err, errOversized):
		return "The answer is larger than 4 MB. The rest was not read."
	case errors.Is(err, errEncoding), errors.Is(err, errGarbled):
		return "The provider answered with something that is not its API. It cannot be decompressed."
	}
	return ""
}

func (c *call) cutShort(ctx context.Context, err error) string {
	var network net.Error
	late := errors.Is(err, context.DeadlineExceeded) || errors.As(err, &network) && network.Timeout()
	switch {
	case errors.Is(err, context.Canceled):
		return "The call was given up before an answer came."
	case late && ctx.Err() != nil:
		return fmt.Sprintf("No whole answer came from %s within %g s.", c.Name, c.Timeout.Seconds())
	case late:
		return fmt.Sprintf("No whole answer came from %s in time.", c.Name)
	}
	return fmt.Sprintf("The connection to %s broke before an answer came.", c.Name)
}

// unsent judges an attempt of which no byte left.
func (c *call) unsent(err error) error {
	cause := bare(err)
	var dns *net.DNSError
	sentence := c.Name + " cannot be reached. Nothing was sent."
	switch {
	case errors.Is(err, errHeader):
		return c.fault(providers.ErrInvalid, "The credentials hold characters that cannot be sent. Nothing was sent.", cause)
	case errors.Is(err, ErrAddress):
		sentence = "The address is private, reserved or on an unusual port, and no setting allows it. Nothing was sent."
	case errors.As(err, &dns) && dns.IsNotFound:
		sentence = fmt.Sprintf("DNS knows no address for %s. Nothing was sent.", dns.Name)
	case errors.Is(err, context.Canceled):
		sentence = "The call was given up. Nothing was sent."
	case untrusted(err):
		sentence = "The certificate of " + c.Name + " is not trusted. Nothing was sent."
	}
	return c.fault(providers.ErrUnavailable, sentence, cause)
}
