package actions

import (
	"encoding/json"
	"slices"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// The fields of the form beside those of the profile and fieldSeen.
const (
	fieldPart = "part"
	// seenDigest is the digest of the secret fields among what was seen.
	seenDigest = "\x00digest"
	// wholeProfile is the part that is all of it.
	wholeProfile = "all"
	// clears is what is entered to clear a secret field.
	clears = "-"
)

// profileForm is the provider's form, filled with what is known, in one part or
// all. What the person sees comes back with it, so that a change made meanwhile
// is noticed.
func profileForm(c providers.ProfileEditor, t Target) form.Form {
	facts, held, digest := providers.ProfileFacts{}, []string{}, ""
	if t.Resource != nil {
		facts, held, digest = t.Resource.Profile(), strings.Split(t.Resource.SealedNames, ","), t.Resource.SealedDigest
	}
	f := c.ProfileForm(t.Known, facts)
	seen := form.Values{seenDigest: digest}
	for i := range f.Fields {
		field := &f.Fields[i]
		switch {
		case !field.Secret:
			field.Default, seen[field.Name] = facts[field.Name], facts[field.Name]
		case slices.Contains(held, field.Name):
			field.Placeholder = "••••••••"
			field.Help = strings.TrimSpace(field.Help + " Left empty it stays. Enter " + clears + " to clear it.")
		}
	}
	f.Fields = append(parts(f.Fields), form.Field{Name: fieldSeen, Kind: form.Hidden, Default: encode(seen), MaxLength: 100_000, Check: checkSeen})
	f.Check = func(in form.Values) form.Errors {
		if len(changedFields(f, in)) == 0 {
			return form.Errors{"": "You changed nothing, so nothing was sent."}
		}
		return nil
	}
	return f
}

// parts puts a choice of the group before the fields, if there are several.
func parts(fields []form.Field) []form.Field {
	part := form.Field{Name: fieldPart, Label: "Part", Kind: form.Select, Options: []form.Option{{Value: wholeProfile, Label: "Everything"}}}
	for i, field := range fields {
		if i == 0 || fields[i-1].Group != field.Group {
			part.Options = append(part.Options, form.Option{Value: field.Group, Label: field.Group})
		}
	}
	if len(part.Options) < 3 {
		return fields
	}
	for i, field := range fields {
		fields[i].When = append([]form.Condition{{Field: fieldPart, Values: []string{wholeProfile, field.Group}}}, field.When...)
	}
	return append([]form.Field{part}, fields...)
}

func encode(seen form.Values) string {
	data, _ := json.Marshal(seen) // Texts cannot fail.
	return string(data)
}

func checkSeen(text string) string {
	var seen form.Values
	if json.Unmarshal([]byte(text), &seen) != nil {
		return "The form is damaged. Open it again."
	}
	return ""
}

// changedFields are the fields that differ from what the person saw, with
// their new values.
func changedFields(f form.Form, in form.Values) form.Values {
	seen, changed := seenProfile(in), form.Values{}
	for _, field := range f.Fields {
		value, ok := in[field.Name]
		switch {
		case !ok, field.Name == fieldPart, field.Name == fieldSeen:
		case field.Secret && value == clears:
			changed[field.Name] = ""
		case field.Secret && value != "", !field.Secret && value != seen[field.Name]:
			changed[field.Name] = value
		}
	}
	return changed
}

// profileInput keeps what changed, with what it was.
func profileInput(f form.Form, in form.Values) form.Values {
	changed, all := changedFields(f, in), seenProfile(in)
	seen := form.Values{seenDigest: all[seenDigest]}
	for name := range changed {
		if was, ok := all[name]; ok {
			seen[name] = was
		}
	}
	return form.Join(changed, form.Values{fieldSeen: encode(seen)})
}
