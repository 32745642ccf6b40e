package alerts

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// sendWithin bounds one attempt.
const sendWithin = 20 * time.Second

// answer is what a receiver of HTTP said.
type answer struct {
	status int
	body   []byte
	wait   time.Duration
}

func (a answer) good() bool { return a.status >= 200 && a.status < 300 }

// post sends JSON once. An error is a Failure; any answer is none.
func (e Env) post(ctx context.Context, to *url.URL, body []byte, headers map[string]string) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, sendWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, to.String(), bytes.NewReader(body))
	if err != nil {
		return answer{}, failed("The address cannot be used.")
	}
	request.GetBody = nil // One attempt, whatever happens.
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "panel-alerts/1")
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	response, err := e.HTTP.Do(request)
	if err != nil {
		return answer{}, unreached(to.Hostname(), err)
	}
	defer func() { _ = response.Body.Close() }() // It was only read.
	a := answer{status: response.StatusCode, wait: retryAfter(response.Header)}
	a.body, _ = io.ReadAll(io.LimitReader(response.Body, 4<<10)) // What came is enough to quote.
	return a, nil
}

func (e Env) postJSON(ctx context.Context, to *url.URL, value any) (answer, error) {
	body, err := json.Marshal(value)
	if err != nil {
		return answer{}, failed("The message cannot be written.")
	}
	return e.post(ctx, to, body, nil)
}

func retryAfter(h http.Header) time.Duration {
	seconds, err := strconv.ParseFloat(h.Get("Retry-After"), 64)
	if err != nil || seconds <= 0 {
		return 0
	}
	return min(time.Duration(seconds*float64(time.Second)), 24*time.Hour)
}

// refused is the failure behind an answer that is not a good one.
func (a answer) refused(who, said string, secrets ...string) error {
	f := &Failure{Wait: a.wait}
	switch {
	case a.status >= 300 && a.status < 400:
		f.Sentence = fmt.Sprintf("%s answered %d, which leads to another address. The panel does not follow it.", who, a.status)
	case a.status == http.StatusTooManyRequests:
		f.Sentence = who + " has had enough for now."
	case a.status >= 500:
		f.Sentence = fmt.Sprintf("%s answered %d.", who, a.status)
	default:
		f.Sentence = fmt.Sprintf("%s refused it with %d%s.", who, a.status, quoted(said, secrets...))
	}
	return f
}

// at is the address with its scheme and host replaced where the operator has
// set another place for chats.
func (e Env) at(address string) (*url.URL, error) {
	to, err := url.Parse(address)
	if err != nil || to.Host == "" {
		return nil, failed("The address cannot be used.")
	}
	if e.Chat != nil {
		to.Scheme, to.Host = e.Chat.Scheme, e.Chat.Host
	}
	return to, nil
}
