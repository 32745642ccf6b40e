package idcloudhost

import (
	"context"
	"testing"
	"time"

	"pinfold/internal/providers"
)

func moment(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func bucket(name, billing string, size, objects int64, created, modified time.Time) providers.Observation {
	return providers.Observation{Kind: providers.KindBucket, ID: name, Name: name, State: providers.Available,
		Facts:  providers.BucketFacts{Billing: billing, CreatedAt: created},
		Gauges: providers.BucketGauges{SizeBytes: size, Objects: objects, ModifiedAt: modified}}
}

func TestSampleOfBuckets(t *testing.T) {
	f := newFake(t)
	f.on("/storage/bucket/list", sample(t, "idc-34.json"))
	f.on("/storage/bucket", sample(t, "idc-33.json"))
	got, err := f.client.Buckets(t.Context())
	if err != nil || len(got) != 5 {
		t.Fatalf("%+v, %v", got, err)
	}
	same(t, "pang1", got[1], bucket("pang1", "129093", 3189211059, 5, moment(t, "2021-01-22T13:10:09.19Z"), moment(t, "2021-01-21T16:14:06.651Z")))
	one, err := f.client.Bucket(t.Context(), providers.Ref{ID: "pang1"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "pang1", one, bucket("pang1", "129093", 3189211059, 5, moment(t, "2021-01-22T12:57:13.808Z"), moment(t, "2021-01-22T14:57:13.694Z")))
	if _, err := f.client.Bucket(t.Context(), providers.Ref{ID: "pang2"}); providers.KindOf(err) != providers.ErrUnexpected {
		t.Errorf("an answer about another bucket: %v", err)
	}
}

func TestStorageThatCannotBeRead(t *testing.T) {
	f := newFake(t)
	for _, path := range []string{"/storage/api/s3", "/storage/bucket/list", "/storage/user/keys", "/storage/bucket"} {
		f.on(path, answer(503, "down"))
	}
	if _, err := f.client.Buckets(t.Context()); providers.KindOf(err) != providers.ErrUnavailable {
		t.Errorf("IDC-34: %v", err)
	}
	if _, err := f.client.Bucket(t.Context(), providers.Ref{ID: "pang1"}); providers.KindOf(err) != providers.ErrUnavailable {
		t.Errorf("IDC-33: %v", err)
	}
	if _, err := f.client.listStorage(t.Context()); providers.KindOf(err) != providers.ErrUnavailable {
		t.Errorf("IDC-29: %v", err)
	}
	if _, err := f.client.S3Keys(t.Context()); providers.KindOf(err) != providers.ErrUnavailable {
		t.Errorf("IDC-37: %v", err)
	}
}

func TestSamplesOfBucketWrites(t *testing.T) {
	f := newFake(t)
	f.on("/storage/bucket", sample(t, "idc-30.json"))
	if ref, err := f.client.CreateBucket(intent(t.Context(), "IDC-30"), "pang1", "12345"); err != nil || ref.ID != "pang1" {
		t.Errorf("%+v, %v", ref, err)
	}
	f.on("/storage/bucket", sample(t, "idc-31.json"))
	if err := f.client.BillBucket(intent(t.Context(), "IDC-31"), providers.Ref{ID: "pang1"}, "129072"); err != nil {
		t.Error(err)
	}
	f.on("/storage/bucket", answer(204, ""))
	if err := f.client.DeleteBucket(intent(t.Context(), "IDC-32"), providers.Ref{ID: "pang1"}); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"", "..", "a/b", "a b"} {
		if err := f.client.DeleteBucket(intent(t.Context(), "IDC-32"), providers.Ref{ID: name}); providers.KindOf(err) != providers.ErrInvalid {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestSamplesOfS3(t *testing.T) {
	f := newFake(t)
	f.on("/storage/api/s3", sample(t, "idc-29.json"))
	f.on("/storage/user/keys", sample(t, "idc-37.json"))
	f.on("/storage/user", sample(t, "idc-35.json"))
	l, err := f.client.listStorage(t.Context())
	if err != nil || !l.Complete || len(l.Items) != 4 {
		t.Fatalf("%+v, %v", l, err)
	}
	same(t, "store", l.Items[3], providers.Observation{Kind: providers.KindStorage, ID: "s3", Name: "Object storage", State: providers.Available,
		Facts: providers.StorageFacts{Endpoint: "https://s3.idcloudhost.com:8080/", Login: "user+test@example.com", S3: true}})
	key := l.Items[0]
	if key.Kind != providers.KindS3Key || key.ID != "ES1R...1N" || key.Secrets[providers.SecretS3].Reveal() != "bwtl...LU" {
		t.Errorf("%+v", key)
	}
	if f.count("/storage/user") != 0 {
		t.Error("a list made a user")
	}
	made, err := f.client.CreateS3User(intent(t.Context(), "IDC-35"))
	if err != nil || len(made) != 4 || made[2].ID != "I16N...0T" {
		t.Errorf("%+v, %v", made, err)
	}
	f.on("/storage/user/keys", sample(t, "idc-38.json"))
	if made, err = f.client.CreateS3Key(intent(t.Context(), "IDC-38")); err != nil || len(made) != 4 || made[0].ID != "44PW...BC" {
		t.Errorf("%+v, %v", made, err)
	}
	f.on("/storage/user/keys", answer(200, ""))
	if err := f.client.DeleteS3Key(intent(t.Context(), "IDC-36"), providers.Ref{ID: "I16N8YDF6A6FX8ILP30T"}); err != nil {
		t.Error(err)
	}
	if _, err := f.client.CreateS3User(t.Context()); err == nil {
		t.Error("the user was made without an intent")
	}
	f.on("/storage/user/keys", answer(404, `{"errors":{"Error":"No such S3 user exists."}}`))
	if keys, err := f.client.S3Keys(t.Context()); err != nil || len(keys) != 0 {
		t.Errorf("without a user: %+v, %v", keys, err)
	}
	f.on("/storage/api/s3", answer(200, `{}`))
	if _, err := f.client.listStorage(t.Context()); providers.KindOf(err) != providers.ErrUnexpected {
		t.Errorf("no url: %v", err)
	}
}

func intent(ctx context.Context, op providers.OpID) context.Context {
	return providers.WithIntent(ctx, providers.Intent{Operation: 1, Step: "step", Op: op})
}
