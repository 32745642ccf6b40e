package alerts_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
	"testing"
	"time"

	"pinfold/internal/testdb"
)

// verify checks a signature as a receiver would, from the document alone.
func verify(t *testing.T, secret string, p posted, sent time.Time) {
	t.Helper()
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	testdb.Must(t, err)
	stamp := p.header.Get("Webhook-Timestamp")
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(p.header.Get("Webhook-Id") + "." + stamp + "." + p.body))
	if want := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)); p.header.Get("Webhook-Signature") != want {
		t.Errorf("signed %s, want %s", p.header.Get("Webhook-Signature"), want)
	}
	if stamp != strconv.FormatInt(sent.Unix(), 10) {
		t.Errorf("sent at %s", stamp)
	}
}
