package handlers

import (
	"fmt"
	"math"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

func serverFacts(vendor providers.Vendor, r models.Resource) []servers.Fact {
	f := r.Server()
	var facts []servers.Fact
	add := func(name, value string, copyable bool) {
		if value != "" {
			facts = append(facts, servers.Fact{Name: name, Value: value, Copy: copyable})
		}
	}
	for i, a := range f.Addresses {
		name := "Address"
		if i > 0 {
			name = "Further address"
		}
		if a.Private {
			name = "Private address"
		}
		add(name, a.IP, true)
	}
	add("System", f.System, false)
	add("Memory", memoryFact(f), false)
	if f.DiskGB > 0 {
		add("Disk", ui.DiskText(int64(f.DiskGB)), false)
	}
	add("Processor", processorText(f), false)
	add("Type", f.Type, false)
	add("User", f.User, true)
	add("Automatic backups", switchText(f.AutoBackup), false)
	add("Console", f.Console, true)
	add("Number at "+vendor.Name, r.ExternalID, true)
	for _, m := range []servers.Fact{{Name: "Created", Moment: f.CreatedAt}, {Name: "Started", Moment: f.StartedAt}, {Name: "Paid until", Moment: f.PaidUntil}} {
		if !m.Moment.IsZero() {
			facts = append(facts, m)
		}
	}
	return facts
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

func memoryFact(f providers.ServerFacts) string {
	if f.MemoryMB == 0 {
		return ""
	}
	return memoryText(f)
}

func processorText(f providers.ServerFacts) string {
	switch {
	case f.CPU > 0 && f.CPUMHz > 0:
		return fmt.Sprintf("%d CPU, up to %s MHz", f.CPU, ui.NumberText(int64(f.CPUMHz)))
	case f.CPU > 0:
		return fmt.Sprintf("%d CPU", f.CPU)
	case f.CPUMHz > 0:
		return "Up to " + ui.NumberText(int64(f.CPUMHz)) + " MHz"
	}
	return ""
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
