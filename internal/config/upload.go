package config

import (
	"strconv"
	"strings"
)

// largestUpload is what S3 takes in parts of 8 MB.
const largestUpload = 78 << 30

// readUpload reads a size in steps of 1024, such as 500MB.
func (c *Config) readUpload(s Settings) error {
	text := strings.ToUpper(strings.ReplaceAll(or(strings.TrimSpace(s.UploadLimit), defaultUpload), " ", ""))
	for unit, by := range map[string]int64{"KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30} {
		digits, ok := strings.CutSuffix(text, unit)
		n, err := strconv.ParseInt(digits, 10, 64)
		if ok && err == nil && n > 0 && n <= largestUpload/by {
			c.UploadLimit = n * by
			return nil
		}
	}
	return Wrong{"PANEL_UPLOAD_LIMIT", "must be a size such as 500MB or 5GB, at most 78GB."}
}
