package providers

import (
	"context"

	"pinfold/internal/form"
)

// Setting names a group of settings of a server that are changed in one call.
type Setting string

// The settings of a server (CLO-07).
const (
	// SettingScaling is how memory follows the load, and the daily limit.
	SettingScaling Setting = "scaling"
	SettingSwap    Setting = "swap"
	// SettingShaper slows the disk down.
	SettingShaper Setting = "disk_shaper"
	// SettingPeriod is the period of payment.
	SettingPeriod Setting = "period"
	// SettingRenewal is whether what is paid ahead is renewed at its end.
	SettingRenewal Setting = "renewal"
	// SettingShift is in how many days a planned change happens.
	SettingShift Setting = "planned_shift"
	// SettingCancel drops a planned change.
	SettingCancel Setting = "planned_cancel"
)

// Tuner changes settings of a server that no reading tells (CLO-07). The calls
// set a state.
type Tuner interface {
	ServerReader
	// TuneForm has the fields of the setting. It calls nothing and works on a
	// zero client. An empty optional field leaves what it stands for as it is.
	TuneForm(setting Setting) form.Form
	Tune(ctx context.Context, ref Ref, setting Setting, in form.Values) error
	// TypeOf is the type of server that alone has the setting, in the
	// provider's word, "" for all.
	TypeOf(setting Setting) string
}

// TrafficBuyer buys traffic for a server (CLO-07 with vps_traff). Each call adds
// a package; ServerFacts.TrafficGB tells their sum.
type TrafficBuyer interface {
	ServerReader
	BuyTraffic(ctx context.Context, ref Ref, gb int) error
}

// TypeChanger turns a server into one of the provider's other type (CLO-09).
// Each call turns it again; ServerFacts.Type tells the type.
type TypeChanger interface {
	ServerReader
	// TypeForm asks what the other type needs.
	TypeForm(server Observation) form.Form
	// OtherType is what the server would become, in the provider's word, "" if
	// the type is not known.
	OtherType(server ServerFacts) string
	ChangeType(ctx context.Context, ref Ref, in form.Values) error
}
