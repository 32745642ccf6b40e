package actions

import (
	"encoding/json"
	"fmt"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// profileEdit is what a person changed of a profile, and what it was based on.
type profileEdit struct {
	form form.Form
	// wanted has the new values, seen the open ones that the person saw.
	wanted, seen form.Values
	// digest is that of the secret fields then.
	digest string
}

func profileEditOf(f form.Form, in form.Values) profileEdit {
	e := profileEdit{form: f, wanted: form.Values{}, seen: seenProfile(in)}
	e.digest = e.seen[seenDigest]
	for _, field := range f.Fields {
		if value, ok := in[field.Name]; ok {
			e.wanted[field.Name] = value
		}
	}
	return e
}

func factsOf(o providers.Observation) providers.ProfileFacts {
	facts, _ := o.Facts.(providers.ProfileFacts)
	return facts
}

// reached reports whether the profile has all that is wanted.
func (e profileEdit) reached(now providers.Observation) bool {
	facts := factsOf(now)
	for _, field := range e.form.Fields {
		want, ok := e.wanted[field.Name]
		is := facts[field.Name]
		if field.Secret {
			is = now.Secrets[field.Name].Reveal()
		}
		if ok && is != want {
			return false
		}
	}
	return true
}

// conflict fails if a field that is to be changed is not what the person saw.
// It may be what was asked for already.
func (e profileEdit) conflict(r *Run, now providers.Observation) error {
	var others []string
	hidden := false
	for _, field := range e.form.Fields {
		want, ok := e.wanted[field.Name]
		saw, is := e.seen[field.Name], factsOf(now)[field.Name]
		switch {
		case !ok:
		case field.Secret:
			hidden = hidden || now.Secrets[field.Name].Reveal() != want
		case is != saw && is != want:
			others = append(others, fmt.Sprintf("%s was %s and is %s now.", field.Label, quoted(saw), quoted(is)))
		}
	}
	if hidden && r.Keys.Digest(now.Secrets) != e.digest {
		others = append(others, "A field that is kept secret is not what it was.")
	}
	if len(others) == 0 {
		return nil
	}
	return &providers.Error{Kind: providers.ErrConflict, Op: r.Write(), NotSent: true,
		Sentence: "The profile was changed meanwhile. Nothing was sent. " + strings.Join(others, " ")}
}

func quoted(value string) string {
	if value == "" {
		return "empty"
	}
	return `"` + value + `"`
}

// seenProfile reads the hidden field with what the person saw.
func seenProfile(in form.Values) form.Values {
	seen := form.Values{}
	_ = json.Unmarshal([]byte(in[fieldSeen]), &seen) // Checked by the form.
	return seen
}
