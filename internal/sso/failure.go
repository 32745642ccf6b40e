package sso

import (
	"context"
	"errors"
	"net"
	"net/url"
	"strconv"
	"strings"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"pinfold/internal/providers/wire"
)

// Word is the kind of a failure.
type Word string

// The kinds of failures.
const (
	// Denied is the issuer's no, or the person's.
	Denied Word = "denied"
	// Failing is an error within the issuer.
	Failing     Word = "failing"
	Unreachable Word = "unreachable"
	// Disagreed is a setting here or there that does not fit.
	Disagreed Word = "disagreed"
	// NotTaken is a code that the issuer does not take back.
	NotTaken   Word = "not taken"
	Distrusted Word = "distrusted"
	OutOfDate  Word = "out of date"
)

// Failure is why nobody was signed in. Its cause is for the log: it holds
// neither a token nor a code nor a secret.
type Failure struct {
	Word  Word
	Cause string
}

// Error implements error.
func (f *Failure) Error() string { return string(f.Word) + ": " + f.Cause }

func fail(word Word, cause string) *Failure { return &Failure{word, cause} }

var sentences = map[Word]string{
	Denied:      "The sign-in service said no, or you cancelled there. Nobody was signed in.",
	Failing:     "The sign-in service has a trouble of its own. Try again in a moment.",
	Unreachable: "The sign-in service does not answer. Try again in a moment, or sign in another way.",
	Disagreed:   "The panel and the sign-in service are not set up for each other. The panel's log says more to who runs it.",
	NotTaken:    "The sign-in service did not take its own code back. Begin again.",
	Distrusted:  "The answer does not prove to be of the sign-in service, or for this sign-in. Nobody was signed in.",
	OutOfDate:   "The answer of the sign-in service is out of date, or its clock and the panel's differ. Nobody was signed in.",
}

// Sentence tells a person why nobody was signed in.
func (f *Failure) Sentence() string { return sentences[f.Word] }

// codes are the errors of OAuth and OpenID Connect.
var codes = map[string]Word{
	"access_denied": Denied, "login_required": Denied, "interaction_required": Denied, "consent_required": Denied,
	"account_selection_required": Denied,
	"server_error":               Failing, "temporarily_unavailable": Failing,
	"invalid_grant": NotTaken,
}

// refused is the issuer's own error. A code that is not known is a matter of
// settings; it comes over the browser, so that it is not repeated.
func refused(code string) *Failure {
	if word, ok := codes[code]; ok {
		return fail(word, "the issuer answered "+code)
	}
	return fail(Disagreed, "the issuer answered with the error "+strconv.Quote(shorten(code)))
}

func shorten(code string) string {
	if len(code) > 60 {
		return code[:60]
	}
	return code
}

// unreached is a failure of the network, or nil. The text of an address is not
// repeated, since it may hold a code.
func unreached(err error) *Failure {
	var outer *url.Error
	var inner net.Error
	switch {
	case errors.Is(err, wire.ErrAddress):
		return fail(Disagreed, "the issuer is at a private address, which PANEL_ALLOW_OIDC does not name")
	case errors.Is(err, context.DeadlineExceeded):
		return fail(Unreachable, "no answer in time")
	case errors.As(err, &outer):
		return fail(Unreachable, outer.Err.Error())
	case errors.As(err, &inner):
		return fail(Unreachable, inner.Error())
	}
	return nil
}

func undiscovered(err error) *Failure {
	if failure := unreached(err); failure != nil {
		return failure
	}
	if errors.As(err, new(*oidc.IssuerMismatchError)) {
		return fail(Disagreed, "the discovery document names another issuer than PANEL_OIDC_ISSUER")
	}
	if status, _, _ := strings.Cut(err.Error(), " "); len(status) == 3 && status[0] == '5' {
		return fail(Unreachable, "discovery was answered with "+status)
	}
	return fail(Disagreed, "there is no discovery document below PANEL_OIDC_ISSUER")
}

func unexchanged(err error) *Failure {
	var answer *oauth2.RetrieveError
	if !errors.As(err, &answer) {
		if failure := unreached(err); failure != nil {
			return failure
		}
		return fail(Disagreed, "the token endpoint answered with something that is no token")
	}
	if answer.ErrorCode != "" {
		return refused(answer.ErrorCode)
	}
	status := answer.Response.StatusCode
	if status >= 500 {
		return fail(Failing, "the token endpoint answered "+strconv.Itoa(status))
	}
	return fail(Disagreed, "the token endpoint answered "+strconv.Itoa(status))
}

func unverified(err error) *Failure {
	if errors.As(err, new(*oidc.TokenExpiredError)) {
		return fail(OutOfDate, "the token has expired")
	}
	text := err.Error()
	for _, known := range []struct {
		part  string
		word  Word
		cause string
	}{
		{"fetching keys", Unreachable, "the issuer's keys cannot be had"},
		{"issued by a different provider", Distrusted, "the token names another issuer"},
		{"expected audience", Distrusted, "the token was made for another program"},
		{"not before", OutOfDate, "the token is of the future"},
		{"malformed jwt", Distrusted, "the token is none, or signed in a way that is not taken"},
		{"failed to verify signature", Distrusted, "the signature does not fit"},
	} {
		if strings.Contains(text, known.part) {
			return fail(known.word, known.cause)
		}
	}
	return fail(Distrusted, "the token cannot be read")
}

func uninformed(err error) *Failure {
	if failure := unreached(err); failure != nil {
		return failure
	}
	return fail(Failing, "the userinfo endpoint did not answer as it should")
}
