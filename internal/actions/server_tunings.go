package actions

import (
	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// The settings of a server that are changed by CLO-07, one action each.
var (
	ServerScaling = tune(tuning{
		name: "server.scaling", setting: providers.SettingScaling, needs: access.CreateServers, worst: Disruptive,
		words: Words{Label: "Change scaling", Of: "Change scaling of", Button: "Change scaling", Doing: "Changing the scaling",
			Done: "Scaling changed", Icon: "sliders-horizontal"},
		plan: func(t Target, in form.Values) Plan {
			p := Plan{Consequences: []Consequence{
				{Doubtful, t.Vendor.Name + " does not say what happens to a server that reaches its daily limit."},
				{Fine, "Fields that are left empty stay as they are."},
			}}
			if in["vps_daylimit"] != "" {
				p.Risk, p.Cost = SpendsMoney, "Up to "+in["vps_daylimit"]+" RUB a day."
			}
			return p
		},
	})
	ServerSwap = tune(tuning{
		name: "server.swap", setting: providers.SettingSwap, needs: access.OperateServers, worst: Disruptive,
		words: Words{Label: "Change swap", Of: "Change swap of", Button: "Change swap", Doing: "Changing the swap",
			Done: "Swap changed", Icon: "arrow-left-right"},
		plan: func(t Target, _ form.Values) Plan {
			return Plan{Consequences: []Consequence{
				{Doubtful, t.Vendor.Name + " does not say whether the server restarts for it, nor whether it takes room on the disk."},
			}}
		},
	})
	ServerShaper = tune(tuning{
		name: "server.disk_shaper", setting: providers.SettingShaper, needs: access.OperateServers, worst: Disruptive,
		words: Words{Label: "Switch disk shaper", Of: "Switch disk shaper of", Button: "Switch disk shaper",
			Doing: "Switching the disk shaper", Done: "Disk shaper switched", Icon: "gauge"},
		plan: func(t Target, in form.Values) Plan {
			p := Plan{Consequences: []Consequence{{Fine, "The server goes on running."}}}
			if in["vps_hddshaper"] == "0" {
				p.Cost = t.Vendor.Name + " does not say whether disk operations without limit cost more."
			}
			return p
		},
	})
	ServerPeriod = tune(tuning{
		name: "server.period", setting: providers.SettingPeriod, needs: access.CreateServers, worst: SpendsMoney, once: true,
		words: Words{Label: "Change payment period", Of: "Change payment period of", Button: "Change payment period",
			Doing: "Changing the payment period", Done: "Payment period changed", Icon: "calendar-days"},
		plan: func(t Target, _ form.Values) Plan {
			return Plan{
				Consequences: []Consequence{
					{Doubtful, t.Vendor.Name + " does not say when the new period begins, nor whether it charges at once. It may be planned for later."},
					{Fine, "The server goes on running."},
				},
				Cost: noPrice(t),
			}
		},
	})
	ServerRenewal = tune(tuning{
		name: "server.renewal", setting: providers.SettingRenewal, needs: access.DeleteServers, worst: Disruptive,
		words: Words{Label: "Change renewal", Of: "Change renewal of", Button: "Change renewal", Doing: "Changing the renewal",
			Done: "Renewal changed", Icon: "calendar-sync"},
		plan: planRenewal,
	})
	ServerPlannedShift = tune(tuning{
		name: "server.planned_shift", setting: providers.SettingShift, needs: access.CreateServers, worst: Disruptive,
		words: Words{Label: "Move planned change", Of: "Move planned change of", Button: "Move planned change",
			Doing: "Moving the planned change", Done: "Planned change moved", Icon: "calendar-clock"},
		plan: func(t Target, in form.Values) Plan {
			p := Plan{Consequences: []Consequence{
				{Doubtful, t.Vendor.Name + "'s API does not tell whether a change is planned. Without one it refuses."},
			}}
			if in["newconfig_date"] == "0" {
				p.Consequences = append(p.Consequences, Consequence{Disturbing, "The change happens now. The server may restart for it."})
			}
			return p
		},
	})
	ServerPlannedCancel = tune(tuning{
		name: "server.planned_cancel", setting: providers.SettingCancel, needs: access.CreateServers, worst: Disruptive, once: true,
		words: Words{Label: "Cancel planned change", Of: "Cancel planned change of", Button: "Cancel planned change",
			Doing: "Canceling the planned change", Done: "Planned change canceled", Icon: "calendar-x"},
		plan: func(t Target, _ form.Values) Plan {
			return Plan{Consequences: []Consequence{
				{Doubtful, t.Vendor.Name + "'s API does not tell whether a change is planned. Without one it refuses."},
				{Fine, "The server stays as it is now."},
			}}
		},
	})
)

// planRenewal tells that a server which is not renewed is deleted.
func planRenewal(t Target, in form.Values) Plan {
	if in["vps_abonement_disabled"] != "1" {
		p := Plan{Consequences: []Consequence{{Fine, "A deletion that is planned for the end of the paid time is canceled."}}}
		if in["vps_abonement_disabled"] == "0" {
			p.Risk, p.Cost = SpendsMoney, "The next period is charged at its beginning. "+noPrice(t)
		}
		return p
	}
	until := "At the end of the paid time"
	if end := t.facts().PaidUntil; !end.IsZero() {
		until += ", " + end.UTC().Format("2 January 2006, 15:04 UTC")
	}
	return Plan{
		Risk: Destructive, TypedName: t.Name(),
		Consequences: []Consequence{
			{Loss, until + ", " + t.Vendor.Name + " deletes the server and everything on it."},
			{Fine, "Until then it runs on, and renewal can be turned on again."},
		},
	}
}
