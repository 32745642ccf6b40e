package clodo

import (
	"slices"
	"strconv"
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
	"pinfold/internal/zone"
)

// mannerOf tells from the records of a zone how Clodo writes them, which its
// document leaves open.
func mannerOf(name string, records []api.Record) providers.ZoneManner {
	var m providers.ZoneManner
	texts, bare := 0, 0
	for _, r := range records {
		kind, content := typeOf(r), r.Content.Trim()
		owner := r.Name.Trim()
		m.DottedNames = m.DottedNames || strings.HasSuffix(owner, ".")
		m.ShortNames = m.ShortNames || !within(zoneName(owner), name)
		if hosts := hostFields(kind, len(strings.Fields(content))); len(hosts) > 0 {
			fields := strings.Fields(content)
			host := fields[hosts[0]]
			m.DottedHosts = m.DottedHosts || host != "." && strings.HasSuffix(host, ".")
		}
		if isText(kind) {
			texts++
			if !strings.HasPrefix(content, `"`) {
				bare++
			}
		}
		_, _, led := leading(kind, content)
		m.InContent = m.InContent || led
	}
	m.BareTexts = texts > 0 && bare == texts
	return m
}

// readRecord is a record as the panel writes it.
func readRecord(name string, r api.Record) zone.Record {
	kind, content := typeOf(r), r.Content.Trim()
	out := zone.Record{ID: r.ID.Trim(), Type: kind, Name: shortName(r.Name.Trim(), name), TTL: bounded(r.TTL.Value)}
	if rest, priority, led := leading(kind, content); led {
		content, out.Priority = rest, priority
	} else if hasPriority(kind) {
		out.Priority = bounded(r.Priority.Value)
	}
	switch {
	case isText(kind):
		out.Content = quoted(content)
	default:
		out.Content = dotted(kind, content)
	}
	return out
}

// writeRecord is the record in the provider's manner.
func writeRecord(name string, m providers.ZoneManner, r zone.Record) api.Record {
	out := api.Record{ID: wire.String(r.ID), Type: wire.String(r.Type), TTL: wire.Int{Value: int64(r.TTL), Known: r.TTL > 0}}
	owner := r.Name
	switch {
	case m.ShortNames:
	case strings.HasSuffix(owner, "."): // Outside of the zone.
		owner = zoneName(owner)
	case owner == "@" || owner == "":
		owner = name
	default:
		owner += "." + name
	}
	if m.DottedNames && !m.ShortNames {
		owner += "."
	}
	out.Name = wire.String(owner)
	content := r.Content
	switch {
	case isText(r.Type) && m.BareTexts:
		content = bare(content)
	case !isText(r.Type) && !m.DottedHosts:
		content = undotted(r.Type, content)
	}
	if hasPriority(r.Type) {
		if m.InContent {
			content = strconv.Itoa(r.Priority) + " " + content
		} else {
			out.Priority = wire.Int{Value: int64(r.Priority), Known: true}
		}
	}
	out.Content = wire.String(content)
	return out
}

func typeOf(r api.Record) string { return strings.ToUpper(r.Type.Trim()) }
func isText(kind string) bool    { return kind == "TXT" || kind == "SPF" }
func hasPriority(kind string) bool {
	return kind == "MX" || kind == "SRV"
}

// bounded keeps a number in the range of what a record can hold.
func bounded(n int64) int { return int(min(max(n, 0), 1<<31-1)) }

// within reports whether a whole name is in the zone.
func within(owner, name string) bool {
	owner, name = strings.ToLower(owner), strings.ToLower(name)
	return owner == name || len(owner) > len(name)+1 && strings.HasSuffix(owner, "."+name)
}

// shortName is a name relative to the zone.
func shortName(owner, name string) string {
	plain := zoneName(owner)
	switch {
	case plain == "" || plain == "@" || strings.EqualFold(plain, name):
		return "@"
	case within(plain, name):
		return plain[:len(plain)-len(name)-1]
	case plain != owner:
		return owner
	}
	return plain
}

// leading splits the priority from a content that begins with it.
func leading(kind, content string) (rest string, priority int, ok bool) {
	fields := strings.Fields(content)
	if kind != "MX" || len(fields) != 2 {
		if kind != "SRV" || len(fields) != 4 {
			return content, 0, false
		}
	}
	n, err := strconv.Atoi(fields[0])
	if err != nil || n < 0 || n > 65535 {
		return content, 0, false
	}
	return strings.Join(fields[1:], " "), n, true
}

// hostFields are the fields of a content that are hosts.
func hostFields(kind string, n int) []int {
	switch kind {
	case "CNAME", "NS", "PTR", "MX", "SRV", "DNAME", "ALIAS":
		if n > 0 {
			return []int{n - 1}
		}
	case "SOA":
		if n > 1 {
			return []int{0, 1}
		}
	}
	return nil
}

func dotted(kind, content string) string {
	return eachHost(kind, content, func(host string) string { return zoneName(host) + "." })
}

func undotted(kind, content string) string { return eachHost(kind, content, zoneName) }

// eachHost changes the hosts in a content. The root of all names stays a dot.
func eachHost(kind, content string, change func(string) string) string {
	fields := strings.Fields(content)
	hosts := hostFields(kind, len(fields))
	if len(hosts) == 0 {
		return content
	}
	for i := range fields {
		if slices.Contains(hosts, i) && fields[i] != "." {
			fields[i] = change(fields[i])
		}
	}
	return strings.Join(fields, " ")
}
