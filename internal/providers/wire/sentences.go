package wire

import (
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"strings"
)

func notKnown(name string) string {
	return "Not known whether " + name + " did this. It was sent once."
}

func ownError(name string, status int) string {
	return fmt.Sprintf("%s answered with status %d instead of an answer.", name, status)
}

// notItsAPI says what kind of thing came, never a piece of it.
func notItsAPI(a Answer) string {
	const sentence = "The provider answered with something that is not its API."
	if len(bytes.TrimSpace(a.Body)) == 0 {
		return fmt.Sprintf("%s The answer is empty, with status %d.", sentence, a.Status)
	}
	return fmt.Sprintf("%s %s with status %d, %s. Its text is not kept.", sentence, looks(a), a.Status, size(len(a.Body)))
}

// looks names the kind of a body by its first bytes, since content types lie.
func looks(a Answer) string {
	body := bytes.ToLower(bytes.TrimSpace(a.Body[:min(len(a.Body), 512)]))
	content := strings.ToLower(a.Header.Get("Content-Type"))
	switch {
	case bytes.HasPrefix(body, []byte("<?xml")):
		return "XML"
	case bytes.HasPrefix(body, []byte("<")):
		return "HTML"
	case bytes.HasPrefix(body, []byte("{")), bytes.HasPrefix(body, []byte("[")):
		return "JSON of another shape"
	case strings.HasPrefix(content, "text/"), strings.HasPrefix(content, "application/json"):
		return "Text"
	}
	return "Data"
}

// size prints a number of bytes in units of 1000.
func size(n int) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1_000_000:
		return fmt.Sprintf("%.1f KB", float64(n)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1_000_000)
}

func untrusted(err error) bool {
	var certificate *tls.CertificateVerificationError
	return errors.As(err, &certificate)
}
