package objects

import (
	"bytes"
	"context"
	"errors"
	"io"
	"time"

	"github.com/minio/minio-go/v7"
)

// partSize is the piece in which an object is sent. Two of them are all that an
// upload holds in memory. S3 takes 10,000 parts, so that 78 GB fit.
const partSize = 8 << 20

// stallsWithin is how long a transfer may stand still.
const stallsWithin = 2 * time.Minute

// errCut takes the place of io.ErrUnexpectedEOF: minio would take that for the
// end of a file and store the half of it.
var errCut = errors.New("the file was cut off")

// Put stores an object of the reader's bytes and returns its size. Nothing is
// stored unless the reader came to its end: an object of the name stays as it
// was. It goes on when ctx ends, until the reader fails.
func (b *Bucket) Put(ctx context.Context, key string, r io.Reader) (int64, error) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	moving := newWatch(cancel)
	defer moving.stop()
	source := &whole{r: r, moving: moving}
	core, err := b.client(ctx)
	if err != nil {
		return 0, err
	}
	first := make([]byte, partSize)
	n, err := io.ReadFull(source, first)
	// Signed pieces are not understood everywhere; the sum tells what broke.
	options := minio.PutObjectOptions{ContentType: "application/octet-stream", PartSize: partSize,
		SendContentMd5: true, DisableContentSha256: true}
	var info minio.UploadInfo
	switch {
	case source.err != nil:
		return 0, b.cut(source.err)
	case err != nil: // The file ends within the first part.
		info, err = core.Client.PutObject(ctx, b.Bucket, key, bytes.NewReader(first[:n]), int64(n), options)
	default:
		info, err = core.Client.PutObject(ctx, b.Bucket, key, io.MultiReader(bytes.NewReader(first), source), -1, options)
	}
	if source.err != nil {
		return 0, b.cut(source.err)
	}
	if err != nil {
		return 0, b.failed(err)
	}
	return info.Size, nil
}

// whole tells the end of a file from its being cut off, and each piece of it to
// the watch.
type whole struct {
	r      io.Reader
	moving *watch
	err    error
}

// Read implements io.Reader.
func (w *whole) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	w.moving.moved()
	if err != nil && err != io.EOF {
		w.err = err
		err = errCut
	}
	return n, err
}

// Get opens an object. The reader ends with ctx, and fails when nothing comes.
func (b *Bucket) Get(ctx context.Context, key string) (io.ReadCloser, Object, error) {
	ctx, cancel := context.WithCancel(ctx)
	moving := newWatch(cancel)
	core, err := b.client(ctx)
	if err != nil {
		cancel()
		return nil, Object{}, err
	}
	body, info, _, err := core.GetObject(ctx, b.Bucket, key, minio.GetObjectOptions{})
	if err != nil {
		moving.stop()
		cancel()
		return nil, Object{}, b.failed(err)
	}
	return &download{body, moving, cancel}, Object{Key: key, Size: info.Size, At: info.LastModified}, nil
}

type download struct {
	io.ReadCloser
	moving *watch
	cancel context.CancelFunc
}

// Read implements io.Reader.
func (d *download) Read(p []byte) (int, error) {
	n, err := d.ReadCloser.Read(p)
	d.moving.moved()
	return n, err
}

// Close implements io.Closer.
func (d *download) Close() error {
	d.moving.stop()
	defer d.cancel()
	return d.ReadCloser.Close()
}

// watch ends a transfer that stands still.
type watch struct{ timer *time.Timer }

func newWatch(end func()) *watch { return &watch{time.AfterFunc(stallsWithin, end)} }
func (w *watch) moved()          { w.timer.Reset(stallsWithin) }
func (w *watch) stop()           { w.timer.Stop() }
