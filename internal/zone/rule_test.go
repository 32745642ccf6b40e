package zone_test

import (
	"fmt"
	"strings"
	"testing"

	"pinfold/internal/zone"
)

func ruled() []zone.Record {
	return []zone.Record{
		{ID: "1", Name: "@", Type: "SOA", Content: "ns1.example.com. h.example.com. 1 2 3 4 5", TTL: 86400},
		{ID: "2", Name: "@", Type: "A", Content: "192.0.2.1", TTL: 3600},
		{ID: "3", Name: "www", Type: "A", Content: "192.0.2.1", TTL: 300},
		{ID: "4", Name: "@", Type: "AAAA", Content: "2001:DB8::1", TTL: 3600},
		{ID: "5", Name: "@", Type: "TXT", Content: `"v=spf1 ip4:192.0.2.1 ip4:192.0.2.0/24 ~all"`, TTL: 60},
		{ID: "6", Name: "@", Type: "TXT", Content: `"V=SPF1 -all"`, TTL: 60},
		{ID: "7", Name: "@", Type: "NS", Content: "ns1.example.com.", TTL: 86400},
	}
}

func TestRules(t *testing.T) {
	for _, tt := range []struct {
		rule zone.Rule
		with zone.Draft
		want string
	}{
		{zone.RuleAddress, zone.Draft{"from": "192.0.2.1", "to": "192.0.2.9"}, "2=192.0.2.9/3600 3=192.0.2.9/300"},
		{zone.RuleAddress, zone.Draft{"from": "192.0.2.1", "to": "192.0.2.9", "spf": "1"},
			`2=192.0.2.9/3600 3=192.0.2.9/300 5="v=spf1 ip4:192.0.2.9 ip4:192.0.2.0/24 ~all"/60`},
		{zone.RuleAddress, zone.Draft{"from": "2001:db8:0::1", "to": "2001:db8::2"}, "4=2001:db8::2/3600"},
		{zone.RuleAddress, zone.Draft{"from": "198.51.100.1", "to": "192.0.2.9"}, ""},
		{zone.RuleSPF, zone.Draft{"text": "v=spf1 mx -all"}, `5="v=spf1 mx -all"/60 6-`},
		{zone.RuleSet, zone.Draft{"type": "A", "name": "www", "ttl": "600", "address": "192.0.2.7"}, "3=192.0.2.7/600"},
		{zone.RuleSet, zone.Draft{"type": "CAA", "name": "@", "ttl": "3600", "flags": "0", "tag": "issue", "value": "ca.example"}, `+0 issue "ca.example"/3600`},
		{zone.RuleRemove, zone.Draft{"type": "TXT", "name": ""}, "5- 6-"},
		{zone.RuleTTL, zone.Draft{"type": "A", "ttl": "300"}, "2=192.0.2.1/300"},
		{zone.RuleTTL, zone.Draft{"ttl": "86400"},
			`2=192.0.2.1/86400 3=192.0.2.1/86400 4=2001:DB8::1/86400 5="v=spf1 ip4:192.0.2.1 ip4:192.0.2.0/24 ~all"/86400 6="V=SPF1 -all"/86400`},
	} {
		changes, wrong := zone.New("example.com").Changes(tt.rule, tt.with, ruled())
		if got := told(changes); got != tt.want || len(wrong) > 0 {
			t.Errorf("%s %v: %s (%v), want %s", tt.rule, tt.with, got, wrong, tt.want)
		}
	}
}

func told(changes []zone.Change) string {
	var all []string
	for _, c := range changes {
		switch {
		case c.Removes():
			all = append(all, c.Before.ID+"-")
		case c.Adds():
			all = append(all, fmt.Sprintf("+%s/%d", c.After.Content, c.After.TTL))
		default:
			all = append(all, fmt.Sprintf("%s=%s/%d", c.Before.ID, c.After.Content, c.After.TTL))
		}
	}
	return strings.Join(all, " ")
}

func TestRulesRefuse(t *testing.T) {
	for _, tt := range []struct {
		rule        zone.Rule
		with        zone.Draft
		field, want string
	}{
		{"other", nil, "rule", "Choose"},
		{zone.RuleAddress, zone.Draft{"from": "1.2.3", "to": "1.2.3.4"}, "from", "address"},
		{zone.RuleAddress, zone.Draft{"from": "1.2.3.4", "to": "::1"}, "to", "Both"},
		{zone.RuleAddress, zone.Draft{"from": "1.2.3.4", "to": "1.2.3.4"}, "to", "same"},
		{zone.RuleSPF, zone.Draft{"text": "v=spf2"}, "text", "v=spf1"},
		{zone.RuleSet, zone.Draft{"type": "A", "address": "x"}, "address", ""},
		{zone.RuleRemove, zone.Draft{"name": "@"}, "type", "Choose"},
		{zone.RuleRemove, zone.Draft{"name": "@", "type": "NS"}, "name", "keeps"},
		{zone.RuleRemove, zone.Draft{"name": "@", "type": "SOA"}, "type", "Choose"},
		{zone.RuleTTL, zone.Draft{"ttl": "never"}, "ttl", ""},
	} {
		changes, wrong := zone.New("example.com").Changes(tt.rule, tt.with, ruled())
		if sentence := wrong[tt.field]; sentence == "" || !strings.Contains(sentence, tt.want) || changes != nil {
			t.Errorf("%s %v: %v, %v", tt.rule, tt.with, wrong, changes)
		}
	}
}
