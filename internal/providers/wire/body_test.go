package wire

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"runtime"
	"testing"

	"pinfold/internal/providers"
)

// zipped returns n bytes compressed.
func zipped(t *testing.T, n int, pattern byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(bytes.Repeat([]byte{pattern}, n)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// bomb returns a small body that decompresses to 256 MiB. A gzip stream may
// consist of many members, which makes it cheap to build.
func bomb(t *testing.T) []byte {
	return bytes.Repeat(zipped(t, 1<<20, ' '), 256)
}

func serve(body []byte, encoding string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if encoding != "" {
			w.Header().Set("Content-Encoding", encoding)
		}
		_, _ = w.Write(body)
	}
}

// Case 26: a body of 10 MB and a gzip bomb are cut at the cap.
func TestBodyThatIsNotKept(t *testing.T) {
	tests := []struct {
		name     string
		body     []byte
		encoding string
	}{
		{"plain and large", bytes.Repeat([]byte(" "), 10<<20), ""},
		{"bomb", bomb(t), "gzip"},
		{"no gzip at all", []byte("<!doctype html><html>"), "gzip"},
		{"gzip of another checksum", append(zipped(t, 10, '1')[:20], "garbled!"...), "gzip"},
		{"unasked encoding", []byte("{}"), "br"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, serve(tt.body, tt.encoding))
			_, err := r.read(t.Context())
			if kind := providers.KindOf(err); kind != providers.ErrUnexpected {
				t.Errorf("read: %v", err)
			}
			_, err = r.write(t.Context())
			if kind := providers.KindOf(err); kind != providers.ErrUnknown || providers.Refused(err) {
				t.Errorf("write: %v", err)
			}
		})
	}
}

// Case 26: memory stays flat.
func TestBombLeavesMemoryFlat(t *testing.T) {
	small := bomb(t)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	resp := &http.Response{Header: http.Header{"Content-Encoding": {"gzip"}}, Body: io.NopCloser(bytes.NewReader(small))}
	if _, err := readBody(resp); err != errOversized {
		t.Fatalf("err %v", err)
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 6*MaxBody {
		t.Errorf("%d MiB were allocated", used>>20)
	}
}

func TestGzippedAnswerIsRead(t *testing.T) {
	r := newRig(t, serve(zipped(t, 3, '7'), "gzip"))
	answer, err := r.read(t.Context())
	if err != nil || string(answer.Body) != "777" {
		t.Errorf("body %q, err %v", answer.Body, err)
	}
}

func TestLargestBodyIsRead(t *testing.T) {
	body := append(bytes.Repeat([]byte(" "), MaxBody-1), '1')
	r := newRig(t, serve(body, ""))
	if answer, err := r.read(t.Context()); err != nil || len(answer.Body) != MaxBody {
		t.Errorf("%d bytes, err %v", len(answer.Body), err)
	}
}
