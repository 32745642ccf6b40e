package sandbox

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// clodoBackup is a copy of a server's disk. Its price follows from its size.
type clodoBackup struct {
	file       int
	made       time.Time
	size       int // GB
	desc, days string
	time       string // hour and minute of the renewal
	system     string
}

// clodoBackupView has the types of the sample of CLO-13.
type clodoBackupView struct {
	File   string      `json:"file"`
	Date   string      `json:"date"`
	Price  json.Number `json:"price"`
	Size   string      `json:"size"`
	Desc   string      `json:"desc"`
	Days   string      `json:"days"`
	Time   string      `json:"time"`
	OSType string      `json:"os_type"`
}

// clodoSampleBackups are the copies of the sample of CLO-13.
func clodoSampleBackups() []clodoBackup {
	return []clodoBackup{
		{file: 2, made: moscow("24.01.2012 04:00:02"), size: 5, days: "1,2,3,4,5,6,7", time: "04:00", system: "debian"},
		{file: 3, made: moscow("21.12.2011 19:41:09"), size: 5, time: "00:00", system: "debian"},
	}
}

// listBackups answers CLO-13. A single copy comes as a bare object, as clients
// of the live API saw it.
func (w *clodoWorld) listBackups(c *call) reply {
	s, ok := w.server(c.site, c.args[0])
	if !ok {
		return w.notFound("VPS не найдена")
	}
	views := []clodoBackupView{}
	for _, b := range s.backups {
		views = append(views, b.view())
	}
	if len(views) == 1 {
		return clodoOK("backups", map[string]any{"backup": views[0]})
	}
	return clodoOK("backups", map[string]any{"backup": views})
}

func (b clodoBackup) view() clodoBackupView {
	return clodoBackupView{
		File: strconv.Itoa(b.file), Date: b.made.In(clodoZone).Format(time.DateTime),
		Price: json.Number(fmt.Sprintf("%.2f", float64(b.size)/100)), Size: strconv.Itoa(b.size),
		Desc: b.desc, Days: b.days, Time: b.time, OSType: b.system,
	}
}
