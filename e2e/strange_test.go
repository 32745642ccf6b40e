//go:build e2e

package e2e

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// strangeIDs asks for ids, pages and filters that no link of the panel holds.
func strangeIDs(t *testing.T, client *Client) {
	for _, id := range []string{"0", "x", "-1", "1%20OR%201=1", "1%3B2", "1,2", "1%00", "9223372036854775808", "1e0", "0x1", "%27"} {
		for _, path := range []string{"/servers/" + id, "/operations/" + id, "/accounts/" + id, "/servers/" + id + "/actions/server.reboot",
			"/servers/actions/server.reboot?id=" + id, "/servers/actions/server.reboot?id=1&id=" + id} {
			if answer := client.Get(path); answer.Status != http.StatusNotFound && answer.Status != http.StatusBadRequest {
				t.Errorf("GET %s: status %d", path, answer.Status)
			}
		}
		values := url.Values{"form_id": {"x"}, "id": {"1", unescaped(id)}}
		if answer := client.Post("/servers/actions/server.reboot", values); answer.Status != http.StatusNotFound && answer.Status != http.StatusBadRequest {
			t.Errorf("POST with %s: status %d", id, answer.Status)
		}
	}
	for _, path := range []string{"/servers/actions/server.reboot", "/servers/actions/server.reboot?id=", "/servers/actions/server.reboot?id[]=1",
		"/servers/actions/server.delete?id=1", "/servers/actions/nothing?id=1", "/accounts/1/actions/server.reboot", "/servers/1/actions/server.create"} {
		if answer := client.Get(path); answer.Status != http.StatusNotFound && answer.Status != http.StatusBadRequest {
			t.Errorf("GET %s: status %d", path, answer.Status)
		}
	}
	for _, path := range []string{"/servers?page=-1", "/servers?page=99999999999999999999", "/servers?account=x", "/servers?account=0&account=1",
		"/servers?sort=id;drop", "/servers?state=%27", "/servers?provider=%00", "/servers?q=%25%27%22%5C", "/servers?q=%00", "/servers?q=%ff",
		"/storage?sort=id;drop", "/money/cards?sort=-%27", "/money/billing?sort=%00", "/operations?page=x", "/operations?show=%3Cscript%3E", "/servers?a=%zz", "/servers?a;b"} {
		if answer := client.Get(path); answer.Status >= 500 || strings.Contains(answer.Body, "<script>") {
			t.Errorf("GET %s: status %d", path, answer.Status)
		}
	}
}

func unescaped(text string) string {
	plain, err := url.PathUnescape(text)
	if err != nil {
		return text
	}
	return plain
}

// strangePaths are sent as they stand: a client would tidy them.
func strangePaths(t *testing.T, p *Panel, client *Client) {
	cookie := client.cookies()[0]
	for _, path := range []string{"/static/../go.mod", "/static/%2e%2e/%2e%2e/etc/passwd", "/static/..%2f..%2fpanel.db", "/static/%00", "/static/",
		"/static//etc/passwd", "/servers%2F1", "/servers/1%2Fsecrets", "/servers/..%2Faccounts", "/%00", "/%2e%2e/", "//servers/1x", "/servers/1/secrets/%2e%2e"} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(p.URL, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		_, _ = fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\nCookie: %s\r\nConnection: close\r\n\r\n", path, cookie)
		data, _ := io.ReadAll(conn) // The status is what counts.
		_ = conn.Close()            // It was only read.
		line, _, _ := strings.Cut(string(data), "\r\n")
		if !strings.Contains(line, " 404 ") && !strings.Contains(line, " 400 ") && !strings.Contains(line, " 405 ") || strings.Contains(string(data), "root:") {
			t.Errorf("GET %s: %s", path, line)
		}
	}
}

// strangeBodies posts what no form sends.
func strangeBodies(t *testing.T, client *Client, path string) {
	large := "form_id=x&name=" + strings.Repeat("a", 2<<20)
	for _, try := range []struct {
		name, body string
		headers    map[string]string
		want       int
	}{
		{"oversized", large, map[string]string{"Expect": "100-continue"}, http.StatusRequestEntityTooLarge},
		{"oversized multipart", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + large + "\r\n--x--\r\n",
			map[string]string{"Content-Type": "multipart/form-data; boundary=x", "Expect": "100-continue"}, http.StatusRequestEntityTooLarge},
		{"bad escapes", "form_id=%zz", nil, http.StatusBadRequest},
		{"semicolons", "a=1;b=2", nil, http.StatusBadRequest},
		{"broken multipart", "nothing", map[string]string{"Content-Type": "multipart/form-data; boundary=x"}, http.StatusBadRequest},
		{"multipart without boundary", "nothing", map[string]string{"Content-Type": "multipart/form-data"}, http.StatusBadRequest},
		{"JSON", `{"form_id":"x"}`, map[string]string{"Content-Type": "application/json"}, http.StatusUnprocessableEntity},
		{"nothing", "", nil, http.StatusUnprocessableEntity},
	} {
		for _, to := range []string{path, "/servers/actions/server.reboot", "/accounts/new?provider=clodo", "/sign-in"} {
			answer := client.with(http.MethodPost, to, try.body, try.headers)
			if to == path && answer.Status != try.want || answer.Status >= 500 {
				t.Errorf("%s to %s: status %d, want %d", try.name, to, answer.Status, try.want)
			}
		}
	}
}
