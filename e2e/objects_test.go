//go:build e2e

package e2e

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// upload sends one file to a bucket as a form without script does.
func (w *trialWorld) upload(bucket, prefix, name, content string) Answer {
	w.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	w.db.must(err)
	_, err = io.WriteString(part, content)
	w.db.must(err)
	w.db.must(form.Close())
	return w.client.with("POST", bucket+"/objects/upload?prefix="+url.QueryEscape(prefix), body.String(),
		map[string]string{"Content-Type": form.FormDataContentType()})
}

func (w *trialWorld) bucketNamed(name string) string {
	w.t.Helper()
	for _, r := range w.beside(providers.KindBucket) {
		if r.ExternalID == name {
			return fmt.Sprintf("/buckets/%d", r.ID)
		}
	}
	w.t.Fatalf("no bucket %s", name)
	return ""
}

func (w *trialWorld) audited(action, outcome string) int {
	w.t.Helper()
	entries, err := w.db.scope.AuditRows(w.t.Context(), models.AuditQuery{Limit: 500})
	w.db.must(err)
	n := 0
	for _, e := range entries {
		if e.Action == action && strings.Contains(e.Outcome, outcome) {
			n++
		}
	}
	return n
}

// TestObjectsWithoutScript: list, upload, download, folder and deletion as
// plain forms, with names that are easily taken for something else.
// Case 39: downloads are attachments that no browser guesses about.
func TestObjectsWithoutScript(t *testing.T) {
	t.Parallel()
	w := openWorldOf(t, providers.IDCloudHost, 4)
	bucket := w.bucketNamed("asi")
	names := []string{"a+b c&d=e?f#g%2F.txt", "счёт.pdf", "<script>alert(1)<script>.html", "😀", strings.Repeat("n", 900), "%2e%2e"}
	for _, name := range names {
		if answer := w.upload(bucket, "dir/", name, "content of "+name); answer.Status != http.StatusSeeOther {
			t.Fatalf("%q: status %d: %s", name, answer.Status, answer.Text())
		}
	}
	page := w.client.Get(bucket + "/objects/list?prefix=dir%2F")
	for _, name := range names {
		if !strings.Contains(page.Text(), name) {
			t.Errorf("%q is not listed", name)
		}
		file := w.client.Get(bucket + "/objects/file?key=" + url.QueryEscape("dir/"+name))
		if file.Body != "content of "+name || !strings.HasPrefix(file.Header.Get("Content-Disposition"), "attachment;") ||
			file.Header.Get("X-Content-Type-Options") != "nosniff" || file.Header.Get("Content-Type") != "application/octet-stream" {
			t.Errorf("%q: %q, %v", name, cutTo(file.Body), file.Header)
		}
	}
	if strings.Contains(page.Body, "<script>alert") {
		t.Error("a name is markup")
	}
	if got := w.client.Get(bucket + "/objects/file?key=" + url.QueryEscape("dir/счёт.pdf")).Header.Get("Content-Disposition"); !strings.HasSuffix(got, "filename*=UTF-8''%D1%81%D1%87%D1%91%D1%82.pdf") {
		t.Errorf("the file is called %s", got)
	}
	for _, name := range []string{"..", "."} {
		if answer := w.upload(bucket, "", name, "x"); answer.Status == http.StatusSeeOther {
			t.Errorf("%q was stored", name)
		}
	}
	folder := bucket + "/objects/folder?prefix=dir%2F"
	if answer := w.client.Submit(folder, folder, map[string]string{"name": "a/b"}); answer.Status != http.StatusUnprocessableEntity || !strings.Contains(answer.Text(), "no slash") {
		t.Errorf("status %d: %s", answer.Status, answer.Text())
	}
	if answer := w.client.Submit(folder, folder, map[string]string{"name": "пусто"}); answer.Status != http.StatusSeeOther {
		t.Errorf("status %d: %s", answer.Status, answer.Text())
	}
	w.deletesAll(bucket, page, names)
	if n := w.audited("object.upload", "stored, "); n != len(names) {
		t.Errorf("%d uploads are recorded", n)
	}
	if w.audited("object.delete", "asked to delete") != 1 || w.audited("object.download", "") != len(names)+1 {
		t.Error("deletion and downloads are not recorded")
	}
	if answer := w.client.Get(bucket + "/objects/file?key=none"); answer.Status != http.StatusGone || !strings.Contains(answer.Text(), "does not exist any more") {
		t.Errorf("status %d: %s", answer.Status, answer.Text())
	}
}

func cutTo(text string) string { return text[:min(len(text), 200)] }

// deletesAll asks to delete what the page lists, and confirms it.
func (w *trialWorld) deletesAll(bucket string, page Answer, names []string) {
	w.t.Helper()
	path := bucket + "/objects/delete?prefix=dir%2F"
	keys := url.Values{}
	for _, name := range names {
		keys.Add("key", url.QueryEscape("dir/"+name))
	}
	ask := w.client.Post(path, keys)
	if ask.Status != http.StatusOK || !strings.Contains(ask.Text(), fmt.Sprintf("Delete %d objects", len(names))) {
		w.t.Fatalf("status %d: %s", ask.Status, ask.Text())
	}
	if left := w.client.Get(bucket + "/objects/list?prefix=dir%2F").Text(); !strings.Contains(left, names[0]) {
		w.t.Error("the question deleted")
	}
	keys.Set("confirm", "yes")
	if answer := w.client.Post(path, keys); answer.Status != http.StatusSeeOther {
		w.t.Fatalf("status %d: %s", answer.Status, answer.Text())
	}
	if left := w.client.Get(bucket + "/objects/list?prefix=dir%2F").Text(); strings.Contains(left, names[0]) || !strings.Contains(left, "пусто") {
		w.t.Errorf("left: %s", left)
	}
}

// TestObjectsThatCannotBeRead: the frame stays, the reason stands in the list.
func TestObjectsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	w := openWorldOf(t, providers.IDCloudHost, 4)
	bucket := w.bucketNamed("pang1")
	if page := w.client.Get(bucket + "/objects/list"); !strings.Contains(page.Text(), "index.html") || !strings.Contains(page.Text(), "images") {
		t.Errorf("the list lacks what is there:\n%s", page.Text())
	}
	w.mutate(sandbox.Mutation{Kind: sandbox.MutateRemove, Target: "pang1"})
	page := w.client.Get(bucket + "/objects/list")
	if page.Status != http.StatusOK || !strings.Contains(page.Text(), "has no such bucket any more") || !strings.Contains(page.Text(), "Try again") {
		t.Errorf("status %d:\n%s", page.Status, page.Text())
	}
	if answer := w.upload(bucket, "", "x", "x"); answer.Status != http.StatusBadGateway || !strings.Contains(answer.Text(), "has no such bucket any more") {
		t.Errorf("status %d: %s", answer.Status, answer.Text())
	}
	for _, r := range w.beside(providers.KindS3Key) {
		if op := w.ends(w.start(trial{action: "s3key.delete"}, fmt.Sprintf("/s3keys/%d", r.ID)).ID); op.Status != models.StatusSucceeded {
			t.Fatalf("%s", op.Error)
		}
	}
	if page := w.client.Get(bucket + "/objects/list"); !strings.Contains(page.Text(), "The account has no S3 keys") {
		t.Errorf("without keys:\n%s", page.Text())
	}
}

// TestLargeUploadKeepsMemoryFlat sends 200 MB through the panel and looks at
// the most memory that its process had, then breaks an upload off.
func TestLargeUploadKeepsMemoryFlat(t *testing.T) {
	t.Parallel()
	const size, most = 200 << 20, 96 << 20
	w := openWorldOf(t, providers.IDCloudHost, 4)
	bucket := w.bucketNamed("asi")
	before := peakMemory(t, w.panel)
	if status := w.stream(bucket, "big.bin", size, false); status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	if grown := peakMemory(t, w.panel) - before; grown > most {
		t.Errorf("the process grew by %d MB", grown>>20)
	}
	if got := w.client.Get(bucket + "/objects/list").Text(); !strings.Contains(got, "200 MB") {
		t.Errorf("it is not there: %s", got)
	}
	w.stream(bucket, "half.bin", 20<<20, true)
	Eventually(t, "the broken upload is recorded", func() bool { return w.audited("object.upload", "failed: The file was cut off") == 1 })
	if got := w.client.Get(bucket + "/objects/list").Text(); strings.Contains(got, "half.bin") {
		t.Errorf("half a file is stored: %s", got)
	}
}

// stream sends a file of zeros piece by piece; a cut one ends in the middle.
func (w *trialWorld) stream(bucket, name string, size int64, cut bool) int {
	w.t.Helper()
	body, pipe := io.Pipe()
	form := multipart.NewWriter(pipe)
	go func() {
		part, err := form.CreateFormFile("file", name)
		if err == nil {
			_, err = io.CopyN(part, zeros{}, size)
		}
		if cut {
			err = io.ErrUnexpectedEOF
		} else if err == nil {
			err = form.Close()
		}
		_ = pipe.CloseWithError(err)
	}()
	request, err := http.NewRequest(http.MethodPost, w.client.base+bucket+"/objects/upload", body)
	w.db.must(err)
	request.Header.Set("Content-Type", form.FormDataContentType())
	request.Header.Set("Accept", "application/json")
	patient := http.Client{Jar: w.client.http.Jar}
	response, err := patient.Do(request)
	if err != nil {
		if !cut {
			w.t.Fatal(err)
		}
		return 0
	}
	defer func() { _ = response.Body.Close() }() // Its status is what counts.
	return response.StatusCode
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// peakMemory is the most memory in bytes that the panel's process had.
func peakMemory(t *testing.T, p *Panel) int64 {
	t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.ParseInt(strings.Fields(value)[0], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			return kb << 10
		}
	}
	t.Fatal("the system does not tell it")
	return 0
}
