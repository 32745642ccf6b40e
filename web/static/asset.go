package static

import (
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// quickly is the level of brotli for an asset that was not packed with the
// sources: nobody waits for it.
const quickly = 6

// asset is one file. Its compressed forms are made when first asked for, since
// most runs serve one encoding only; brotli at its best comes with the sources.
type asset struct {
	path        string
	contentType string
	raw         []byte
	gzip        func() []byte
	brotli      func() []byte
}

var contentTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".woff2": "font/woff2",
}

func newAsset(name, hashedPath string, body []byte) *asset {
	a := &asset{path: hashedPath, contentType: contentTypes[path.Ext(name)], raw: body}
	if path.Ext(name) == ".woff2" {
		return a // Compressed by its format.
	}
	a.gzip = sync.OnceValue(func() []byte {
		return compress(body, func(w io.Writer) (io.WriteCloser, error) {
			return gzip.NewWriterLevel(w, gzip.BestCompression)
		})
	})
	a.brotli = sync.OnceValue(func() []byte {
		if best, err := packed.ReadFile(packedName(hashedPath)); err == nil {
			return best
		}
		return brotliOf(body, quickly)
	})
	return a
}

func brotliOf(body []byte, level int) []byte {
	return compress(body, func(w io.Writer) (io.WriteCloser, error) {
		return brotli.NewWriterLevel(w, level), nil
	})
}

func compress(body []byte, open func(io.Writer) (io.WriteCloser, error)) []byte {
	var out bytes.Buffer
	w, err := open(&out)
	if err != nil {
		panic("static: " + err.Error())
	}
	if _, err := w.Write(body); err != nil {
		panic("static: " + err.Error())
	}
	if err := w.Close(); err != nil {
		panic("static: " + err.Error())
	}
	return bytes.Clone(out.Bytes())
}

// encoded picks the smallest form that the browser accepts.
func (a *asset) encoded(accept string) (body []byte, encoding string) {
	switch {
	case a.gzip == nil:
		return a.raw, ""
	case accepts(accept, "br"):
		return a.brotli(), "br"
	case accepts(accept, "gzip"):
		return a.gzip(), "gzip"
	default:
		return a.raw, ""
	}
}

func accepts(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(name), encoding) {
			q := strings.ReplaceAll(params, " ", "")
			return q != "q=0" && !strings.HasPrefix(q, "q=0.000")
		}
	}
	return false
}
