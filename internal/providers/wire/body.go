package wire

import (
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
)

// MaxBody is the most of an answer that is read, in bytes, decompressed.
const MaxBody = 4 << 20

const (
	errOversized = Plain("the answer is larger than 4 MiB")
	errEncoding  = Plain("the answer has an encoding that was not asked for")
	errGarbled   = Plain("the answer does not decompress")
)

// readBody returns the decompressed body. It never holds more than MaxBody of
// it, whatever a small compressed body would grow to.
func readBody(resp *http.Response) ([]byte, error) {
	plain, err := decompress(resp)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(plain, MaxBody+1))
	if err != nil {
		return nil, garbled(err)
	}
	if len(body) > MaxBody {
		return nil, errOversized
	}
	return body, nil
}

func decompress(resp *http.Response) (io.Reader, error) {
	switch strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))) {
	case "", "identity":
		return resp.Body, nil
	case "gzip", "x-gzip":
	default:
		return nil, errEncoding
	}
	plain, err := gzip.NewReader(resp.Body)
	if errors.Is(err, io.EOF) {
		return http.NoBody, nil // an empty body needs no decompression
	}
	if err != nil {
		return nil, garbled(err)
	}
	return plain, nil
}

// garbled tells a broken encoding from a broken connection.
func garbled(err error) error {
	var corrupt flate.CorruptInputError
	if errors.As(err, &corrupt) || errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) {
		return errGarbled
	}
	return err
}
