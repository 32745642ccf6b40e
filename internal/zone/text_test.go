package zone

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestQuoteSplitsOver255Bytes(t *testing.T) {
	for length, strs := range map[int]int{0: 1, 1: 1, 255: 1, 256: 2, 510: 2, 511: 3} {
		text := strings.Repeat("k", length)
		content := Quote(text)
		parts, ok := stringsOf(content)
		if !ok || len(parts) != strs {
			t.Errorf("%d bytes are %d strings, want %d", length, len(parts), strs)
		}
		if Text(content) != text {
			t.Errorf("%d bytes come back as %d", length, len(Text(content)))
		}
	}
}

func TestQuoteNeverCutsWithinACharacter(t *testing.T) {
	parts, _ := stringsOf(Quote(strings.Repeat("a", 254) + "ж"))
	if len(parts) != 2 || parts[1] != "ж" {
		t.Errorf("the strings are %q", parts)
	}
}

func TestTextOfBrokenContentIsTheContent(t *testing.T) {
	for _, content := range []string{`"open`, `"a\9"`, `bare words`, ``} {
		if got := Text(content); content != "bare words" && got != content {
			t.Errorf("%q reads as %q", content, got)
		}
	}
}

func TestTextsComeBack(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		raw := make([]byte, r.IntN(600))
		for i := range raw {
			if raw[i] = byte(r.IntN(256)); r.IntN(3) > 0 {
				raw[i] = `"\ abя`[r.IntN(6)]
			}
		}
		for _, ascii := range []bool{false, true} {
			quoted := quoteOne(string(raw), ascii)
			parts, ok := stringsOf(quoted)
			if !ok || len(parts) != 1 || !bytes.Equal([]byte(parts[0]), raw) {
				t.Fatalf("%q is written as %s and read as %q", raw, quoted, parts)
			}
			if ascii && !isASCII(quoted) {
				t.Fatalf("%s is not ASCII", quoted)
			}
		}
		if got := Text(Quote(string(raw))); got != string(raw) {
			t.Fatalf("%q comes back as %q", raw, got)
		}
	}
}
