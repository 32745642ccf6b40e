package idcloudhost

import (
	"slices"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// The values of fieldInstall.
const (
	installSystem = "system"
	installApp    = "app"
)

// systems are what can be installed: plain systems and applications. The value
// of a choice is the id of its image.
type systems struct{ plain, apps []form.Option }

// systemsOf joins the catalogs (IDC-53 to 55) with the systems that only the
// constraints name (IDC-52): each of them offers some that the other lacks.
func systemsOf(known providers.Offerings) (all systems) {
	for _, o := range known.Known(providers.KindImage) {
		facts, _ := o.Facts.(providers.ImageFacts)
		option := form.Option{Value: o.ID, Label: o.Name}
		if facts.ServerType == application {
			all.apps = append(all.apps, option)
		} else {
			all.plain = append(all.plain, option)
		}
	}
	for _, os := range constraintOf(known, "os_name", "").values {
		for _, version := range constraintOf(known, "os_version", os).values {
			option := form.Option{Value: os + ":" + version, Label: titleOf(os) + " " + version}
			if !all.has(option.Value) {
				all.plain = append(all.plain, option)
			}
		}
	}
	slices.SortStableFunc(all.plain, byLabel)
	slices.SortStableFunc(all.apps, byLabel)
	return all
}

func byLabel(a, b form.Option) int { return strings.Compare(a.Label, b.Label) }

func (s systems) has(id string) bool {
	is := func(o form.Option) bool { return o.Value == id }
	return slices.ContainsFunc(s.plain, is) || slices.ContainsFunc(s.apps, is)
}

// names are the os_name of all systems, each once.
func (s systems) names() (names []string) {
	for _, o := range slices.Concat(s.plain, s.apps) {
		if os, _, _ := strings.Cut(o.Value, ":"); !slices.Contains(names, os) {
			names = append(names, os)
		}
	}
	slices.Sort(names)
	return names
}

// bound makes a bound hold while a system of the os_name is chosen, plain or
// as an application.
func (s systems) bound(os string, b form.Bound) (bounds []form.Bound) {
	for _, offer := range []struct {
		field   string
		options []form.Option
	}{{fieldImage, s.plain}, {fieldApp, s.apps}} {
		if ids := idsOf(offer.options, os); len(ids) > 0 {
			b.When = when(offer.field, ids...)
			bounds = append(bounds, b)
		}
	}
	return bounds
}

func idsOf(options []form.Option, os string) (ids []string) {
	for _, o := range options {
		if strings.HasPrefix(o.Value, os+":") {
			ids = append(ids, o.Value)
		}
	}
	return ids
}

func systemFields(all systems) []form.Field {
	choice := form.Field{Name: fieldInstall, Label: "Install", Kind: form.Radio, Default: installSystem,
		Options: []form.Option{{Value: installSystem, Label: "Operating system"}}}
	plain := form.Field{Name: fieldImage, Label: "Operating system", Kind: form.Select, Options: all.plain}
	if len(all.plain) == 0 {
		plain.Help = "No operating system is known yet. IDCloudHost's list is read after the account is connected."
	}
	if len(all.apps) == 0 {
		return []form.Field{plain}
	}
	choice.Options = append(choice.Options, form.Option{Value: installApp, Label: "Application"})
	plain.When = when(fieldInstall, installSystem)
	app := form.Field{Name: fieldApp, Label: "Application", Kind: form.Select, Options: all.apps, When: when(fieldInstall, installApp)}
	return []form.Field{choice, plain, app}
}

func when(field string, values ...string) []form.Condition {
	return []form.Condition{{Field: field, Values: values}}
}

// titleOf is an os_name as a name: "Windows".
func titleOf(os string) string {
	if os == "" {
		return ""
	}
	return strings.ToUpper(os[:1]) + os[1:]
}

// systemIn is the os_name and os_version that was chosen.
func systemIn(in form.Values) (os, version string) {
	id := in[fieldImage]
	if in[fieldInstall] == installApp {
		id = in[fieldApp]
	}
	os, version, _ = strings.Cut(id, ":")
	return os, version
}
