package wire

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"golang.org/x/net/http/httpguts"
)

const errHeader = Plain("a header value cannot be sent")

// transmit makes the one attempt. It speaks to the transport directly: no
// client stands between that would follow a redirect, keep cookies or print
// the address in its errors.
func transmit(ctx context.Context, c *call) (Answer, error) {
	req, err := c.request(c.trip.watch(ctx))
	if err != nil {
		c.trip.stay()
		return Answer{}, err
	}
	resp, err := c.transport().RoundTrip(req)
	if err != nil {
		return Answer{}, err
	}
	defer resp.Body.Close()
	answer := Answer{Status: resp.StatusCode, Header: resp.Header}
	answer.Body, err = readBody(resp)
	return answer, err
}

func (c *call) transport() http.RoundTripper {
	if c.row.Write {
		return c.Kit.Writes
	}
	return c.Kit.Reads
}

func (c *call) request(ctx context.Context) (*http.Request, error) {
	var body io.Reader
	if c.Body != nil {
		body = bytes.NewReader(c.Body)
	}
	req, err := http.NewRequestWithContext(ctx, c.Method, c.URL.String(), body)
	if err != nil {
		return nil, bare(err)
	}
	if c.row.Write {
		// Without it no transport can send the body a second time.
		req.GetBody = nil
	}
	for name, values := range c.Header {
		for _, value := range values {
			if !httpguts.ValidHeaderFieldValue(value) {
				return nil, errHeader
			}
		}
		req.Header[name] = values
	}
	req.Header.Set("User-Agent", "Pinfold")
	// Asked for by name, it is not decompressed before the cap can count it.
	req.Header.Set("Accept-Encoding", "gzip")
	return req, nil
}
