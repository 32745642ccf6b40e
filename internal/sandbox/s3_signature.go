package sandbox

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
)

const s3Scheme = "AWS4-HMAC-SHA256"

// s3Signature is what an Authorization header of signature version 4 tells.
type s3Signature struct {
	access, date, region, sum string
	headers                   []string
}

func readS3Signature(r *http.Request) (s s3Signature, ok bool) {
	rest, ok := strings.CutPrefix(r.Header.Get("Authorization"), s3Scheme+" ")
	fields := map[string]string{}
	for part := range strings.SplitSeq(rest, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		fields[name] = value
	}
	scope := strings.Split(fields["Credential"], "/")
	if !ok || len(scope) != 5 {
		return s, false
	}
	return s3Signature{access: scope[0], date: scope[1], region: scope[2], sum: fields["Signature"],
		headers: strings.Split(fields["SignedHeaders"], ";")}, true
}

// fits reports whether the request was signed with the secret.
func (s s3Signature) fits(r *http.Request, secret string) bool {
	path, _, _ := strings.Cut(r.RequestURI, "?")
	var canonical strings.Builder
	for _, line := range []string{r.Method, path, strings.ReplaceAll(r.URL.Query().Encode(), "+", "%20")} {
		canonical.WriteString(line + "\n")
	}
	for _, name := range s.headers {
		value := strings.Join(r.Header.Values(name), ",")
		if name == "host" {
			value = r.Host
		}
		canonical.WriteString(name + ":" + strings.TrimSpace(value) + "\n")
	}
	canonical.WriteString("\n" + strings.Join(s.headers, ";") + "\n" + r.Header.Get("X-Amz-Content-Sha256"))
	scope := strings.Join([]string{s.date, s.region, "s3", "aws4_request"}, "/")
	hash := sha256.Sum256([]byte(canonical.String()))
	signed := strings.Join([]string{s3Scheme, r.Header.Get("X-Amz-Date"), scope, hex.EncodeToString(hash[:])}, "\n")
	key := []byte("AWS4" + secret)
	for _, part := range []string{s.date, s.region, "s3", "aws4_request", signed} {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(part))
		key = mac.Sum(nil)
	}
	return hmac.Equal([]byte(s.sum), []byte(hex.EncodeToString(key)))
}
