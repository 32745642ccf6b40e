package pages

import (
	"context"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"pinfold/internal/form"
	"pinfold/web/templates/layout"
)

var entry = form.Form{Fields: []form.Field{
	{Name: "email", Label: "E-mail", Kind: form.Email},
	{Name: "password", Label: "Password", Kind: form.Password, Secret: true},
}}

func TestPages(t *testing.T) {
	e := Entry{
		Form: entry, Host: "panel.example.com", Next: `/servers?q="><script>`, Hint: "Demo",
		Values: form.Values{"email": "<script>x</script>", "password": "secret words"},
		Errors: form.Errors{"": "Wait.", "password": "No match."},
	}
	trouble := Trouble{Status: 404, Sentence: "There is no such page. It was removed.", RequestID: "01J"}
	for name, one := range map[string]struct {
		page templ.Component
		want []string
	}{
		"sign-in": {SignIn(layout.Shell{}, e), []string{`action="/sign-in"`, `name="next"`, "No match.", "Wait.", "Demo"}},
		"set-up":  {Setup(layout.Shell{}, e), []string{`action="/setup"`, "No match."}},
		"problem": {Problem(layout.Shell{}, trouble), []string{`href="/"`, ">There is no such page</h1>", ">It was removed.</p>", "01J"}},
	} {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			if err := one.page.Render(context.Background(), &out); err != nil {
				t.Fatal(err)
			}
			for _, want := range one.want {
				if !strings.Contains(out.String(), want) {
					t.Errorf("lacks %s", want)
				}
			}
			for _, bad := range []string{"<script>", " style=", "javascript:", "secret words"} {
				if strings.Contains(out.String(), bad) {
					t.Errorf("contains %s", bad)
				}
			}
		})
	}
}
