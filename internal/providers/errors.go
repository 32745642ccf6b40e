package providers

import (
	"errors"
	"time"
)

// ErrorKind says what kind of failure an error is, which decides what the
// panel does about it.
type ErrorKind string

// The kinds of error.
const (
	// ErrAuth: the credentials were refused.
	ErrAuth ErrorKind = "auth"
	// ErrPermission: the credentials work but may not do this.
	ErrPermission ErrorKind = "permission"
	ErrNotFound   ErrorKind = "not_found"
	// ErrConflict: the thing is in a state that does not allow this.
	ErrConflict ErrorKind = "conflict"
	// ErrLimit: a rate limit, ours or theirs; nothing was executed.
	ErrLimit ErrorKind = "limit"
	// ErrUnavailable: the provider did not answer, or answered that it cannot.
	ErrUnavailable ErrorKind = "unavailable"
	// ErrInvalid: the provider refused the input.
	ErrInvalid ErrorKind = "invalid"
	// ErrUnexpected: the answer is not one of the provider's API.
	ErrUnexpected ErrorKind = "unexpected"
	// ErrUnknown: a write was sent and its outcome cannot be told.
	ErrUnknown ErrorKind = "unknown"
	// ErrInternal: a fault of the panel itself.
	ErrInternal ErrorKind = "internal"
)

// Error is a failure with a sentence for a person and a cause for the log.
type Error struct {
	Kind ErrorKind
	Op   OpID
	// Sentence says what happened and what did not, in the panel's words.
	Sentence string
	// Said is the provider's own text, if it sent any.
	Said string
	// Status is the HTTP status, 0 if there was no answer.
	Status int
	// RetryAfter is how long to wait, already clamped.
	RetryAfter time.Duration
	// NotSent says that no byte of the request reached the provider.
	NotSent bool
	// Cause is for the log. It must not contain credentials.
	Cause error
}

// Error implements error. It is for the log, not for a page.
func (e *Error) Error() string {
	text := string(e.Op) + " " + string(e.Kind) + ": " + e.Sentence
	if e.Cause != nil {
		text += " (" + e.Cause.Error() + ")"
	}
	return text
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// KindOf returns the kind of an error, ErrInternal for one that has none, and
// "" for nil.
func KindOf(err error) ErrorKind {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ErrInternal
}

// Refused reports whether a write with this error was certainly not executed:
// it never left, or the provider answered with a refusal.
func Refused(err error) bool {
	var e *Error
	if !errors.As(err, &e) {
		return false
	}
	if e.NotSent {
		return true
	}
	switch e.Kind {
	case ErrAuth, ErrPermission, ErrNotFound, ErrConflict, ErrLimit, ErrInvalid:
		return true
	}
	return false
}

// Sentence returns what a person is told about the error. Errors without a
// kind tell nothing of their inside.
func Sentence(err error) string {
	var e *Error
	if errors.As(err, &e) && e.Sentence != "" {
		return e.Sentence
	}
	return "Internal error. The log has the details."
}

// Said returns the provider's own words about the error, if any.
func Said(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Said
	}
	return ""
}
