//go:build e2e

package e2e

import (
	"encoding/json"
	"testing"

	"pinfold/internal/sandbox"
)

// agedProofs lets everybody have proved long ago who they are.
func (d *Data) agedProofs() {
	d.t.Helper()
	rows, err := d.scope.Sessions(d.t.Context())
	d.must(err)
	for _, row := range rows {
		values := map[string]string{}
		d.must(json.Unmarshal(row.Data, &values))
		values["proved"] = "1000"
		data, err := json.Marshal(values)
		d.must(err)
		d.must(d.store.KeepSession(d.t.Context(), row.Digest, data))
	}
}

// TestProofByPasswordOrPasskey: Enter sends the password that was typed, and
// the button beside it asks for a passkey.
func TestProofByPasswordOrPasskey(t *testing.T) {
	h := openAs(t, "localhost", sandbox.Options{})
	page := h.Page()
	k := h.NewKey(page)
	h.SignIn(page)
	h.addPasskey(page, "Laptop")
	k.Touched(false)
	db := OpenData(t, h.Panel)
	db.agedProofs()
	h.Goto(page, "/prove?next=/settings/profile")
	h.AllowConsole("422")
	word := page.Locator("input[type=password]")
	h.Must(h.Expect.Locator(word).ToBeFocused())
	h.Must(word.Fill("not it at all"))
	h.Must(word.Press("Enter"))
	h.Must(h.Expect.Locator(page.Locator(".field-error:visible")).ToContainText("This is not your password."))
	h.Must(word.Fill(Password))
	h.Must(word.Press("Enter"))
	h.Arrives(page, containing("/settings/profile"))

	db.agedProofs()
	k.Touched(true)
	h.Goto(page, "/prove?next=/settings/sessions")
	h.Press(page, "Use a passkey")
	h.Arrives(page, containing("/settings/sessions"))
}
