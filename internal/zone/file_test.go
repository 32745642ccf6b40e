package zone

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"strings"
	"testing"
)

const fileExample = `; a zone as people keep it
$ORIGIN example.com.
$TTL 1h
@       IN  SOA ns1.example.net. admin.example.com. (
            2026112103 ; serial
            7200 3600 1209600 300 )
        IN  NS  ns1.example.net.
        IN  NS  ns2.example.net.
@   600 IN  A   192.0.2.1
www     A       192.0.2.2
        AAAA    2001:db8::2     ; the same name again
mail.example.com. IN 1d A 192.0.2.3
@       MX      10 mail
        MX      20 mx.example.net.
_sip._tcp SRV   10 5 5060 sip
txt     TXT     "a; not a comment" "and \"quotes\" \\ \195\169"
dkim    TXT     ( "v=DKIM1; "
                  "p=ABC" )
@       CAA     0 issue "letsencrypt.org"
$ORIGIN shop.example.com.
*       CNAME   www.example.com.
$ORIGIN example.net.
else    A       192.0.2.9
`

func TestReadFile(t *testing.T) {
	got := example.ReadFile(fileExample)
	if len(got.Wrong) > 0 {
		t.Fatalf("not read: %+v", got.Wrong)
	}
	hour := func(r Record) Record { r.TTL = 3600; return r }
	wantRecords(t, got.Records,
		hour(rec("@", "NS", "ns1.example.net.")), hour(rec("@", "NS", "ns2.example.net.")),
		Record{Name: "@", Type: "A", Content: "192.0.2.1", TTL: 600}, hour(rec("www", "A", "192.0.2.2")), hour(rec("www", "AAAA", "2001:db8::2")),
		Record{Name: "mail", Type: "A", Content: "192.0.2.3", TTL: 86400},
		hour(rec("@", "MX", "mail.example.com.")), Record{Name: "@", Type: "MX", Content: "mx.example.net.", Priority: 20, TTL: 3600},
		hour(rec("_sip._tcp", "SRV", "5 5060 sip.example.com.")),
		hour(rec("txt", "TXT", `"a; not a comment" "and \"quotes\" \\ é"`)), hour(rec("dkim", "TXT", `"v=DKIM1; " "p=ABC"`)),
		hour(rec("@", "CAA", `0 issue "letsencrypt.org"`)), hour(rec("*.shop", "CNAME", "www.example.com.")))
	if len(got.Left) != 2 || got.Left[0].Number != 4 || got.Left[0].Why != "The provider writes the SOA itself." ||
		got.Left[1].Number != 23 || got.Left[1].Why != "The name is outside the zone example.com." {
		t.Errorf("not taken: %+v", got.Left)
	}
}

func TestReadFileTellsAllThatIsWrongWithItsLine(t *testing.T) {
	file := strings.Join([]string{
		"$TTL 60",                          // 1
		" A 192.0.2.1",                     // 2: no name yet
		"www A 192.0.2.300",                // 3
		"$INCLUDE /etc/passwd",             // 4
		"$GENERATE 1-65535 h$ A 192.0.2.1", // 5
		"ok A 192.0.2.1",                   // 6
		"x FOO bar",                        // 7
		"ch CH TXT \"x\"",                  // 8: left
		"hi HINFO \"a\" \"b\"",             // 9: left
		"q TXT \"open",                     // 10
		"$TTL soon",                        // 11
		"$ORIGIN",                          // 12
		"$FOO",                             // 13
		"ns NS 192.0.2.1.",                 // 14: left, as the editor would refuse it
		"p TXT ( \"a\"",                    // 15: stays open
		"last A 192.0.2.9",                 // within the parenthesis
		"",
	}, "\n")
	got := example.ReadFile(file)
	if len(got.Records) != 1 || got.Records[0].Name != "ok" {
		t.Errorf("records are %+v", got.Records)
	}
	wantLines(t, "wrong", got.Wrong, map[int]string{
		2: "no name", 3: `bad A A: "192.0.2.300"`, 4: "another file", 5: "Write its records out", 7: `"FOO"`, 10: "quote stays open", 11: "$TTL needs",
		12: "$ORIGIN needs", 13: "$FOO is not known", 15: "parenthesis stays open",
	})
	wantLines(t, "left", got.Left, map[int]string{8: "class IN", 9: "no records of the type HINFO", 14: "points to a name, not to an address"})
}

func wantLines(t *testing.T, what string, got []Line, want map[int]string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d lines are %s, want %d: %+v", len(got), what, len(want), got)
	}
	for _, line := range got {
		if says, ok := want[line.Number]; !ok || !strings.Contains(line.Why, says) {
			t.Errorf("%s, line %d (%s): %q, want %q", what, line.Number, line.Text, line.Why, says)
		}
	}
}

func TestReadFileIsBounded(t *testing.T) {
	if got := example.ReadFile(strings.Repeat("x", FileMost+1)); len(got.Wrong) != 1 || got.Wrong[0].Why != "A file has up to 4 MB." {
		t.Errorf("a file that is too long: %+v", got.Wrong)
	}
	got := example.ReadFile(strings.Repeat("a A 192.0.2.1\n", LinesMost+5))
	if len(got.Records) != LinesMost || len(got.Wrong) != 1 || got.Wrong[0].Number != LinesMost+1 {
		t.Errorf("%d records, %+v", len(got.Records), got.Wrong)
	}
}

func TestReadFileHasTTLsAsRFC1035SaysWithout2308(t *testing.T) {
	got := example.ReadFile("a A 192.0.2.1\nb 60 A 192.0.2.1\nc A 192.0.2.1\n$TTL 5m\nd 90 A 192.0.2.1\ne A 192.0.2.1\n")
	for i, want := range []int{DefaultTTL, 60, 60, 90, 300} {
		if got.Records[i].TTL != want {
			t.Errorf("record %d has the TTL %d, want %d", i, got.Records[i].TTL, want)
		}
	}
}

// TestFilesComeBack holds that what is written to a zone file is read again
// without a loss.
func TestFilesComeBack(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	for range 300 {
		var zone []Record
		for range r.IntN(20) {
			zone = append(zone, anyRecord(r))
		}
		var file bytes.Buffer
		if err := example.WriteFile(&file, zone, "as of\ntoday"); err != nil {
			t.Fatal(err)
		}
		if !isASCII(file.String()) {
			t.Fatalf("the file is not ASCII:\n%s", file.String())
		}
		got := example.ReadFile(file.String())
		if len(got.Wrong)+len(got.Left) > 0 {
			t.Fatalf("not taken: %+v %+v\n%s", got.Wrong, got.Left, file.String())
		}
		wantRecords(t, got.Records, zone...)
	}
}

func TestFilesOfAnUntidyProviderAreOneRecordALine(t *testing.T) {
	var file bytes.Buffer
	err := example.WriteFile(&file, []Record{rec("a", "TXT", "no quotes\nevil A 192.0.2.1"), rec("b", "CNAME", "x.\nevil A 192.0.2.1")})
	if err != nil || strings.Count(file.String(), "\n") != 4 {
		t.Errorf("%v:\n%s", err, file.String())
	}
}

// Case 38: a cell of a zone's CSV file runs nothing.
func TestCSVRunsNothing(t *testing.T) {
	var file bytes.Buffer
	err := example.WriteCSV(&file, []Record{rec("@", "MX", "mx.example.net."), rec("@", "TXT", `=HYPERLINK("x")`), rec("-a", "A", "+1"), rec("b", "A", "192.0.2.1")})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&file).ReadAll()
	if err != nil || len(rows) != 5 {
		t.Fatalf("%v: %v", err, rows)
	}
	for i, want := range []string{
		"name,type,ttl,priority,content", "example.com.,MX,3600,10,mx.example.net.", `example.com.,TXT,3600,,'=HYPERLINK("x")`,
		"'-a.example.com.,A,3600,,'+1", "b.example.com.,A,3600,,192.0.2.1",
	} {
		if got := strings.Join(rows[i], ","); got != want {
			t.Errorf("row %d is %s, want %s", i, got, want)
		}
	}
}

func FuzzReadFile(f *testing.F) {
	f.Add(fileExample)
	f.Add("a TXT \"\\1\n) ( \"")
	f.Add("$ORIGIN .\n$TTL 9999999999w\n\\065 A 192.0.2.1")
	f.Add("a 0 TYPE65534 \\# 4 0a000001")
	f.Fuzz(func(t *testing.T, file string) {
		got := example.ReadFile(file)
		var out bytes.Buffer
		if err := example.WriteFile(&out, got.Records); err != nil {
			t.Fatal(err)
		}
		again := example.ReadFile(out.String())
		if len(again.Wrong)+len(again.Left) > 0 || len(again.Records) != len(got.Records) {
			t.Fatalf("%q gives %+v; written as\n%s\nit gives %+v", file, got.Records, out.String(), again)
		}
		for i := range got.Records {
			if !Same(got.Records[i], again.Records[i]) {
				t.Fatalf("%+v comes back as %+v", got.Records[i], again.Records[i])
			}
		}
	})
}
