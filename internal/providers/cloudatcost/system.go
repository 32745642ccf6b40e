package cloudatcost

import (
	"regexp"
	"strconv"
	"strings"

	"pinfold/internal/providers"
)

var (
	bitsOf = regexp.MustCompile(`(?i)\b(32|64)[ -]?bits?\b`)
	only   = regexp.MustCompile(`(?i)\(([^()]+?) only\)`)
)

// families are the systems that the names of templates hold. The name may
// begin with something else, such as the game that is installed.
var families = []string{"centos", "ubuntu", "debian", "windows", "fedora", "freebsd", "rocky", "alma"}

// systemOf reads the name of a template, such as "CentOS-7-64bit" or
// "Windows7 64bit (BigDogs Only)". Only the name tells what is in it.
func systemOf(title string) providers.ImageFacts {
	var facts providers.ImageFacts
	lower := strings.ToLower(title)
	for _, family := range families {
		if strings.Contains(lower, family) {
			facts.System = family
			break
		}
	}
	if found := bitsOf.FindStringSubmatch(title); found != nil {
		facts.Bits, _ = strconv.Atoi(found[1])
	}
	if found := only.FindStringSubmatch(title); found != nil {
		facts.ServerType = strings.TrimSpace(found[1])
	}
	return facts
}
