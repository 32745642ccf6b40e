package search

import "testing"

func TestMarked(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"api-test", "api", "|api|-test"}, {"my-API", "api", "my-|API|"}, {"web", "x", "web||"}, {"web", "", "web||"},
		{"Сервер", "сер", "|Сер|вер"}, {"İstanbul", "stan", "İstanbul||"}, {"a<b>", "<b>", "a|<b>|"},
	} {
		m := Item{Name: tt.name, Mark: true}.marked(tt.text)
		if got := m.before + "|" + m.match + "|" + m.after; got != tt.want {
			t.Errorf("%q in %q: %s, want %s", tt.text, tt.name, got, tt.want)
		}
	}
	if m := (Item{Name: "Reboot web"}).marked("web"); m.match != "" {
		t.Error("an action is marked")
	}
}
