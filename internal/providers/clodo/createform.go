package clodo

import (
	"slices"
	"strconv"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// The fields of the form, named as CLO-06 names its parameters. A preset's own
// fields are named by presetField.
const (
	fieldName      = "name"
	fieldType      = "vps_type"
	fieldSystem    = "system"
	fieldImage     = "vps_os"
	fieldPreset    = "vps_os_preset"
	fieldMemory    = "vps_memory"
	fieldMemoryMax = "vps_memory_max"
	fieldDisk      = "vps_hdd"
	fieldSupport   = "vps_admin"
	fieldPeriod    = "vps_pay_period"
	fieldPeriods   = "vps_abonement"
)

// The values of fieldType, fieldSystem and fieldPeriod.
const (
	typeVirtual  = "VirtualServer"
	typeScale    = "ScaleServer"
	systemImage  = "image"
	systemPreset = "preset"
	periodHour   = "h"
	periodMonth  = "m"
)

// CreateForm implements providers.ServerCreator. It offers the images and
// presets that the inventory knows.
func (c *Client) CreateForm(known providers.Offerings) form.Form {
	presets := known.Known(providers.KindPreset)
	system := append([]form.Field{systemField(len(presets) > 0), imageField(known.Known(providers.KindImage))}, presetFields(presets)...)
	return form.Form{Check: checkSizes, Fields: slices.Concat(
		under("Server", []form.Field{nameField(), typeField()}),
		under("System", system),
		under("Size and support", sizeFields()),
		under("Payment", paymentFields()),
	)}
}

// under puts fields under a heading.
func under(heading string, fields []form.Field) []form.Field {
	for i := range fields {
		fields[i].Group = heading
	}
	return fields
}

func nameField() form.Field {
	return form.Field{Name: fieldName, Label: "Name", Kind: form.Text, MaxLength: 255}
}

func typeField() form.Field {
	return form.Field{
		Name: fieldType, Label: "Type", Kind: form.Radio, Default: typeVirtual,
		Options: []form.Option{
			{Value: typeVirtual, Label: "Virtual server", Help: "Its memory is fixed. It is paid by the hour or ahead by the month."},
			{Value: typeScale, Label: "Scale server", Help: "Its memory follows the load between two bounds. It is paid by use."},
		},
	}
}

func sizeFields() []form.Field {
	return []form.Field{
		{
			Name: fieldMemory, Label: "Memory", Unit: "MB", Kind: form.Number, Default: "512", Check: positive,
			Help: "For a scale server the lower bound.",
		},
		{
			Name: fieldMemoryMax, Label: "Memory, upper bound", Unit: "MB", Kind: form.Number, Default: "512", Check: positive,
			Help: "No less than the lower bound.", When: when(fieldType, typeScale),
		},
		{Name: fieldDisk, Label: "Disk", Unit: "GB", Kind: form.Number, Default: "5", Check: positive},
		{
			Name: fieldSupport, Label: "Support", Kind: form.Radio, Default: "1",
			Options: []form.Option{{Value: "1", Label: "Standard"}, {Value: "3", Label: "Extended"}},
		},
	}
}

func paymentFields() []form.Field {
	return []form.Field{
		{
			Name: fieldPeriod, Label: "Payment", Kind: form.Radio, Default: periodHour, When: when(fieldType, typeVirtual),
			Options: []form.Option{{Value: periodHour, Label: "By the hour"}, {Value: periodMonth, Label: "By the month, ahead"}},
		},
		{
			Name: fieldPeriods, Label: "Months paid ahead", Kind: form.Select, Default: "1",
			When: append(when(fieldType, typeVirtual), when(fieldPeriod, periodMonth)...),
			Options: []form.Option{
				{Value: "1", Label: "1 month"}, {Value: "3", Label: "3 months"},
				{Value: "6", Label: "6 months"}, {Value: "12", Label: "12 months"},
			},
		},
	}
}

func when(field string, values ...string) []form.Condition {
	return []form.Condition{{Field: field, Values: values}}
}

func positive(value string) string {
	if n, err := strconv.ParseInt(value, 10, 32); err != nil || n < 1 {
		return "A whole number, 1 or more."
	}
	return ""
}

// checkSizes compares the bounds of a scale server's memory.
func checkSizes(values form.Values) form.Errors {
	low, _ := strconv.Atoi(values[fieldMemory])
	high, err := strconv.Atoi(values[fieldMemoryMax])
	if err == nil && high < low {
		return form.Errors{fieldMemoryMax: "No less than the lower bound, " + strconv.Itoa(low) + " MB."}
	}
	return nil
}
