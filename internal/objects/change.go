package objects

import (
	"bytes"
	"context"
	"strings"
	"unicode/utf8"

	"github.com/minio/minio-go/v7"
)

// MostDeleted is how many objects are deleted at once.
const MostDeleted = 1000

// longestKey is what S3 allows, in bytes.
const longestKey = 1024

// MakeFolder stores the empty object that stands for a folder. The key ends
// with a slash.
func (b *Bucket) MakeFolder(ctx context.Context, key string) error {
	ctx, cancel := context.WithTimeout(ctx, answersWithin)
	defer cancel()
	core, err := b.client(ctx)
	if err != nil {
		return err
	}
	_, err = core.Client.PutObject(ctx, b.Bucket, key, bytes.NewReader(nil), 0, minio.PutObjectOptions{DisableContentSha256: true})
	return b.failed(err)
}

// Delete deletes objects by their keys, and returns how many are gone. What
// does not exist counts as deleted.
func (b *Bucket) Delete(ctx context.Context, keys []string) (deleted int, err error) {
	ctx, cancel := context.WithTimeout(ctx, 3*answersWithin)
	defer cancel()
	core, err := b.client(ctx)
	if err != nil {
		return 0, err
	}
	var many []string
	for _, key := range keys {
		if fitsXML(key) {
			many = append(many, key)
			continue
		}
		if err := core.RemoveObject(ctx, b.Bucket, key, minio.RemoveObjectOptions{}); err != nil {
			return deleted, b.failed(err)
		}
		deleted++
	}
	names := make(chan minio.ObjectInfo, len(many))
	for _, key := range many {
		names <- minio.ObjectInfo{Key: key}
	}
	close(names)
	for result := range core.RemoveObjectsWithResult(ctx, b.Bucket, names, minio.RemoveObjectsOptions{}) {
		if result.Err == nil {
			deleted++
		} else if err == nil {
			err = b.failed(result.Err)
		}
	}
	return deleted, err
}

// fitsXML reports whether a list in XML can name the key.
func fitsXML(key string) bool {
	for _, r := range key {
		if r < ' ' && r != '\t' || r == utf8.RuneError || r == 0xfffe || r == 0xffff {
			return false
		}
	}
	return true
}

// CheckName says what is wrong with the name of a new object or folder below a
// prefix, "" if nothing is.
func CheckName(prefix, name string) string {
	switch {
	case strings.TrimSpace(name) == "":
		return "A name is needed."
	case strings.Contains(name, "/"):
		return "A name has no slash. Make one folder after the other."
	case name == "." || name == "..":
		return "This name stands for a folder itself. Take another one."
	case !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return "A name has no line breaks or other control characters."
	case len(prefix)+len(name)+1 > longestKey:
		return "With its folders the name is longer than the 1,024 bytes that S3 allows."
	}
	return ""
}
