package sandbox

import (
	"encoding/xml"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/johannesboyne/gofakes3"
)

// isS3 reports whether a request is one of the object storage: it is signed,
// and no provider's API is.
func isS3(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Authorization"), s3Scheme+" ")
}

// newS3 serves the objects of IDCloudHost's buckets to those who hold a key of
// the bucket's account.
func newS3(s *Sandbox) http.Handler {
	server := gofakes3.New(s.idc.objects, gofakes3.WithTimeSkewLimit(0), gofakes3.WithLogger(gofakes3.DiscardLog())).Server()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if code, said := s.s3Refuses(r); code != "" {
			s3Refuse(w, r, code, said)
			return
		}
		server.ServeHTTP(w, r)
	})
}

// s3Refuses names the error of a request whose key is unknown, whose signature
// is not that of the key, or whose bucket is another account's.
func (s *Sandbox) s3Refuses(r *http.Request) (code, said string) {
	signed, ok := readS3Signature(r)
	if !ok {
		return "AccessDenied", "The authorization header is malformed."
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	bucket, object, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	for _, a := range s.idc.byName {
		w := a.world.(*idcWorld)
		i := slices.IndexFunc(w.s3.keys, func(k idcS3Key) bool { return k.Access == signed.access })
		if i < 0 {
			continue
		}
		_, owns := w.bucket(bucket)
		exists, _ := s.idc.objects.BucketExists(bucket)
		switch {
		case !signed.fits(r, w.s3.keys[i].Secret):
			return "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided."
		case bucket == "", !owns && exists:
			return "AccessDenied", "Access Denied"
		case !owns:
			return "NoSuchBucket", "The specified bucket does not exist"
		case object == "" && (r.Method == http.MethodPut || r.Method == http.MethodDelete):
			return "AccessDenied", "Access Denied"
		}
		return "", ""
	}
	return "InvalidAccessKeyId", "The access key ID you provided does not exist in our records."
}

func s3Refuse(w http.ResponseWriter, r *http.Request, code, said string) {
	_, _ = io.CopyN(io.Discard, r.Body, maxRequestBody) // A client that still sends would see a broken connection.
	status := http.StatusForbidden
	if code == "NoSuchBucket" {
		status = http.StatusNotFound
	}
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, xml.Header)
	_ = xml.NewEncoder(w).Encode(struct {
		XMLName       xml.Name `xml:"Error"`
		Code, Message string
	}{Code: code, Message: said})
}
