//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

func (w *trialWorld) stored(kind providers.Kind, id models.ID) models.Resource {
	w.t.Helper()
	r, err := w.db.scope.Resource(w.t.Context(), kind, id)
	w.db.must(err)
	return r
}

// aBucket picks an empty bucket that no trial has used yet; one is made first.
func aBucket(w *trialWorld) string {
	w.t.Helper()
	bucketNumber++
	fill := map[string]string{"name": fmt.Sprintf("trial-bucket-%d", bucketNumber), "billing": "6"}
	op := w.ends(w.start(trial{action: "bucket.create", fill: fill}, anAccount(w)).ID)
	if op.Status != models.StatusSucceeded {
		w.t.Fatalf("no bucket: %s", op.Error)
	}
	return fmt.Sprintf("/buckets/%d", op.ResourceID)
}

var bucketNumber int

func theS3(w *trialWorld) string {
	w.t.Helper()
	r, err := w.db.scope.StoreOf(w.t.Context(), w.db.Account().ID)
	w.db.must(err)
	return fmt.Sprintf("/stores/%d", r.ID)
}

func aStore(w *trialWorld) string {
	r := w.one(providers.KindStorage, func(models.Resource) bool { return true })
	path := fmt.Sprintf("/stores/%d", r.ID)
	w.client.Get(path + "/detail") // As the page does, so that its settings are known.
	return path
}

func TestIDCloudHostBuckets(t *testing.T) {
	fill := map[string]string{"billing": "6"}
	tryAll(t, providers.IDCloudHost, []trial{
		{
			name: "IDC-30", op: "IDC-30", action: "bucket.create", fill: fill, sentence: "IDCloudHost refused",
			on: func(w *trialWorld) string { fill["name"] += "trial"; return anAccount(w) },
			done: func(w *trialWorld, op models.Operation) {
				if r := w.stored(providers.KindBucket, op.ResourceID); r.Name != fill["name"] || r.Bucket().Billing != "6" {
					w.t.Errorf("it made %q, %+v", r.Name, r.Bucket())
				}
			},
		},
		{
			name: "IDC-31", op: "IDC-31", action: "bucket.billing", on: aBucket, fill: map[string]string{"billing": "129075"}, sentence: "IDCloudHost refused",
			done: func(w *trialWorld, op models.Operation) {
				if f := w.stored(providers.KindBucket, op.ResourceID).Bucket(); f.Billing != "129075" {
					w.t.Errorf("%+v", f)
				}
			},
		},
		{
			name: "IDC-32", op: "IDC-32", action: "bucket.delete", on: aBucket, sentence: "Bucket is not empty",
			refuse: func(w *trialWorld, target string) { w.upload(target, "", "late.txt", "content") },
			done: func(w *trialWorld, op models.Operation) {
				if w.stored(providers.KindBucket, op.ResourceID).GoneAt == nil {
					w.t.Error("it is there still")
				}
			},
		},
	})
}

func TestIDCloudHostS3Keys(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{
		{
			name: "IDC-38", op: "IDC-38", action: "storage.key_create", on: theS3, sentence: "IDCloudHost refused",
			done: func(w *trialWorld, _ models.Operation) {
				made := w.newest("IDC-38").Target
				w.one(providers.KindS3Key, func(r models.Resource) bool { return r.ExternalID == made && r.SealedNames == "secret_key" })
			},
		},
		{
			name: "IDC-36", op: "IDC-36", action: "s3key.delete", sentence: "IDCloudHost refused",
			on: func(w *trialWorld) string {
				return fmt.Sprintf("/s3keys/%d", w.one(providers.KindS3Key, func(models.Resource) bool { return true }).ID)
			},
			done: func(w *trialWorld, op models.Operation) {
				if w.stored(providers.KindS3Key, op.ResourceID).GoneAt == nil {
					w.t.Error("it is there still")
				}
			},
		},
	})
}

// TestIDCloudHostS3User: a user is made once, so that each attempt begins with
// an account that has no keys.
func TestIDCloudHostS3User(t *testing.T) {
	without := func(w *trialWorld) string {
		for _, r := range w.beside(providers.KindS3Key) {
			op := w.ends(w.start(trial{action: "s3key.delete"}, fmt.Sprintf("/s3keys/%d", r.ID)).ID)
			if op.Status != models.StatusSucceeded {
				w.t.Fatalf("a key stays: %s", op.Error)
			}
		}
		return theS3(w)
	}
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-35", op: "IDC-35", action: "storage.user_create", on: without, sentence: "IDCloudHost refused",
		done: func(w *trialWorld, op models.Operation) {
			if f := w.stored(providers.KindStorage, op.ResourceID).Storage(); f.Login == "" || len(w.beside(providers.KindS3Key)) != 1 {
				w.t.Errorf("%+v, %d keys", f, len(w.beside(providers.KindS3Key)))
			}
		},
	}})
}

func TestClodoStores(t *testing.T) {
	fill := map[string]string{"cache_expires": "off", "cache_publicsearch": "on"}
	tryAll(t, providers.Clodo, []trial{
		{
			name: "CLO-40", op: "CLO-40", action: "storage.create", fill: fill, sentence: "Clodo refused",
			on: func(w *trialWorld) string { fill["title"] += "Медиа"; return anAccount(w) },
			done: func(w *trialWorld, op models.Operation) {
				r := w.stored(providers.KindStorage, op.ResourceID)
				if r.Name != fill["title"] || r.ExternalID != w.newest("CLO-40").Target || !r.Stored().Settings.PublicSearch {
					w.t.Errorf("it made %q: %s", r.Name, r.Gauges)
				}
				page := w.client.Get(fmt.Sprintf("/operations/%d", op.ID))
				if !strings.Contains(page.Text(), "Show once") {
					w.t.Errorf("the API key is not offered:\n%s", page.Text())
				}
			},
		},
		{
			name: "CLO-39", op: "CLO-39", action: "storage.update", on: aStore, sentence: "Clodo refused",
			fill: map[string]string{"title": "renamed", "cache_refererfilter": "example.com", "cache_expires": "1d"},
			done: func(w *trialWorld, op models.Operation) {
				r := w.stored(providers.KindStorage, op.ResourceID)
				if s := r.Stored().Settings; r.Name != "renamed" || s.Referers != "example.com" || s.Expires != "1d" {
					w.t.Errorf("%q: %+v", r.Name, s)
				}
			},
		},
		{
			name: "CLO-41", op: "CLO-41", action: "storage.delete", on: aStore, sentence: "Clodo refused",
			done: func(w *trialWorld, op models.Operation) {
				if w.stored(providers.KindStorage, op.ResourceID).GoneAt == nil {
					w.t.Error("it is there still")
				}
			},
		},
	})
}

// TestReadsOfStorageFail: each read that a page of the storage starts says why
// it failed, and says more once it does not.
func TestReadsOfStorageFail(t *testing.T) {
	t.Parallel()
	idc := openWorldOf(t, providers.IDCloudHost, 4)
	bucket := fmt.Sprintf("/buckets/%d", idc.one(providers.KindBucket, func(r models.Resource) bool { return r.ExternalID == "pang1" }).ID)
	idc.readsBack(bucket, "IDC-33", "Browse objects")
	clodo := openWorldOf(t, providers.Clodo, 4)
	clodo.readsBack(fmt.Sprintf("/stores/%d", clodo.one(providers.KindStorage, func(r models.Resource) bool { return r.ExternalID == "1" }).ID), "CLO-38", "storage.test.com")
}

// readsBack opens the detail of a thing while its read fails, and asks again.
func (w *trialWorld) readsBack(page, op, shows string) {
	w.t.Helper()
	w.box.SetFault(sandbox.Fault{Provider: string(w.slug), Op: op, Kind: sandbox.FaultStatus, Status: http.StatusServiceUnavailable})
	w.client.with("POST", page+"/detail", "", nil)
	if text := w.client.Get(page).Text(); !strings.Contains(text, "Try again") {
		w.t.Errorf("%s: the failure is not told:\n%s", op, text)
	}
	w.box.ClearFaults()
	w.client.with("POST", page+"/detail", "", nil)
	if text := w.client.Get(page).Text(); !strings.Contains(text, shows) || strings.Contains(text, "Try again") {
		w.t.Errorf("%s: %q is not told:\n%s", op, shows, text)
	}
}
