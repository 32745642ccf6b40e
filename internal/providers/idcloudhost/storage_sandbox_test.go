package idcloudhost_test

import (
	"strings"
	"testing"

	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

func TestStorageInTheSandbox(t *testing.T) {
	w := quick(t)
	c := w.client
	w.box.SetFault(sandbox.Fault{Provider: "idcloudhost", Op: "IDC-30", Kind: sandbox.FaultLost, Times: 1})
	if _, err := c.CreateBucket(w.allowed("IDC-30"), "new-bucket", "6"); providers.KindOf(err) != providers.ErrUnknown {
		t.Errorf("a lost answer: %v", err)
	}
	ref := providers.Ref{ID: "new-bucket"}
	o, err := c.Bucket(w.Context(), ref)
	if err != nil || o.Facts.(providers.BucketFacts).Billing != "6" {
		t.Fatalf("%+v, %v", o, err)
	}
	if err := c.BillBucket(w.allowed("IDC-31"), ref, "129075"); err != nil {
		t.Fatal(err)
	}
	if err := c.DeleteBucket(w.allowed("IDC-32"), providers.Ref{ID: "pang1"}); providers.KindOf(err) != providers.ErrConflict || !strings.Contains(providers.Said(err), "not empty") {
		t.Errorf("a full bucket: %v", err)
	}
	if err := c.DeleteBucket(w.allowed("IDC-32"), ref); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Bucket(w.Context(), ref); providers.KindOf(err) != providers.ErrNotFound {
		t.Errorf("it is there still: %v", err)
	}
	keys, err := c.CreateS3Key(w.allowed("IDC-38"))
	if err != nil || len(keys) != 4 {
		t.Fatalf("%+v, %v", keys, err)
	}
	if err := c.DeleteS3Key(w.allowed("IDC-36"), providers.Ref{ID: keys[3].ID}); err != nil {
		t.Fatal(err)
	}
	if err := c.DeleteS3Key(w.allowed("IDC-36"), providers.Ref{ID: keys[3].ID}); providers.KindOf(err) != providers.ErrNotFound {
		t.Errorf("deleted twice: %v", err)
	}
	if l := w.list("object storage"); len(l.Items) != 4 {
		t.Errorf("%+v", l)
	}
}
