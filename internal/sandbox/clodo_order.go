package sandbox

import (
	"fmt"
	"strconv"
	"time"
)

// Bounds of what can be ordered; the document names none.
const (
	clodoMinMemory = 64 // MB
	clodoMaxMemory = 65536
	clodoMaxDisk   = 2048 // GB
)

// clodoOrder is a valid request for a new server.
type clodoOrder struct {
	name, kind             string
	memory, memoryMax, hdd int
	image                  int
	preset                 string
	period                 string // h or m
	periods                int
}

var clodoOrderFields = []string{
	"name", "vps_title", "vps_type", "vps_memory", "vps_memory_max", "vps_hdd", "vps_admin",
	"vps_os", "vps_os_preset", "vps_os_preset_params", "vps_pay_period", "vps_abonement",
}

// readClodoOrder reads and checks the input of CLO-06.
func readClodoOrder(in *clodoInput) clodoOrder {
	in.only(clodoOrderFields...)
	o := clodoOrder{
		kind:   in.choice("vps_type", clodoVirtual, clodoScale),
		memory: in.number("vps_memory", clodoMinMemory, clodoMaxMemory),
		hdd:    in.number("vps_hdd", 1, clodoMaxDisk),
	}
	in.choice("vps_admin", "1", "3")
	o.readName(in)
	o.readMemoryMax(in)
	o.readPeriod(in)
	o.readSystem(in)
	return o
}

func (o *clodoOrder) readName(in *clodoInput) {
	if in.has("name") == in.has("vps_title") {
		in.fail("Укажите один из параметров name, vps_title")
	}
	if o.name = in.text("name") + in.text("vps_title"); o.name == "" {
		in.fail("Не указано название VPS")
	}
}

func (o *clodoOrder) readMemoryMax(in *clodoInput) {
	o.memoryMax = o.memory
	if !in.has("vps_memory_max") {
		return
	}
	if o.kind != clodoScale {
		in.fail("Параметр vps_memory_max допустим только для ScaleServer")
	}
	o.memoryMax = in.number("vps_memory_max", o.memory, clodoMaxMemory)
}

func (o *clodoOrder) readPeriod(in *clodoInput) {
	o.period, o.periods = "h", 1
	if !in.has("vps_pay_period") && !in.has("vps_abonement") {
		return
	}
	if o.kind != clodoVirtual {
		in.fail("Период оплаты допустим только для VirtualServer")
	}
	o.period = in.choice("vps_pay_period", "h", "m")
	if !in.has("vps_abonement") {
		return
	}
	terms := []string{"1"}
	if o.period == "m" {
		terms = []string{"1", "3", "6", "12"}
	}
	// A value that is no number was refused by choice.
	o.periods, _ = strconv.Atoi(in.choice("vps_abonement", terms...))
}

// readSystem reads the image or the preset, of which there must be one.
func (o *clodoOrder) readSystem(in *clodoInput) {
	if in.has("vps_os") == in.has("vps_os_preset") {
		in.fail("Укажите один из параметров vps_os, vps_os_preset")
		return
	}
	if in.has("vps_os_preset") {
		o.readPreset(in)
		return
	}
	if in.has("vps_os_preset_params") {
		in.fail("Параметр vps_os_preset_params допустим только с vps_os_preset")
	}
	id, err := strconv.Atoi(in.text("vps_os"))
	image, ok := clodoImageOf(id)
	if err != nil || !ok || image.kind != o.kind {
		in.fail("Недопустимое значение параметра vps_os")
	}
	o.image = id
}

func (o *clodoOrder) readPreset(in *clodoInput) {
	preset, ok := clodoPresetOf(in.text("vps_os_preset"))
	if !ok {
		in.fail("Недопустимое значение параметра vps_os_preset")
		return
	}
	params, ok := in.values["vps_os_preset_params"].(map[string]any)
	if !ok && in.has("vps_os_preset_params") {
		in.fail("Недопустимое значение параметра vps_os_preset_params")
	}
	if problem := preset.check(params); problem != "" {
		in.fail(problem)
	}
	o.preset, o.image = preset.ID, clodoPresetImage[o.kind]
}

// paidUntil returns the end of the first paid period; a ScaleServer is billed
// by use and has none.
func (o *clodoOrder) paidUntil(from time.Time) time.Time {
	switch {
	case o.kind == clodoScale:
		return time.Time{}
	case o.period == "h":
		return from.Add(time.Hour)
	}
	return from.AddDate(0, o.periods, 0)
}

func (o *clodoOrder) size() string { return fmt.Sprintf("%d MB, %d GB", o.memory, o.hdd) }
