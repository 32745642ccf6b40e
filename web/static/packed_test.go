package static

import (
	"bytes"
	"flag"
	"io"
	"io/fs"
	"os"
	"testing"

	"github.com/andybalholm/brotli"
)

var update = flag.Bool("update", false, "pack the assets anew")

// TestPacked: every asset that can be compressed lies there in brotli at its
// best, and nothing else does.
func TestPacked(t *testing.T) {
	if *update {
		pack(t)
		return
	}
	want := 0
	for _, a := range built.byPath {
		if a.gzip == nil {
			continue
		}
		want++
		best, err := packed.ReadFile(packedName(a.path))
		if err != nil {
			t.Errorf("%s is not packed: go test ./web/static -run TestPacked -update", a.path)
			continue
		}
		body, err := io.ReadAll(brotli.NewReader(bytes.NewReader(best)))
		if err != nil || !bytes.Equal(body, a.raw) {
			t.Errorf("%s: what is packed differs, %v", a.path, err)
		}
	}
	files, err := fs.ReadDir(packed, "packed")
	if err != nil || len(files) != want {
		t.Errorf("%d files are packed for %d assets, %v", len(files), want, err)
	}
}

func pack(t *testing.T) {
	if err := os.RemoveAll("packed"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir("packed", 0o755); err != nil {
		t.Fatal(err)
	}
	for _, a := range built.byPath {
		if a.gzip == nil {
			continue
		}
		if err := os.WriteFile(packedName(a.path), brotliOf(a.raw, brotli.BestCompression), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
