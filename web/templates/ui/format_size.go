package ui

import (
	"context"
	"strconv"

	"pinfold/web/templates/i18n"
)

// MemoryText says an amount of memory as providers sell it: "768 MB", "2 GB".
func MemoryText(megabytes int64) string {
	if megabytes < 1024 {
		return NumberText(megabytes) + " MB"
	}
	return tenths(megabytes, 1024) + " GB"
}

// DiskText says the size of a disk as providers sell it: "20 GB", "2 TB".
func DiskText(gigabytes int64) string {
	if gigabytes < 1024 || gigabytes%1024 != 0 {
		return NumberText(gigabytes) + " GB"
	}
	return NumberText(gigabytes/1024) + " TB"
}

// BytesText says a number of bytes in steps of 1024: "512 bytes", "17.9 GB".
func BytesText(ctx context.Context, n int64) string {
	if n < 1024 {
		return i18n.N(ctx, int(n), "{n} byte", "{n} bytes")
	}
	names := []string{"KB", "MB", "GB", "TB", "PB"}
	step := int64(1024)
	for len(names) > 1 && n >= step*1024 {
		step *= 1024
		names = names[1:]
	}
	return tenths(n, step) + " " + names[0]
}

// tenths divides with one decimal, which is left out where it is zero.
func tenths(n, by int64) string {
	t := (n*10 + by/2) / by
	if t%10 == 0 {
		return NumberText(t / 10)
	}
	return NumberText(t/10) + "." + strconv.FormatInt(t%10, 10)
}
