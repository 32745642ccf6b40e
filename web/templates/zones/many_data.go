package zones

import (
	"context"
	"net/url"

	"pinfold/internal/zone"
	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

// Many is one change over many zones.
type Many struct {
	Rule  zone.Rule
	Draft map[string]string
	Zones []ManyZone
	// Asked says that the change is to be shown, Wrong what is wrong with it.
	Asked bool
	Wrong zone.Wrong
	// Changed are the zones in which something changes, Same and Unread the names
	// of those in which nothing does or whose records are not known yet, Count all
	// changes.
	Changed      []ManyChange
	Same, Unread []string
	Count        int
}

// ManyZone is a zone to choose.
type ManyZone struct {
	ID, Name                string
	Code, Provider, Account string
	Chosen                  bool
	// Unsent counts what is on the person's list there.
	Unsent int
}

// ManyChange is what changes in one zone.
type ManyChange struct {
	Name, Href string
	Lines      []Line
}

// ruleWords are what the rules are called, and what they do.
func ruleWords(ctx context.Context, rule zone.Rule) (label, help string) {
	switch rule {
	case zone.RuleAddress:
		return i18n.T(ctx, "Replace an address"), i18n.T(ctx, "In all A and AAAA records that hold it.")
	case zone.RuleSPF:
		return i18n.T(ctx, "Set SPF"), i18n.T(ctx, "One SPF record at the zone’s own name, whatever stood there.")
	case zone.RuleSet:
		return i18n.T(ctx, "Set a record"), i18n.T(ctx, "In the place of all records of its name and type.")
	case zone.RuleRemove:
		return i18n.T(ctx, "Remove records"), i18n.T(ctx, "All of one name and type.")
	}
	return i18n.T(ctx, "Set TTL"), i18n.T(ctx, "Of all records, or of those of one type.")
}

// manyField is one input of a rule.
type manyField struct {
	Name, Label, Example string
	Types                []string
	Optional             bool
}

// fields are what a rule is told with.
func (m Many) fields(ctx context.Context, rule zone.Rule) []manyField {
	name := manyField{Name: zone.FieldName, Label: i18n.T(ctx, "Name"), Example: "www"}
	switch rule {
	case zone.RuleAddress:
		return []manyField{{Name: "from", Label: i18n.T(ctx, "Old address"), Example: "192.0.2.1"}, {Name: "to", Label: i18n.T(ctx, "New address"), Example: "192.0.2.2"}}
	case zone.RuleSPF:
		return []manyField{{Name: "text", Label: i18n.T(ctx, "SPF record"), Example: "v=spf1 mx -all"}}
	case zone.RuleRemove:
		return []manyField{{Name: zone.FieldType, Label: i18n.T(ctx, "Type"), Types: zone.Types}, name}
	case zone.RuleTTL:
		return []manyField{{Name: zone.FieldType, Label: i18n.T(ctx, "Type"), Types: zone.Types, Optional: true}, {Name: zone.FieldTTL, Label: i18n.T(ctx, "TTL"), Example: "3600"}}
	}
	kind := m.Draft[zone.FieldType]
	fields := []manyField{{Name: zone.FieldType, Label: i18n.T(ctx, "Type"), Types: zone.Types}, name}
	if kind == "" {
		kind = zone.Types[0]
	}
	for _, f := range zone.Fields(kind) {
		fields = append(fields, manyField{Name: f.Name, Label: i18n.T(ctx, f.Label), Example: f.Example})
	}
	return append(fields, manyField{Name: zone.FieldTTL, Label: i18n.T(ctx, "TTL"), Example: "3600"})
}

// rule is the one that is chosen, else the first.
func (m Many) rule() zone.Rule {
	for _, r := range zone.Rules {
		if r == m.Rule {
			return r
		}
	}
	return zone.Rules[0]
}

// value is what was entered, else what a new record of the type begins with.
func (m Many) value(f manyField) string {
	if v, ok := m.Draft[f.Name]; ok {
		return v
	}
	if m.rule() == zone.RuleSet {
		return zone.NewDraft(zone.Types[0])[f.Name]
	}
	return ""
}

// href is the page with another rule and the same zones.
func (m Many) href(rule zone.Rule) string {
	query := url.Values{"rule": {string(rule)}}
	for _, z := range m.Zones {
		if z.Chosen {
			query.Add("id", z.ID)
		}
	}
	return "/zones/many?" + query.Encode()
}

// sent are the fields that the change is made of.
func (m Many) sent() (all []field) {
	all = append(all, field{"rule", string(m.rule())})
	all = append(all, fields(m.Draft)...)
	for _, z := range m.Zones {
		if z.Chosen {
			all = append(all, field{"id", z.ID})
		}
	}
	return all
}

func (m Many) invalid(name string) ui.Attrs {
	if m.Wrong[name] == "" {
		return nil
	}
	return ui.Attrs{"aria-invalid": "true", "aria-describedby": manyID(name) + "-e"}
}

// manyID is the input of a field.
func manyID(name string) string { return "f-" + name }

// retypes draws the fields of another type as soon as it is chosen.
func (m Many) retypes(ctx context.Context) ui.Attrs {
	if m.rule() != zone.RuleSet {
		return nil
	}
	return ui.HX(ctx, "hx-get", "/zones/many", "hx-trigger", "change", "hx-include", "closest form", "hx-target", "#many-fields",
		"hx-select", "#many-fields", "hx-swap", "outerHTML")
}
