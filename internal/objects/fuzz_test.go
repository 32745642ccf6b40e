package objects_test

import (
	"net/http"
	"strings"
	"testing"
)

// FuzzList checks that whatever a server answers to a list, the page holds only
// names below the prefix that was asked for.
func FuzzList(f *testing.F) {
	const head = `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>asi</Name>`
	for _, rest := range []string{
		`<KeyCount>0</KeyCount></ListBucketResult>`,
		`<Contents><Key>dir/a</Key><Size>3</Size><LastModified>2024-01-02T03:04:05Z</LastModified></Contents></ListBucketResult>`,
		`<CommonPrefixes><Prefix>dir/b/</Prefix></CommonPrefixes><IsTruncated>true</IsTruncated><NextContinuationToken>x</NextContinuationToken></ListBucketResult>`,
		`<Contents><Key>../../etc/passwd</Key><Size>-1</Size></Contents><CommonPrefixes><Prefix></Prefix></CommonPrefixes></ListBucketResult>`,
		`<Contents><Key>dir/%2e%2e%2f</Key></Contents><EncodingType>url</EncodingType></ListBucketResult>`,
	} {
		f.Add(200, head+rest)
	}
	f.Add(403, `<Error><Code>AccessDenied</Code><Message>no</Message></Error>`)
	f.Add(200, "<html>welcome</html>")
	f.Add(200, "")
	f.Fuzz(func(t *testing.T, status int, body string) {
		if status < 200 || status > 599 {
			return
		}
		b := at(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/xml")
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}), "asi")
		page, err := b.List(t.Context(), "dir/", "")
		if err != nil {
			return
		}
		for _, folder := range page.Folders {
			if !strings.HasPrefix(folder, "dir/") || folder == "dir/" || !strings.HasSuffix(folder, "/") {
				t.Errorf("folder %q", folder)
			}
		}
		for _, o := range page.Objects {
			if !strings.HasPrefix(o.Key, "dir/") || o.Key == "dir/" {
				t.Errorf("object %q", o.Key)
			}
		}
	})
}
