package clodo

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
)

// decimal is how a price may be written.
var decimal = regexp.MustCompile(`^\d{1,12}(\.\d{1,12})?$`)

// observeBackup describes a copy of a server's disk. Its id is made of the
// server's and the file's, which counts the copies of one server.
func observeBackup(server string, b api.Backup) providers.Observation {
	file := b.File.Trim()
	o := providers.Observation{Name: b.Desc.Trim()}
	if o.Name == "" {
		o.Name = "Backup " + file
	}
	if checkID("CLO-13", file) != nil {
		return o
	}
	o.ID = partID(server, file)
	facts := providers.BackupFacts{
		MadeAt: timeOf(b.Date), SizeGB: sizeOf(b), Description: b.Desc.Trim(),
		Days: daysOf(string(b.Days)), Time: b.Time.Trim(), System: b.OSType.Trim(),
	}
	if price := b.Price.Trim(); decimal.MatchString(price) {
		facts.PricePerHour = price
	}
	o.Facts = facts
	return o
}

// sizeOf rounds up to whole GB, 0 for a size that cannot be.
func sizeOf(b api.Backup) int {
	if b.Size.Value <= 0 || b.Size.Value > 1<<30 {
		return 0
	}
	return int(math.Ceil(b.Size.Value))
}

// daysOf reads weekdays with commas between, 1 for Monday.
func daysOf(text string) []int {
	var days []int
	for word := range strings.SplitSeq(text, ",") {
		day, err := strconv.Atoi(strings.TrimSpace(word))
		if err == nil && day >= 1 && day <= 7 {
			days = append(days, day)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}
