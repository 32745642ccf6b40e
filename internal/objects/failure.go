package objects

import (
	"context"
	"errors"
	"net"
	"net/http"

	"github.com/minio/minio-go/v7"

	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

// failed turns an error of S3 into a sentence. What the server says is kept
// apart; the cause names no key.
func (b *Bucket) failed(err error) error {
	var told minio.ErrorResponse
	switch {
	case err == nil:
		return nil
	case errors.As(err, &told) && told.Code != "" && told.StatusCode != 0:
		return b.refused(told)
	case errors.Is(err, wire.ErrAddress):
		return b.failure(providers.ErrPermission, "The object storage is at "+b.Endpoint.Host+
			", an address that this panel must not call. PANEL_ALLOW_ENDPOINTS allows it.", err)
	case errors.Is(err, context.DeadlineExceeded), timedOut(err), errors.Is(err, context.Canceled):
		return b.failure(providers.ErrUnavailable, b.Name+"'s object storage did not answer in time.", err)
	case errors.As(err, new(*net.OpError)), errors.As(err, new(*net.DNSError)):
		return b.failure(providers.ErrUnavailable, b.Name+"'s object storage cannot be reached.", err)
	}
	return b.failure(providers.ErrUnexpected, b.Name+" answered with something that is not S3.", err)
}

// errNotS3 is the cause where an answer is none of S3.
var errNotS3 = errors.New("the answer is no list of the bucket")

func timedOut(err error) bool {
	var slow net.Error
	return errors.As(err, &slow) && slow.Timeout()
}

// refused words the documented errors of S3.
func (b *Bucket) refused(told minio.ErrorResponse) error {
	e := &providers.Error{Kind: wire.KindOf(told.StatusCode), Said: told.Message, Status: told.StatusCode, Cause: wire.Plain("S3 " + told.Code)}
	switch told.Code {
	case minio.AccessDenied:
		e.Kind, e.Sentence = providers.ErrPermission, b.Name+" does not let the stored key do this."
	case "InvalidAccessKeyId":
		e.Kind, e.Sentence = providers.ErrAuth, b.Name+" does not know the stored key any more. Refresh the account, or create a key."
	case "SignatureDoesNotMatch":
		e.Kind, e.Sentence = providers.ErrAuth, b.Name+" refused the stored key: its secret half does not fit."
	case minio.NoSuchBucket:
		e.Kind, e.Sentence = providers.ErrNotFound, b.Name+" has no such bucket any more."
	case minio.NoSuchKey:
		e.Kind, e.Sentence = providers.ErrNotFound, "The object does not exist any more."
	case "SlowDown", "TooManyRequests":
		e.Kind, e.Sentence = providers.ErrLimit, b.Name+" asks to slow down. Try again in a moment."
	case "QuotaExceeded", "EntityTooLarge", "StorageFull":
		e.Kind, e.Sentence = providers.ErrInvalid, b.Name+" has no room for it."
	case "RequestTimeTooSkewed":
		e.Kind, e.Sentence = providers.ErrInvalid, "The clocks of this panel and of "+b.Name+" differ too much. Nothing was taken."
	default:
		e.Sentence = b.Name + "'s object storage refused."
		if told.StatusCode >= http.StatusInternalServerError {
			e.Kind, e.Sentence = providers.ErrUnavailable, b.Name+"'s object storage failed with an error of its own."
		}
	}
	return e
}

// cut is the failure of an upload whose file did not come to its end.
func (b *Bucket) cut(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return err
	}
	return b.failure(providers.ErrInvalid, "The file was cut off on its way to this panel. Nothing of it was stored.", err)
}

func (b *Bucket) failure(kind providers.ErrorKind, sentence string, cause error) error {
	// An error of net/http repeats the address with all that stands in it.
	return &providers.Error{Kind: kind, Sentence: sentence, Cause: wire.Plain(shortCause(cause))}
}

func shortCause(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}
