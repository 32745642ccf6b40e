package models

import (
	"strings"

	"pinfold/internal/zone"
)

// ZoneSerial is the serial number that the SOA record tells, "" if there is
// none.
func ZoneSerial(records []zone.Record) string {
	for _, r := range records {
		if fields := strings.Fields(r.Content); r.Type == "SOA" && len(fields) > 2 {
			return fields[2]
		}
	}
	return ""
}
