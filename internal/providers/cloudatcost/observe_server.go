package cloudatcost

import (
	"cmp"
	"math"
	"strconv"

	"pinfold/internal/providers"
	"pinfold/internal/providers/cloudatcost/internal/api"
	"pinfold/internal/providers/wire"
	"pinfold/internal/secrets"
)

// The names under which the passwords of a server are sealed.
const (
	SecretRoot = "root_password"
	SecretVNC  = "vnc_password"
)

func observeServer(s api.Server) providers.Observation {
	return providers.Observation{
		Kind:      providers.KindServer,
		ID:        s.SID.Trim(),
		Name:      cmp.Or(s.Label.Trim(), s.Lable.Trim(), s.Name.Trim(), s.Host.Trim(), s.VM.Trim()),
		State:     stateOf(s.Status.Trim()),
		StateWord: s.Status.Trim(),
		Facts:     factsOf(s),
		Gauges:    providers.ServerGauges{MemoryPercent: share(s.RAMUsage, s.RAM)},
		Secrets:   secretsOf(map[string]wire.String{SecretRoot: s.RootPass, SecretVNC: s.VNCPass}),
	}
}

func factsOf(s api.Server) providers.ServerFacts {
	facts := providers.ServerFacts{
		Type:      s.Type.Trim(),
		CPU:       int(s.CPU.Value),
		MemoryMB:  whole(s.RAM),
		DiskGB:    whole(s.Storage),
		System:    s.Template.Trim(),
		CreatedAt: timeOf(s.Made),
	}
	if s.VNCPort.Value > 0 {
		// The host of the console is not told.
		facts.Console = "port " + strconv.FormatInt(s.VNCPort.Value, 10)
	}
	if ip := s.IP.Trim(); ip != "" {
		facts.Addresses = []providers.Address{{IP: ip, Primary: true}}
	}
	return facts
}

// share returns the percent that a part is of a whole, nil where either is
// unknown or the two do not fit together.
func share(part, of wire.Float) *float64 {
	if !part.Known || !of.Known || part.Value < 0 || of.Value <= 0 || part.Value > of.Value {
		return nil
	}
	percent := math.Round(part.Value/of.Value*10000) / 100
	return &percent
}

// whole rounds a size; 0 stands for what is no size.
func whole(f wire.Float) int {
	if f.Value < 0 || f.Value > math.MaxInt32 {
		return 0
	}
	return int(math.Round(f.Value))
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
