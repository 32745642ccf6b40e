package sandbox

import (
	"fmt"
	"slices"
	"strconv"
)

// clodoStore is an account of the object store.
type clodoStore struct {
	id                  int
	title, login        string
	key, token          string // the token is called API key when it is made
	size                int64
	isDefault           string
	settings            map[string]string
	publicURL, urlState string
}

const clodoCluster = "cs1.clodo.ru:80"

// clodoStoreSettings are what CLO-39 and CLO-40 take beside the title.
var clodoStoreSettings = []string{"cache_xomcc", "cache_expires", "cache_bypass", "cache_refererfilter", "cache_publicsearch"}

// addSampleStores are those of the samples of CLO-37 and CLO-38.
func (w *clodoWorld) addSampleStores() {
	w.stores = append(w.stores,
		&clodoStore{id: 1, title: "storage", login: "storage_123_1", key: "CLODO_440233b83e04c723727aa2116f10a781",
			token: "CLODO_2f5e4af28424687f3f63047d581f36f2", size: 19282934228, isDefault: "0", publicURL: "storage.test.com", urlState: "checked",
			settings: map[string]string{"cache_xomcc": "0", "cache_expires": "off", "cache_bypass": "X-Cache-Bypass-xjKRssBE",
				"cache_refererfilter": "", "cache_publicsearch": "1"}},
		&clodoStore{id: 5, title: "test1", login: "storage_123_10", key: "CLODO_3aef93049d655bb86994273d338c9474",
			token: "CLODO_4239536e2a674889401182f3548536f7", size: 24979167, isDefault: "1", settings: w.newStoreSettings()})
}

func (w *clodoWorld) newStoreSettings() map[string]string {
	return map[string]string{"cache_xomcc": "0", "cache_expires": "off", "cache_bypass": "X-Cache-Bypass-" + w.shared.newPassword()[:8],
		"cache_refererfilter": "", "cache_publicsearch": "0"}
}

// newStore makes a store of the title; its numbers begin where the sample of
// CLO-40 has one.
func (w *clodoWorld) newStore(title string) *clodoStore {
	w.shared.lastStore++
	s := &clodoStore{id: 122 + w.shared.lastStore, title: title, isDefault: "0", settings: w.newStoreSettings(),
		key: w.shared.newStoreKey(), token: w.shared.newStoreKey()}
	s.login = fmt.Sprintf("storage_%d_%d", w.user, s.id)
	w.stores = append(w.stores, s)
	return s
}

func (p *clodo) newStoreKey() string {
	return fmt.Sprintf("CLODO_%016x%016x", p.random.Uint64(), p.random.Uint64())
}

// addStores makes up stores for an account that servers were made up for.
func (w *clodoWorld) addStores() {
	for i, title := range []string{"Медиа", "backup-2026", "сайт <static>"} {
		s := w.newStore(title)
		s.size = []int64{7_812_331_520, 412_316_860_416, 0}[i]
	}
}

func (w *clodoWorld) store(id string) (*clodoStore, bool) {
	i := slices.IndexFunc(w.stores, func(s *clodoStore) bool { return strconv.Itoa(s.id) == id })
	if i < 0 {
		return nil, false
	}
	return w.stores[i], true
}

// listed is the store as CLO-37 has it.
func (s *clodoStore) listed() map[string]string {
	return map[string]string{"id": strconv.Itoa(s.id), "title": s.title, "login": s.login, "cluster": clodoCluster, "key": s.key,
		"size": strconv.FormatInt(s.size, 10), "token": s.token}
}

// detailed is the store as CLO-38 has it.
func (s *clodoStore) detailed() map[string]string {
	out := s.listed()
	delete(out, "token")
	out["is_default"], out["public_url"], out["public_url_checked"] = s.isDefault, s.publicURL, s.urlState
	for _, name := range clodoStoreSettings {
		out[name] = s.settings[name]
	}
	return out
}
