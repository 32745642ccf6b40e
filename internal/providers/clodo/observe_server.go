package clodo

import (
	"strconv"
	"strings"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
	"pinfold/internal/secrets"
)

// The names under which the passwords of a server are sealed.
const (
	SecretRoot = "root_password"
	SecretUser = "user_password"
	SecretVNC  = "vnc_password"
)

func observeServer(s api.Server) providers.Observation {
	return providers.Observation{
		Kind:      providers.KindServer,
		ID:        s.ID.Trim(),
		Name:      s.Name.Trim(),
		State:     stateOf(s.Status.Trim()),
		StateWord: s.Status.Trim(),
		Facts:     factsOf(s),
		Gauges:    gaugesOf(s),
		Secrets: secretsOf(map[string]wire.String{
			SecretRoot: s.RootPass, SecretUser: s.UserPass, SecretVNC: s.VNCPass,
		}),
	}
}

func factsOf(s api.Server) providers.ServerFacts {
	return providers.ServerFacts{
		Type:        s.Type.Trim(),
		CPUMHz:      int(s.CPUMax.Value),
		MemoryMB:    int(s.Memory.Value),
		MemoryMaxMB: int(s.MemoryMax.Value),
		DiskGB:      int(s.HDDMax.Value),
		System:      systemOf(s),
		ImageID:     s.ImageID.Trim(),
		Addresses:   addressesOf(s.Addresses.Value),
		Console:     s.VNC.Trim(),
		CreatedAt:   timeOf(s.Created),
		StartedAt:   timeOf(s.Started),
		PaidUntil:   timeOf(s.PaidUntil),

		TrafficGB: trafficOf(s.Traffic, s.TrafficShort), TrafficFreeGB: trafficOf(s.TrafficFree),
	}
}

func gaugesOf(s api.Server) providers.ServerGauges {
	return providers.ServerGauges{
		CPUPercent:    s.CPULoad.Pointer(),
		MemoryPercent: s.MemLoad.Pointer(),
		DiskPercent:   s.DiskLoad.Pointer(),
		DiskUsedMB:    int(s.HDDLoad.Value),
		Uptime:        strings.Trim(s.StartedDays.Trim(), "()"),

		TrafficLeftGB: s.TrafficLeft.Pointer(), TrafficFreeLeftGB: s.TrafficFreeLeft.Pointer(),
	}
}

// trafficOf is the first of the figures that is known, in whole GB.
func trafficOf(figures ...wire.Float) int {
	for _, f := range figures {
		if f.Known && f.Value > 0 && f.Value < 1<<30 {
			return int(f.Value)
		}
	}
	return 0
}

// systemOf names the system, such as "Debian 6, 64 bit".
func systemOf(s api.Server) string {
	system := strings.TrimSpace(s.OSTitle.Trim() + " " + s.OSVersion.Trim())
	if system == "" {
		system = s.OSType.Trim()
	}
	if system != "" && s.OSBits.Value > 0 {
		system += ", " + strconv.FormatInt(s.OSBits.Value, 10) + " bit"
	}
	return system
}

func addressesOf(a api.Addresses) []providers.Address {
	var all []providers.Address
	add := func(list []api.Address, private bool) {
		for _, one := range list {
			if one.IP != "" {
				all = append(all, providers.Address{IP: one.IP, Primary: one.Primary, Private: private})
			}
		}
	}
	add(a.Public, false)
	add(a.Private, true)
	return all
}

func timeOf(text wire.String) time.Time {
	at, _ := wire.Time(string(text), moscow)
	return at
}

// textOf writes a whole number, "" for one that is not known.
func textOf(n wire.Int) wire.String {
	if !n.Known {
		return ""
	}
	return wire.String(strconv.FormatInt(n.Value, 10))
}

func secretsOf(texts map[string]wire.String) map[string]secrets.Text {
	sealed := map[string]secrets.Text{}
	for name, text := range texts {
		if text != "" {
			sealed[name] = secrets.NewText(string(text))
		}
	}
	return sealed
}
