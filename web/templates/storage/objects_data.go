package storage

import (
	"context"
	"net/url"
	"time"

	"pinfold/web/templates/ui"
)

// Browser is the frame of a bucket's browser.
type Browser struct {
	Bucket, BucketURL, Provider   string
	Crumbs                        []Crumb
	ListURL, UploadURL, FolderURL string
	// Most is how much an upload may hold.
	Most string
	// List is nil while it has to be read.
	List *Listing
}

// Crumb is one folder on the way down.
type Crumb struct{ Name, Href string }

// Listing is what stands below a prefix.
type Listing struct {
	Folders []Folder
	Objects []Object
	Prefix  string
	// Next and First lead on and back to the beginning, "" where one is there.
	Next, First      string
	Retry, DeleteURL string
	Provider         string
	ReadAt           time.Time
	// Trouble says why nothing can be shown, Said what the provider said.
	Trouble, Said string
	// Marker says that the folder is empty but for the object that stands for it.
	Marker bool
}

// Folder is one level below.
type Folder struct{ Name, Href string }

// Object is one object; its Href downloads it.
type Object struct {
	Key, Name, Href, Size string
	At                    time.Time
}

// NewFolder asks for the name of a folder.
type NewFolder struct {
	Asking        ui.Asking
	Name, Problem string
}

// Deletion asks whether objects shall go.
type Deletion struct {
	Asking ui.Asking
	Keys   []string
}

// shownKeys are as many keys as a page can name.
func (d Deletion) shownKeys() []string { return d.Keys[:min(len(d.Keys), 20)] }

// loads makes the page fetch the list after itself.
func (b Browser) loads(ctx context.Context) ui.Attrs {
	return ui.Join(ui.Attrs{"id": "object-list"}, ui.HX(ctx, "hx-get", b.ListURL, "hx-trigger", "load", "hx-target", "this",
		"hx-select", "#object-list", "hx-swap", "outerHTML", "hx-status:4xx", "swap:none", "hx-status:5xx", "swap:none"))
}

// Sealed spells a key so that a form brings it back as it is: browsers change
// line breaks in fields. Opened reads it.
func Sealed(key string) string { return url.QueryEscape(key) }

// Opened reads what Sealed spelled.
func Opened(field string) (string, error) { return url.QueryUnescape(field) }
