package ui

import (
	"context"
	"testing"
	"time"

	"github.com/shopspring/decimal"
)

func TestAgeAndElapsed(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		d            time.Duration
		age, elapsed string
	}{
		{0, "1 s", "0 s"},
		{-time.Minute, "1 s", "0 s"},
		{12 * time.Second, "12 s", "12 s"},
		{59999 * time.Millisecond, "59 s", "59 s"},
		{time.Minute, "1 min", "1 min"},
		{192 * time.Second, "3 min", "3 min 12 s"},
		{3*time.Hour + 59*time.Second, "3 h", "3 h"},
		{3*time.Hour + 5*time.Minute, "3 h", "3 h 5 min"},
		{24 * time.Hour, "1 day", "1 day"},
		{51 * time.Hour, "2 days", "2 days 3 h"},
	} {
		if got := AgeText(ctx, c.d); got != c.age {
			t.Errorf("AgeText(%v) = %q, want %q", c.d, got, c.age)
		}
		if got := ElapsedText(ctx, c.d); got != c.elapsed {
			t.Errorf("ElapsedText(%v) = %q, want %q", c.d, got, c.elapsed)
		}
	}
}

func TestMoments(t *testing.T) {
	berlin := time.FixedZone("CET", 3600)
	clock := Clock{Now: time.Date(2026, 11, 21, 13, 30, 0, 0, time.UTC), Zone: berlin}
	for at, want := range map[time.Time]string{
		time.Date(2026, 11, 21, 13, 2, 0, 0, time.UTC):  "14:02",
		time.Date(2026, 11, 20, 23, 30, 0, 0, time.UTC): "00:30",
		time.Date(2026, 11, 20, 22, 30, 0, 0, time.UTC): "20 Nov, 23:30",
		time.Date(2025, 11, 21, 13, 2, 0, 0, time.UTC):  "21 Nov 2025, 14:02",
	} {
		if got := MomentText(at, clock); got != want {
			t.Errorf("MomentText(%v) = %q, want %q", at, got, want)
		}
	}
	if got := SecondText(clock.Now.AddDate(0, 0, -1).Add(11*time.Second), clock); got != "20 Nov, 14:30:11" {
		t.Errorf("SecondText = %q", got)
	}
	if got := FullMomentText(clock.Now, clock); got != "21 November 2026, 14:30:00 CET" {
		t.Errorf("FullMomentText = %q", got)
	}
}

func TestZone(t *testing.T) {
	now := time.Date(2026, 11, 21, 13, 30, 0, 0, time.UTC)
	for want, zone := range map[string]*time.Location{
		"UTC":           time.UTC,
		"CET, UTC+1":    time.FixedZone("CET", 3600),
		"IST, UTC+5:30": time.FixedZone("IST", 19800),
		"NST, UTC−3:30": time.FixedZone("NST", -12600),
		"EST, UTC−10":   time.FixedZone("EST", -36000),
	} {
		if got := ZoneText(Clock{Now: now, Zone: zone}); got != want {
			t.Errorf("ZoneText = %q, want %q", got, want)
		}
	}
}

func TestMoney(t *testing.T) {
	for _, c := range []struct{ amount, money, price string }{
		{"1234", "1,234.00\u00a0RUB", "1,234.00\u00a0RUB"},
		{"-0.5", "−0.50\u00a0RUB", "−0.50\u00a0RUB"},
		{"0.001254", "0.00\u00a0RUB", "0.00125\u00a0RUB"},
		{"-0.001", "0.00\u00a0RUB", "−0.001\u00a0RUB"},
		{"1234567.891", "1,234,567.89\u00a0RUB", "1,234,567.891\u00a0RUB"},
	} {
		amount := decimal.RequireFromString(c.amount)
		if got := MoneyText(amount, "RUB"); got != c.money {
			t.Errorf("MoneyText(%s) = %q, want %q", c.amount, got, c.money)
		}
		if got := PriceText(amount, "RUB"); got != c.price {
			t.Errorf("PriceText(%s) = %q, want %q", c.amount, got, c.price)
		}
	}
}

func TestSizesAndNumbers(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct{ got, want string }{
		{MemoryText(768), "768 MB"},
		{MemoryText(2048), "2 GB"},
		{MemoryText(1536), "1.5 GB"},
		{DiskText(20), "20 GB"},
		{DiskText(2048), "2 TB"},
		{DiskText(1500), "1,500 GB"},
		{BytesText(ctx, 1), "1 byte"},
		{BytesText(ctx, 1023), "1023 bytes"},
		{BytesText(ctx, 4198), "4.1 KB"},
		{BytesText(ctx, 19220000000), "17.9 GB"},
		{NumberText(1284), "1,284"},
		{NumberText(-100), "−100"},
		{PercentText(54), "54\u00a0%"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestTexts(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{IDText("f80b1d62-0123-4567-89ab-cdef0123456a"), "f80b1d62…456a"},
		{IDText("90210"), "90210"},
		{Initials("Cloudia Iaas"), "CI"},
		{Initials("ops@example.com"), "OE"},
		{Initials("alex"), "AL"},
		{Initials("  "), ""},
		{Initials("Ünal"), "ÜN"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if text, more := Cut("привет", 3); text != "при" || !more {
		t.Errorf("Cut = %q, %v", text, more)
	}
	got := runs("a\u202eb")
	if len(got) != 3 || got[1].text != "⟨U+202E⟩" || !got[1].mark || got[2].text != "b" {
		t.Errorf("runs = %v", got)
	}
}
