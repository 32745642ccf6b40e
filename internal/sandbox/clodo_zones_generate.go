package sandbox

import (
	"fmt"
	"strings"
	"time"
)

// addSampleZones gives the document's account two zones: the document has no
// sample of any.
func (w *clodoWorld) addSampleZones() {
	at := moscow("21.11.2026 12:00:00")
	z := w.newDNSZone("example.com", clodoMaster, "", at)
	w.addLines(z, `
		@ A 188.127.237.202
		mail A 62.76.41.218
		@ AAAA 2001:db8:12::10
		www CNAME example.com
		ftp CNAME example.com
		@ MX 10 mail.example.com
		@ MX 30 mx2.example.net
		_sip._tcp SRV 10 5 5060 sip.example.com
		sip A 62.76.41.219
		@ TXT "v=spf1 a mx ip4:62.76.41.0/24 ~all"
		old-verify TXT "yandex-verification: 4f1c77aa90412"
		@ CAA 0 issue "letsencrypt.org"`)
	w.newDNSZone("example.org", clodoSlave, "62.76.41.218", at)
}

// addLines adds records that are written as in a zone file, with short names.
// MX and SRV begin with the priority.
func (w *clodoWorld) addLines(z *clodoDNSZone, lines string) {
	for line := range strings.Lines(lines) {
		fields := strings.SplitN(strings.TrimSpace(line), " ", 3)
		if len(fields) < 3 {
			continue
		}
		name, kind, content, prio := fields[0]+"."+z.name, fields[1], fields[2], 0
		if fields[0] == "@" {
			name = z.name
		}
		if kind == "MX" || kind == "SRV" {
			if n, _ := fmt.Sscanf(content, "%d ", &prio); n == 1 {
				content = content[strings.IndexByte(content, ' ')+1:]
			}
		}
		w.put(z, name, kind, content, clodoRecordTTL, prio)
	}
}

// addZones makes up zones for an account that servers were made up for: of many
// sizes, with long texts, with names in other scripts and with hostile text.
func (w *clodoWorld) addZones(now time.Time) {
	site := func(n int, name string) *clodoDNSZone {
		z := w.newDNSZone(name, clodoMaster, "", now.AddDate(0, 0, -n))
		w.addLines(z, fmt.Sprintf(`
			@ A 62.76.%[1]d.10
			www CNAME %[2]s
			@ MX 10 mail.%[2]s
			mail A 62.76.%[1]d.11
			@ TXT "v=spf1 mx ~all"
			_dmarc TXT "v=DMARC1; p=quarantine; rua=mailto:dmarc@%[2]s"`, 40+n%200, name))
		return z
	}
	if _, taken := w.shared.zoneNamed("shop.example"); taken { // A name server holds each name once.
		for n := 1; n <= 3; n++ {
			site(n, fmt.Sprintf("client-%d.example", w.shared.lastZone))
		}
		return
	}
	key := strings.Repeat("MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA", 8)
	shop := site(1, "shop.example")
	w.put(shop, "mail._domainkey."+shop.name, "TXT", `"v=DKIM1; k=rsa; p=`+key[:200]+`" "`+key[200:]+`"`, 3600, 0)
	w.fill(shop, 300)
	cyrillic := site(2, "xn--e1afmkfd.xn--p1ai")
	w.addLines(cyrillic, `
		@ TXT "Проверка домена: пример.рф"
		xn--80aaxitdbjk CNAME xn--e1afmkfd.xn--p1ai`)
	hostile := site(3, "strange.example")
	w.addLines(hostile, `
		@ TXT "<script>alert(1)</script> \"quoted\" & more"
		x TXT "<img src=x onerror=alert(1)>"
		* A 62.76.1.1
		_443._tcp.www TXT "`+strings.Repeat("a", 250)+`"`)
	site(4, "cdn.example.net")
	site(5, "api.example.net")
	w.newDNSZone("mirror.example.net", clodoSlave, "62.76.41.219", now.AddDate(0, -2, 0))
	w.newDNSZone("backup.example.net", clodoSlave, "188.127.237.202", now.AddDate(0, -5, 0))
	for n := 1; n <= 15; n++ {
		site(10+n, fmt.Sprintf("customer-%02d.example", n))
	}
}

// fill adds hosts until the zone has so many records.
func (w *clodoWorld) fill(z *clodoDNSZone, records int) {
	for n := len(z.records); n < records; n++ {
		switch n % 4 {
		case 0:
			w.put(z, fmt.Sprintf("host-%05d.%s", n, z.name), "AAAA", fmt.Sprintf("2001:db8::%x", n), clodoRecordTTL, 0)
		case 1:
			w.put(z, fmt.Sprintf("alias-%05d.%s", n, z.name), "CNAME", fmt.Sprintf("host-%05d.%s", n-1, z.name), clodoRecordTTL, 0)
		case 2:
			w.put(z, fmt.Sprintf("_acme-challenge.host-%05d.%s", n, z.name), "TXT", fmt.Sprintf(`"token-%d"`, n), 300, 0)
		default:
			w.put(z, fmt.Sprintf("host-%05d.%s", n, z.name), "A", fmt.Sprintf("10.%d.%d.%d", n/65536, n/256%256, n%256), clodoRecordTTL, 0)
		}
	}
}
