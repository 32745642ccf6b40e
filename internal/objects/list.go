package objects

import (
	"context"
	"slices"
	"strings"
	"time"
)

// Object is one object. Its key is a text of the bucket's owner: anything but
// empty, up to 1,024 bytes.
type Object struct {
	Key  string
	Size int64
	At   time.Time
}

// Page is a piece of the list of what stands below a prefix.
type Page struct {
	// Folders are the prefixes one level below, each with its slash.
	Folders []string
	Objects []Object
	// Marker says that an empty object stands for the folder itself.
	Marker bool
	// Next is where the list goes on, "" at its end.
	Next string
}

// Empty reports whether the page has nothing to show.
func (p Page) Empty() bool { return len(p.Folders)+len(p.Objects) == 0 }

// pageSize is how many folders and objects a page has at most.
const pageSize = 100

// List reads what stands below a prefix, from a token of an earlier page.
func (b *Bucket) List(ctx context.Context, prefix, token string) (Page, error) {
	ctx, cancel := context.WithTimeout(ctx, answersWithin)
	defer cancel()
	core, err := b.client(ctx)
	if err != nil {
		return Page{}, err
	}
	told, err := core.ListObjectsV2(b.Bucket, prefix, "", token, "/", pageSize)
	if err != nil {
		return Page{}, b.failed(err)
	}
	if told.Name != b.Bucket {
		return Page{}, b.failed(errNotS3)
	}
	var page Page
	for _, folder := range told.CommonPrefixes {
		page.addFolder(prefix, folder.Prefix)
	}
	for _, o := range told.Contents {
		switch {
		case o.Key == prefix:
			page.Marker = true
		case strings.HasSuffix(o.Key, "/"): // Some servers list what stands for a folder as an object.
			page.addFolder(prefix, o.Key)
		case strings.HasPrefix(o.Key, prefix):
			page.Objects = append(page.Objects, Object{Key: o.Key, Size: o.Size, At: o.LastModified})
		}
	}
	if told.IsTruncated {
		page.Next = told.NextContinuationToken
	}
	return page, nil
}

func (p *Page) addFolder(prefix, folder string) {
	if strings.HasPrefix(folder, prefix) && folder != prefix && !slices.Contains(p.Folders, folder) {
		p.Folders = append(p.Folders, folder)
	}
}
