package sandbox

import (
	"encoding/json"
	"maps"
)

// showUser answers IDC-01.
func (w *idcWorld) showUser(*call) reply { return idcOK(maps.Clone(w.user)) }

// listLocations answers IDC-07.
func (w *idcWorld) listLocations(*call) reply { return idcOK(w.shared.locations) }

// listParameters answers IDC-52.
func (w *idcWorld) listParameters(*call) reply { return idcOK(json.RawMessage(idcRaw("52"))) }

// showPrices answers IDC-78.
func (w *idcWorld) showPrices(*call) reply { return idcOK(json.RawMessage(idcRaw("78"))) }

// listImages answers IDC-53.
func (w *idcWorld) listImages(*call) reply { return idcOK(json.RawMessage(idcRaw("53"))) }

// listPlainImages answers IDC-54.
func (w *idcWorld) listPlainImages(*call) reply { return idcOK(idcImages(false)) }

// listAppImages answers IDC-55.
func (w *idcWorld) listAppImages(*call) reply { return idcOK(idcImages(true)) }

func idcImages(apps bool) []map[string]any {
	out := []map[string]any{}
	for _, image := range idcSample[[]map[string]any]("53") {
		if image["is_app_catalog"] == apps {
			out = append(out, image)
		}
	}
	return out
}
