package zone

import (
	"fmt"
	"strings"
)

// pointing looks at the name that a record points to.
func (c *checker) pointing(i int, r Record) {
	target := strings.ToLower(r.Target())
	if target == "" || target == "." {
		return
	}
	if isAddress(target) {
		c.add(Error, "target", toAddress(r.Type, strings.TrimSuffix(target, ".")), i)
		return
	}
	if c.doubled(target) {
		once := strings.TrimSuffix(target, "."+c.zone.Name+".")
		c.add(Warning, "target", fmt.Sprintf("%s has the zone twice. Did a final dot lack behind %s?", target, once), i)
		return
	}
	if !strings.HasSuffix(target, ".") {
		c.add(Warning, "target", fmt.Sprintf("Without a final dot %s means a name of this zone: %s", target, c.zone.Full(target)), i)
		return
	}
	c.inside(i, r, target)
}

// inside looks at what the zone itself says of the target. A name below one
// that is delegated is not the zone's to tell.
func (c *checker) inside(i int, r Record, target string) {
	name, ok := c.zone.relative(target)
	if !ok || r.Type == "PTR" {
		return
	}
	if r.Type == "CNAME" && name == strings.ToLower(r.Name) {
		c.add(Error, "target", fmt.Sprintf("The CNAME %s points to itself.", shown(r.Name)), i)
		return
	}
	there := c.names[name]
	for _, j := range there {
		if c.records[j].Type == "CNAME" && r.Type != "CNAME" {
			c.add(Warning, "target", fmt.Sprintf("%s points to “%s”, which is a CNAME. %s must point to a name with an address.",
				r.Type+" "+shown(r.Name), shown(name), r.Type), i, j)
			return
		}
	}
	if len(there) == 0 && !c.covered(name) {
		c.add(Warning, "target", fmt.Sprintf("%s points to “%s”, which has no record in this zone.", r.Type+" "+shown(r.Name), shown(name)), i)
	}
}

// covered reports whether a wildcard or a delegation answers for a name.
func (c *checker) covered(name string) bool {
	if len(c.names["*"]) > 0 {
		return true
	}
	for {
		_, parent, more := strings.Cut(name, ".")
		if !more {
			return false
		}
		if len(c.names["*."+parent]) > 0 {
			return true
		}
		for _, j := range c.names[parent] {
			if c.records[j].Type == "NS" {
				return true
			}
		}
		name = parent
	}
}

// doubled reports whether a whole name ends with the zone twice.
func (c *checker) doubled(full string) bool {
	return strings.HasSuffix("."+full, "."+c.zone.Name+"."+c.zone.Name+".")
}
