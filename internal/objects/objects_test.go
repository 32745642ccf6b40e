package objects_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"pinfold/internal/objects"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

func put(t *testing.T, b *objects.Bucket, key, content string) {
	t.Helper()
	if n, err := b.Put(t.Context(), key, strings.NewReader(content)); err != nil || n != int64(len(content)) {
		t.Fatalf("%q: %d, %v", key, n, err)
	}
}

func get(t *testing.T, b *objects.Bucket, key string) string {
	t.Helper()
	body, o, err := b.Get(t.Context(), key)
	if err != nil {
		t.Fatalf("%q: %v", key, err)
	}
	defer body.Close()
	text, err := io.ReadAll(body)
	if err != nil || int64(len(text)) != o.Size {
		t.Fatalf("%q: %d of %d bytes, %v", key, len(text), o.Size, err)
	}
	return string(text)
}

func list(t *testing.T, b *objects.Bucket, prefix string) (folders, names []string) {
	t.Helper()
	for token := ""; ; {
		page, err := b.List(t.Context(), prefix, token)
		if err != nil {
			t.Fatal(err)
		}
		folders = append(folders, page.Folders...)
		for _, o := range page.Objects {
			names = append(names, o.Key)
		}
		if token = page.Next; token == "" {
			return folders, names
		}
	}
}

// hostile are keys that S3 allows and that are easily taken for something else.
var hostile = []string{
	"../up", "a/../b", "./x", "/abs", "a//b", "a%2Fb", "100%", "a+b c", "a?b=c#d&e", "счёт №5.pdf", "кот/Ёж", "\u202egpj.exe",
	"line\nbreak", "tab\there", "<script>alert(1)</script>", "'\";--", "back\\slash", " space ", "e\u0301", "😀", strings.Repeat("n", 1000),
}

func TestHostileNames(t *testing.T) {
	b := open(t, "asi")
	for _, key := range hostile {
		put(t, b, "h/"+key, "content of "+key)
	}
	for _, key := range hostile {
		if got := get(t, b, "h/"+key); got != "content of "+key {
			t.Errorf("%q holds %q", key, got)
		}
	}
	_, names := list(t, b, "h/")
	for _, key := range hostile {
		if !strings.Contains(key, "/") && !slices.Contains(names, "h/"+key) {
			t.Errorf("%q is not listed: %q", key, names)
		}
	}
	var keys []string
	for _, key := range hostile {
		keys = append(keys, "h/"+key)
	}
	if n, err := b.Delete(t.Context(), keys); err != nil || n != len(keys) {
		t.Fatalf("%d deleted, %v", n, err)
	}
	if folders, names := list(t, b, ""); len(folders)+len(names) != 0 {
		t.Errorf("left: %q %q", folders, names)
	}
}

func TestListGoesOnBySmallPages(t *testing.T) {
	b := open(t, "asi")
	for i := range 1000 {
		put(t, b, fmt.Sprintf("logs/%04d.log", i), "x")
	}
	put(t, b, "a", "x")
	if err := b.MakeFolder(t.Context(), "empty/"); err != nil {
		t.Fatal(err)
	}
	folders, names := list(t, b, "")
	slices.Sort(folders)
	if !slices.Equal(folders, []string{"empty/", "logs/"}) || !slices.Equal(names, []string{"a"}) {
		t.Errorf("%q %q", folders, names)
	}
	first, err := b.List(t.Context(), "logs/", "")
	if err != nil || len(first.Objects) != 100 || first.Next == "" {
		t.Fatalf("%d objects, next %q, %v", len(first.Objects), first.Next, err)
	}
	if _, names := list(t, b, "logs/"); len(names) != 1000 || names[0] != "logs/0000.log" || names[999] != "logs/0999.log" {
		t.Errorf("%d names", len(names))
	}
	empty, err := b.List(t.Context(), "empty/", "")
	if err != nil || !empty.Empty() || !empty.Marker {
		t.Errorf("%+v, %v", empty, err)
	}
}

// TestLargeObjectsComeBackWhole sends more than one part.
func TestLargeObjectsComeBackWhole(t *testing.T) {
	b := open(t, "asi")
	for _, size := range []int{0, 1, 8 << 20, 8<<20 + 1, 21 << 20} {
		content := bytes.Repeat([]byte("0123456789abcdef"), size/16+1)[:size]
		if n, err := b.Put(t.Context(), "big", bytes.NewReader(content)); err != nil || n != int64(size) {
			t.Fatalf("%d: %d, %v", size, n, err)
		}
		if got := get(t, b, "big"); sha256.Sum256([]byte(got)) != sha256.Sum256(content) {
			t.Errorf("%d bytes came back as others", size)
		}
	}
}

// TestABrokenUploadStoresNothing: a reader that ends early, also in the way in
// which a form's does, leaves what was there.
func TestABrokenUploadStoresNothing(t *testing.T) {
	b := open(t, "asi")
	put(t, b, "f", "before")
	for _, size := range []int64{10, 9 << 20} {
		for _, end := range []error{io.ErrUnexpectedEOF, errors.New("reset")} {
			cut := io.MultiReader(io.LimitReader(zeros{}, size), broken{end})
			_, err := b.Put(t.Context(), "f", cut)
			if providers.KindOf(err) != providers.ErrInvalid || !strings.Contains(providers.Sentence(err), "Nothing of it was stored") {
				t.Errorf("%d, %v: %v", size, end, err)
			}
			if got := get(t, b, "f"); got != "before" {
				t.Fatalf("it is %d bytes now", len(got))
			}
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

func TestRefusalsAreSentences(t *testing.T) {
	for want, change := range map[string]func(*objects.Bucket){
		"has no such bucket":       func(b *objects.Bucket) { b.Bucket = "nowhere" },
		"does not know the stored": func(b *objects.Bucket) { b.Access = "AKIAUNKNOWN000000000" },
		"secret half does not fit": func(b *objects.Bucket) { b.Secret = secrets.NewText("wrong-secret-canary") },
		"cannot be reached":        func(b *objects.Bucket) { b.Endpoint.Host = "127.0.0.1:1" },
	} {
		b := open(t, "asi")
		change(b)
		if b.Endpoint.Host == "127.0.0.1:1" {
			b = reach(t, b)
		}
		_, err := b.List(t.Context(), "", "")
		if !strings.Contains(providers.Sentence(err), want) || strings.Contains(fmt.Sprint(err, providers.Said(err)), "canary") {
			t.Errorf("%s: %v", want, err)
		}
		if _, err := b.Put(t.Context(), "x", strings.NewReader("x")); !strings.Contains(providers.Sentence(err), want) {
			t.Errorf("put: %s: %v", want, err)
		}
		if _, _, err := b.Get(t.Context(), "x"); !strings.Contains(providers.Sentence(err), want) {
			t.Errorf("get: %s: %v", want, err)
		}
		if _, err := b.Delete(t.Context(), []string{"x"}); !strings.Contains(providers.Sentence(err), want) {
			t.Errorf("delete: %s: %v", want, err)
		}
	}
	b := open(t, "asi")
	if _, _, err := b.Get(t.Context(), "none"); providers.KindOf(err) != providers.ErrNotFound {
		t.Errorf("a missing object: %v", err)
	}
}

func TestCheckName(t *testing.T) {
	for _, good := range []string{"a", "счёт.pdf", "...", "a b", "%2F"} {
		if sentence := objects.CheckName("p/", good); sentence != "" {
			t.Errorf("%q: %s", good, sentence)
		}
	}
	for _, bad := range []string{"", " ", ".", "..", "a/b", "a\nb", "\x00", "\xff", strings.Repeat("x", 1024)} {
		if objects.CheckName("p/", bad) == "" {
			t.Errorf("%q passes", bad)
		}
	}
}
