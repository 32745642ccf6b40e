package inferno

import (
	"strings"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

func TestTrade(t *testing.T) {
	const key = "0123456789abcdef0123"
	tests := []struct {
		name, body, cid, key string
		kind                 providers.ErrorKind
	}{
		{"object", `{"result":"success","cid":"777","key":"` + key + `"}`, "777", key, ""},
		{"other names", `{"client_id":777,"apiKey":"` + key + `"}`, "777", key, ""},
		{"nested", `{"result":"success","data":{"cid":777,"api_key":"` + key + `"}}`, "777", key, ""},
		{"short key", `{"key":"abc"}`, "", "abc", ""},
		{"text of JSON", `"` + key + `"`, "", key, ""},
		{"bare", "\xef\xbb\xbf" + key + "\n", "", key, ""},
		{"refused", `{"result":"fail","message":"Wrong email or password"}`, "", "", providers.ErrAuth},
		{"refused oddly", `{"result":"fail","message":"User not found"}`, "", "", providers.ErrAuth},
		{"no key", `{"result":"success"}`, "", "", providers.ErrUnexpected},
		{"key with a space", `{"key":"not a key"}`, "", "", providers.ErrUnexpected},
		{"word", "Forbidden", "", "", providers.ErrUnexpected},
		{"page", "<html>Checking your browser", "", "", providers.ErrUnexpected},
		{"list", "[]", "", "", providers.ErrUnexpected},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			f.on("getApiKey", 200, tt.body)
			cid, got, err := f.client.Trade(t.Context(), "a+b@example.org", secrets.NewText("p&ss wörd"))
			if cid != tt.cid || got.Reveal() != tt.key || providers.KindOf(err) != tt.kind {
				t.Errorf("%q, %q, %v", cid, got.Reveal(), err)
			}
			form := f.asked[0]
			if len(form) != 3 || form.Get("email") != "a+b@example.org" || form.Get("pass") != "p&ss wörd" {
				t.Errorf("sent %v", form)
			}
		})
	}
}

func TestTradeKeepsThePasswordToItself(t *testing.T) {
	f := newFake(t)
	f.on("getApiKey", 200, `{"result":"fail","message":"secret-canary is wrong"}`)
	_, _, err := f.client.Trade(t.Context(), "a@example.org", secrets.NewText("secret-canary"))
	if said := providers.Said(err); said == "" || strings.Contains(said+err.Error()+providers.Sentence(err), "canary") {
		t.Errorf("said %q, %v", said, err)
	}
}

// The person enters the client id where Inferno does not name one that could
// be entered.
func TestTradeWithoutAClient(t *testing.T) {
	for body, want := range map[string]string{
		`{"key":"0123456789abcdef"}`:                      "",
		`{"key":"0123456789abcdef","cid":777}`:            "777",
		`{"key":"0123456789abcdef","client_id":"a name"}`: "",
	} {
		f := newFake(t)
		f.on("getApiKey", 200, body)
		settings := form.Values{fieldEndpoint: f.client.home.String()}
		got, err := Vendor().Trade.Do(t.Context(), settings, form.Values{fieldEmail: "a@example.org"}, f.client.line.Kit)
		_, named := got[fieldCID]
		if err != nil || got[fieldKey] != "0123456789abcdef" || got[fieldCID] != want || named != (want != "") {
			t.Errorf("%s: %v, %v", body, got, err)
		}
	}
}
