package handlers

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// serverFacts are the lines at the side of a server's page.
func serverFacts(r models.Resource, place string) []servers.Fact {
	f := r.Server()
	var facts []servers.Fact
	add := func(one servers.Fact) {
		if one.Value != "" || !one.Moment.IsZero() {
			facts = append(facts, one)
		}
	}
	for _, one := range addressFacts(f) {
		add(one)
	}
	add(servers.Fact{Name: "Type", Value: f.Type})
	add(servers.Fact{Name: "System", Value: f.System})
	add(servers.Fact{Name: "Size", Value: sizeFact(f)})
	if f.CPUMHz > 0 {
		add(servers.Fact{Name: "Processor", Value: processorText(f)})
	}
	add(servers.Fact{Name: "User", Value: f.User, Copy: true})
	add(servers.Fact{Name: "Automatic backups", Value: switchText(f.AutoBackup)})
	for _, one := range trafficFacts(f, r.Load()) {
		add(one)
	}
	add(servers.Fact{Name: "Console", Value: f.Console, Copy: true})
	add(servers.Fact{Name: "Running since", Moment: f.StartedAt})
	add(servers.Fact{Name: "Paid until", Moment: f.PaidUntil})
	add(servers.Fact{Name: "Created", Moment: f.CreatedAt})
	add(servers.Fact{Name: "Provider’s ID", Value: r.ExternalID, Copy: true})
	add(servers.Fact{Name: "Location", Value: place})
	add(servers.Fact{Name: "Image", Value: f.ImageID})
	return facts
}

// trafficFacts tell the traffic of a server and what is left of it.
func trafficFacts(f providers.ServerFacts, g providers.ServerGauges) []servers.Fact {
	words := func(gb int, left *float64) string {
		switch {
		case gb == 0:
			return ""
		case left == nil:
			return ui.DiskText(int64(gb))
		}
		return ui.DiskText(int64(gb)) + ", " + ui.NumberText(int64(*left)) + " GB left"
	}
	return []servers.Fact{
		{Name: "Traffic bought", Value: words(f.TrafficGB, g.TrafficLeftGB)},
		{Name: "Free traffic", Value: words(f.TrafficFreeGB, g.TrafficFreeLeftGB)},
	}
}

// addressFacts gathers public and private addresses under a name each.
func addressFacts(f providers.ServerFacts) []servers.Fact {
	var public, private []servers.Fact
	for _, a := range f.Addresses {
		one := servers.Fact{Value: a.IP, Copy: true}
		if a.Private {
			private = append(private, one)
		} else {
			public = append(public, one)
		}
	}
	var facts []servers.Fact
	for _, group := range []struct {
		one, more string
		values    []servers.Fact
	}{{"Address", "Addresses", public}, {"Private address", "Private addresses", private}} {
		if len(group.values) == 0 {
			continue
		}
		first := group.values[0]
		first.Name, first.More = group.one, group.values[1:]
		if len(first.More) > 0 {
			first.Name = group.more
		}
		facts = append(facts, first)
	}
	return facts
}

// sizeFact is the size with words: "2 CPU, 2 GB memory, 20 GB disk".
func sizeFact(f providers.ServerFacts) string {
	var parts []string
	if f.CPU > 0 {
		parts = append(parts, fmt.Sprintf("%d CPU", f.CPU))
	}
	if f.MemoryMB > 0 {
		parts = append(parts, memoryText(f)+" memory")
	}
	if f.DiskGB > 0 {
		parts = append(parts, ui.DiskText(int64(f.DiskGB))+" disk")
	}
	return strings.Join(parts, ", ")
}

// diskLines are the disks that the provider tells one by one.
func diskLines(r models.Resource) []servers.Disk {
	var lines []servers.Disk
	for _, d := range r.Server().Disks {
		lines = append(lines, servers.Disk{Name: cmp.Or(d.Name, ui.IDText(d.ID)), Size: gigabytes(d.GB), Primary: d.Primary})
	}
	return lines
}

// noUsage says why a server's usage is not shown.
func noUsage(t actions.Target) string {
	return "The API of " + t.Vendor.Name + " gives no usage figures."
}

// switchText is "" for what is not known.
func switchText(on *bool) string {
	switch {
	case on == nil:
		return ""
	case *on:
		return "On"
	}
	return "Off"
}

func processorText(f providers.ServerFacts) string {
	return "Up to " + ui.NumberText(int64(f.CPUMHz)) + " MHz"
}

func usageOf(g providers.ServerGauges) []servers.Usage {
	var usage []servers.Usage
	for _, one := range []struct {
		label   string
		percent *float64
		detail  string
	}{{"CPU", g.CPUPercent, ""}, {"Memory", g.MemoryPercent, ""}, {"Disk", g.DiskPercent, diskUsed(g)}} {
		if one.percent != nil {
			percent := int(math.Round(min(100, max(0, *one.percent))))
			usage = append(usage, servers.Usage{Label: one.label, Percent: percent, Detail: one.detail})
		}
	}
	return usage
}

func diskUsed(g providers.ServerGauges) string {
	if g.DiskUsedMB == 0 {
		return ""
	}
	return ui.MemoryText(int64(g.DiskUsedMB)) + " used"
}
