package config

import (
	"log/slog"
	"strings"
	"time"
)

func (c *Config) readLog(s Settings) error {
	switch strings.ToLower(strings.TrimSpace(or(s.LogFormat, defaultLogFormat))) {
	case "text":
	case "json":
		c.JSONLog = true
	default:
		return Wrong{"PANEL_LOG_FORMAT", "must be text or json."}
	}
	level, ok := levels[strings.ToLower(strings.TrimSpace(or(s.LogLevel, defaultLogLevel)))]
	if !ok {
		return Wrong{"PANEL_LOG_LEVEL", "must be debug, info, warn or error."}
	}
	c.LogLevel = level
	return nil
}

var levels = map[string]slog.Level{
	"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError,
}

func (c *Config) readDurations(s Settings) (err error) {
	if c.LookFor, err = duration("PANEL_LOOK_FOR", or(s.LookFor, defaultLookFor)); err != nil {
		return err
	}
	c.SettleFor, err = duration("PANEL_SETTLE_FOR", or(s.SettleFor, defaultSettleFor))
	return err
}

// longest is more than any provider takes; what is longer is a slip.
const longest = 24 * time.Hour

func duration(name, value string) (time.Duration, error) {
	d, err := time.ParseDuration(strings.TrimSpace(value))
	if err != nil || d <= 0 || d > longest {
		return 0, Wrong{name, "must be a time between 0 and 24h, such as 90s, 3m or 1h30m."}
	}
	return d, nil
}
