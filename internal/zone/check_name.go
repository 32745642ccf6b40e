package zone

import (
	"fmt"
	"strings"
)

// naming looks at the name of a record.
func (c *checker) naming(i int, r Record) {
	name := strings.ToLower(r.Name)
	if strings.HasSuffix(name, ".") {
		c.add(Error, FieldName, fmt.Sprintf("“%s” is outside the zone. Names here end with %s.", r.Name, c.zone.Name), i)
		return
	}
	if c.doubled(c.zone.Full(name)) {
		c.add(Warning, FieldName, fmt.Sprintf("%s has the zone twice. Did a final dot lack behind the name?", c.zone.Full(name)), i)
	}
	switch r.Type {
	case "A", "AAAA", "MX":
		if strings.Contains(name, "_") {
			c.add(Warning, FieldName, fmt.Sprintf("“%s” has an underscore. Names of hosts have letters, digits and hyphens.", shown(r.Name)), i)
		}
	case "SRV":
		if !strings.HasPrefix(name, "_") || !strings.Contains(name, "._") {
			c.add(Warning, FieldName, fmt.Sprintf("“%s” is not how an SRV is looked for: _service._protocol, such as _sip._tcp.", shown(r.Name)), i)
		}
	case "NS":
		if name == "@" || strings.Contains(name, "*") {
			return
		}
		c.delegated(i, r, name)
	}
}

// delegated: what stands beside a delegation is not asked for any more.
func (c *checker) delegated(i int, r Record, name string) {
	for _, j := range c.names[name] {
		if other := c.records[j]; other.Type != "NS" && other.Type != "DS" {
			c.add(Warning, FieldName, fmt.Sprintf("NS hands “%s” over to another name server. The %s record beside it is seen no more.", shown(r.Name), other.Type), i, j)
			return
		}
	}
}
