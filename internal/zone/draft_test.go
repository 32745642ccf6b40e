package zone

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// TestDraftsComeBack holds that opening a record and keeping it as it is
// changes nothing.
func TestDraftsComeBack(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 3000 {
		was := anyRecord(r)
		got, wrong := example.Read(DraftOf(was), nil)
		if len(wrong) > 0 || got != was {
			t.Fatalf("%+v\nas %v\ncomes back as\n%+v %v", was, DraftOf(was), got, wrong)
		}
	}
}

func TestNewDraftsHaveTheFieldsOfTheirType(t *testing.T) {
	for _, kind := range Types {
		d := NewDraft(strings.ToLower(kind))
		for _, f := range Fields(kind) {
			if _, ok := d[f.Name]; !ok {
				t.Errorf("a new %s lacks %s", kind, f.Name)
			}
		}
		if d[FieldTTL] != "3600" || d[FieldType] != kind {
			t.Errorf("a new %s is %v", kind, d)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("A", "www", "192.0.2.1", "60")
	f.Add("TXT", "почта", `"a" "b\"`, "1h")
	f.Add("CNAME", "*", "xn--.", "")
	f.Add("HINFO", "@", "a b ; c", "0")
	f.Fuzz(func(t *testing.T, kind, name, value, ttl string) {
		z := New("example.com", append(Types, "HINFO", "SSHFP")...)
		d := Draft{FieldType: kind, FieldName: name, FieldTTL: ttl}
		for _, field := range Fields(kind) {
			if d[field.Name] = value; field.Short {
				d[field.Name] = "1"
			}
		}
		got, wrong := z.Read(d, nil)
		if len(wrong) > 0 {
			return
		}
		if again, wrong := z.Read(DraftOf(got), nil); len(wrong) > 0 || again != got {
			t.Fatalf("%v is taken as %+v, which comes back as %+v %v", d, got, again, wrong)
		}
		z.Check([]Record{got})
	})
}

// anyRecord is a record of any type with fields, in the form that Read gives.
func anyRecord(r *rand.Rand) Record {
	names := []string{"@", "www", "a.b", "*.shop", "_sip._tcp", "xn--80a1acny", "1"}
	hosts := []string{"example.com.", "mail.example.com.", "a.example.net.", "xn--e1afmkfd.xn--p1ai."}
	host, n := hosts[r.IntN(len(hosts))], strconv.Itoa(r.IntN(65536))
	rec := Record{Name: names[r.IntN(len(names))], Type: Types[r.IntN(len(Types))], TTL: r.IntN(1 << 31)}
	switch rec.Type {
	case "A":
		rec.Content = "192.0.2." + strconv.Itoa(r.IntN(256))
	case "AAAA":
		rec.Content = []string{"2001:db8::1", "::", "::ffff:192.0.2.1"}[r.IntN(3)]
	case "TXT":
		rec.Content = Quote(anyText(r, 700))
	case "SRV":
		rec.Priority, rec.Content = r.IntN(65536), n+" "+strconv.Itoa(r.IntN(65536))+" "+host
	case "CAA":
		rec.Content = strconv.Itoa(r.IntN(256)) + " issue " + quoteOne(anyText(r, 200), false)
	case "MX":
		rec.Priority, rec.Content = r.IntN(65536), host
	default:
		rec.Content = host
	}
	return rec
}

func anyText(r *rand.Rand, most int) string {
	letters := []string{"a", " ", `"`, `\`, ";", "ж", "(", "\t", "\x00", "\xff", "日", "\n"}
	var b strings.Builder
	for n := r.IntN(most); b.Len() < n; {
		b.WriteString(letters[r.IntN(len(letters))])
	}
	if s := b.String(); len(s) > most {
		return s[:most]
	}
	return b.String()
}
