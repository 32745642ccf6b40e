package sandbox

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/johannesboyne/gofakes3"
)

// idcStorageTime is how times of buckets are spelled.
const idcStorageTime = "2006-01-02T15:04:05.000-0700"

// idcBucket is a bucket. What is in it is held by the S3 server; size is what
// the document's sample says beyond the objects that stand for it.
type idcBucket struct {
	name              string
	billing           int
	size              int64
	created, modified time.Time
	// begun is when the objects of the sample were put there, in real time.
	begun time.Time
}

type idcBucketView struct {
	Billing  int    `json:"billing_account_id"`
	Name     string `json:"name"`
	Objects  int    `json:"num_objects"`
	Size     int64  `json:"size_bytes"`
	Created  string `json:"created_at"`
	Modified string `json:"modified_at"`
}

func (w *idcWorld) viewBucket(b *idcBucket) idcBucketView {
	v := idcBucketView{Billing: b.billing, Name: b.name, Created: b.created.UTC().Format(idcStorageTime)}
	modified := b.modified
	for _, o := range w.shared.objectsOf(b.name) {
		v.Objects++
		v.Size += o.Size
		if o.LastModified.After(b.begun) && o.LastModified.After(modified) {
			modified = o.LastModified.Time
		}
	}
	if v.Objects > 0 {
		v.Size += b.size
	}
	v.Modified = modified.UTC().Format(idcStorageTime)
	return v
}

// objectsOf lists what is in a bucket.
func (p *idCloudHost) objectsOf(bucket string) []*gofakes3.Content {
	list, err := p.objects.ListBucket(bucket, nil, gofakes3.ListBucketPage{})
	if err != nil {
		return nil
	}
	return list.Contents
}

func (w *idcWorld) bucket(name string) (*idcBucket, bool) {
	return idcFind(w.buckets, func(b *idcBucket) bool { return b.name == name })
}

// listBuckets answers IDC-34.
func (w *idcWorld) listBuckets(c *call) reply {
	only := c.req.URL.Query().Get("billing_account_id")
	out := []idcBucketView{}
	for _, b := range w.buckets {
		if only == "" || strconv.Itoa(b.billing) == only {
			out = append(out, w.viewBucket(b))
		}
	}
	return idcOK(out)
}

// showBucket answers IDC-33.
func (w *idcWorld) showBucket(c *call) reply {
	b, ok := w.bucket(c.req.URL.Query().Get("name"))
	if !ok {
		return w.noBucket()
	}
	return idcOK(w.viewBucket(b))
}

func (w *idcWorld) noBucket() reply {
	return reply{status: http.StatusNotFound, body: idcErrors{map[string]any{"Error": "No such bucket exists."}}}
}

// bucketName is the rule of S3, without the forms of addresses.
var bucketName = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)

// createBucket answers IDC-30. Names are unique over all accounts.
func (w *idcWorld) createBucket(c *call) reply {
	in := readIDCInput(c, "name", "billing_account_id")
	name, billing := in.text("name"), w.standard
	if in.has("billing_account_id") {
		billing = in.number("billing_account_id", 1, 1<<40)
	}
	switch {
	case in.problem != "":
		return idcBad(in.problem)
	case !bucketName.MatchString(name):
		return idcBad("Bucket name does not conform to S3 bucket naming rules.")
	case !w.hasBilling(billing):
		return idcBad("No such billing account exists.")
	}
	if taken, _ := w.shared.objects.BucketExists(name); taken {
		return reply{status: http.StatusConflict, body: idcErrors{map[string]any{"Error": "Bucket already exists."}}}
	}
	b := w.addBucket(name, billing, c.now)
	c.changed(name, "billing", strconv.Itoa(billing))
	return idcOK(w.viewBucket(b))
}

func (w *idcWorld) addBucket(name string, billing int, now time.Time) *idcBucket {
	if err := w.shared.objects.CreateBucket(name); err != nil {
		panic("sandbox: bucket " + name + ": " + err.Error())
	}
	b := &idcBucket{name: name, billing: billing, created: now, modified: now}
	w.buckets = append(w.buckets, b)
	return b
}

// billBucket answers IDC-31.
func (w *idcWorld) billBucket(c *call) reply {
	in := readIDCInput(c, "name", "billing_account_id")
	name, billing := in.text("name"), in.number("billing_account_id", 1, 1<<40)
	b, ok := w.bucket(name)
	switch {
	case in.problem != "":
		return idcBad(in.problem)
	case !ok:
		return w.noBucket()
	case !w.hasBilling(billing):
		return idcBad("No such billing account exists.")
	}
	b.billing = billing
	c.changed(name, "billing", strconv.Itoa(billing))
	return idcOK(w.viewBucket(b))
}

// deleteBucket answers IDC-32. The document calls the name a parameter of the
// query and sends it in the body: both are taken.
func (w *idcWorld) deleteBucket(c *call) reply {
	name := c.req.URL.Query().Get("name")
	if name == "" {
		in := readIDCInput(c, "name")
		if name = in.text("name"); in.problem != "" {
			return idcBad(in.problem)
		}
	}
	b, ok := w.bucket(name)
	switch {
	case !ok:
		return w.noBucket()
	case len(w.shared.objectsOf(name)) > 0:
		return reply{status: http.StatusConflict, body: idcErrors{map[string]any{"Error": "Bucket is not empty."}}}
	}
	if err := w.shared.objects.DeleteBucket(name); err != nil {
		return idcBad(err.Error())
	}
	w.buckets = slices.DeleteFunc(w.buckets, func(x *idcBucket) bool { return x == b })
	c.changed(name)
	return reply{status: http.StatusNoContent}
}
