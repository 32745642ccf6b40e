package objects_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"pinfold/internal/objects"
	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
	"pinfold/internal/secrets"
)

// reach opens the same bucket with a transport that may call its address.
func reach(t *testing.T, b *objects.Bucket) *objects.Bucket {
	t.Helper()
	b.Transport = wire.ObjectTransport([]string{b.Endpoint.Host})
	return b
}

// Case 30: also where objects are read and written.
//
// TestAddressesAreGuarded: where the provider says that its storage is must be
// no address of the panel's own network.
func TestAddressesAreGuarded(t *testing.T) {
	for _, host := range []string{"127.0.0.1:9000", "169.254.169.254", "[::1]:80", "10.0.0.1:8080", "[::ffff:127.0.0.1]:9000"} {
		b := objects.Open(objects.Config{Name: "IDCloudHost", Endpoint: &url.URL{Scheme: "http", Host: host}, Bucket: "asi",
			Access: access, Secret: secrets.NewText(secret), Transport: wire.ObjectTransport(nil)})
		if _, err := b.List(t.Context(), "", ""); !strings.Contains(providers.Sentence(err), "must not call") {
			t.Errorf("%s: %v", host, err)
		}
	}
}

func TestStrangeServers(t *testing.T) {
	for want, answer := range map[string]http.HandlerFunc{
		"an error of its own": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) },
		"not S3":              func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>welcome</html>") },
		"refused":             func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) },
	} {
		b := at(t, answer, "asi")
		if _, err := b.List(t.Context(), "", ""); !strings.Contains(providers.Sentence(err), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// Case 29: nor by what reads and writes objects.
func TestRedirectsAreNotFollowed(t *testing.T) {
	var elsewhere atomic.Int64
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	defer other.Close()
	b := at(t, http.RedirectHandler(other.URL, http.StatusTemporaryRedirect), "asi")
	if _, err := b.List(t.Context(), "", ""); err == nil || elsewhere.Load() != 0 {
		t.Errorf("%d calls elsewhere, %v", elsewhere.Load(), err)
	}
}

// TestLargeUploadsNeedLittleMemory sends 200 MB to a server that drops them.
func TestLargeUploadsNeedLittleMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("it sends 200 MB")
	}
	const size, most = 200 << 20, 64 << 20
	var peak, taken atomic.Int64
	b := at(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, _ := io.Copy(io.Discard, r.Body)
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		peak.Store(max(peak.Load(), int64(m.HeapAlloc)))
		switch {
		case r.URL.Query().Has("uploads"):
			_, _ = io.WriteString(w, "<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>")
		case r.Method == http.MethodPost:
			_, _ = io.WriteString(w, `<CompleteMultipartUploadResult><Bucket>asi</Bucket><Key>big</Key><ETag>"e"</ETag></CompleteMultipartUploadResult>`)
		default:
			taken.Add(n)
			w.Header().Set("ETag", fmt.Sprintf(`"%s"`, r.URL.Query().Get("partNumber")))
		}
	}), "asi")
	n, err := b.Put(t.Context(), "big", io.LimitReader(zeros{}, size))
	if err != nil || n != size || taken.Load() < size {
		t.Fatalf("%d of %d, %v", n, taken.Load(), err)
	}
	if peak.Load() > most {
		t.Errorf("the heap grew to %d MB", peak.Load()>>20)
	}
}
