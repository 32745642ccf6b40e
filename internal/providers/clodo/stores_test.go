package clodo

import (
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

func TestSampleOfStores(t *testing.T) {
	f := newFake(t)
	f.on("GET /storage/", sample(t, "clo-37.json"))
	got, err := f.client.Stores(t.Context())
	if err != nil || len(got) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	same(t, "store 1", got[0], providers.Observation{
		Kind: providers.KindStorage, ID: "1", Name: "storage", State: providers.Available,
		Facts:  providers.StorageFacts{Endpoint: "cs1.clodo.ru:80", Login: "storage_123_1"},
		Gauges: providers.StorageGauges{SizeBytes: 19282934228},
		Secrets: map[string]secrets.Text{
			providers.SecretStorageKey:   secrets.NewText("CLODO_440233b83e04c723727aa2116f10a781"),
			providers.SecretStorageToken: secrets.NewText("CLODO_2f5e4af28424687f3f63047d581f36f2"),
		},
	})
}

func TestStoresThatCannotBeRead(t *testing.T) {
	f := newFake(t)
	for body, kind := range map[string]providers.ErrorKind{`{"storages":[{"title":"x"}]}`: providers.ErrUnexpected, `<html>`: providers.ErrUnexpected} {
		f.on("GET /storage/", answer(http.StatusOK, body))
		if _, err := f.client.Stores(t.Context()); providers.KindOf(err) != kind {
			t.Errorf("%s: %v", body, err)
		}
	}
	f.on("GET /storage/", answer(http.StatusServiceUnavailable, ""))
	if _, err := f.client.Stores(t.Context()); providers.KindOf(err) != providers.ErrUnavailable {
		t.Errorf("CLO-37: %v", err)
	}
}

func TestSampleOfOneStore(t *testing.T) {
	f := newFake(t)
	f.on("GET /storage/1/detail", sample(t, "clo-38.json"))
	got, err := f.client.Store(t.Context(), providers.Ref{ID: "1"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "store 1", got, providers.Observation{
		Kind: providers.KindStorage, ID: "1", Name: "storage", State: providers.Available,
		Facts: providers.StorageFacts{Endpoint: "cs1.clodo.ru:80", Login: "storage_123_1"},
		Gauges: providers.StorageGauges{SizeBytes: 19282934228, Settings: &providers.StorageSettings{
			CacheControl: "0", Expires: "off", Bypass: "X-Cache-Bypass-xjKRssBE", PublicSearch: true, PublicURL: "storage.test.com", PublicState: "checked",
		}},
	})
	f.on("GET /storage/2/detail", answer(http.StatusNotFound, `{"NotFound":{"code":404,"details":"Хранилище не найдено"}}`))
	f.on("GET /storage/3/detail", answer(http.StatusOK, `{"storage":{"id":"1"}}`))
	for id, kind := range map[string]providers.ErrorKind{"2": providers.ErrNotFound, "3": providers.ErrUnexpected, "../x": providers.ErrInvalid} {
		if _, err := f.client.Store(t.Context(), providers.Ref{ID: id}); providers.KindOf(err) != kind {
			t.Errorf("%s: %v", id, err)
		}
	}
	if _, err := f.client.Store(t.Context(), providers.Ref{ID: "2"}); providers.Sentence(err) != "Clodo does not have this store." {
		t.Errorf("%v", err)
	}
}

// TestStoreWrites compares what is sent with the samples of the requests.
func TestStoreWrites(t *testing.T) {
	f := newFake(t)
	f.on("PUT /storage/", mapped(t, "clo-40.xml"))
	made, err := f.client.CreateStore(intent(t.Context(), "CLO-40"), form.Values{"title": "storage"})
	if err != nil || made.ID != "123" {
		t.Fatalf("%+v, %v", made, err)
	}
	// The key of a creation is the API key.
	if made.Secrets[providers.SecretAPIKey].Reveal() != "CLODO_4239536e2a674889401182f3548536f7" ||
		made.Secrets[providers.SecretStorageKey].Reveal() != "CLODO_440233b83e04c723727aa2116f10a781" {
		t.Errorf("the keys are swapped")
	}
	f.on("POST /storage/1", answer(http.StatusNoContent, ""))
	in := form.Values{"title": "storage", "cache_bypass": "X-Cache-Bypass-xjKRssBE"}
	if err := f.client.ChangeStore(intent(t.Context(), "CLO-39"), providers.Ref{ID: "1"}, in); err != nil {
		t.Fatal(err)
	}
	f.on("DELETE /storage/1", answer(http.StatusNoContent, ""))
	if err := f.client.DeleteStore(intent(t.Context(), "CLO-41"), providers.Ref{ID: "1"}); err != nil {
		t.Fatal(err)
	}
	bodies := strings.Join(f.bodies, "\n")
	for _, want := range []string{
		`{"storage":{"cache_publicsearch":"0","title":"storage"}}`,
		`{"storage":{"cache_bypass":"X-Cache-Bypass-xjKRssBE","cache_expires":"","cache_publicsearch":"0","cache_refererfilter":"","cache_xomcc":"","title":"storage"}}`,
	} {
		if !strings.Contains(bodies, want) {
			t.Errorf("%s was not sent:\n%s", want, bodies)
		}
	}
}
