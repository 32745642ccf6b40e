package sandbox

import (
	"slices"
	"strings"
	"unicode/utf8"
)

type clodoPreset struct {
	ID          string             `json:"id"`
	Name        string             `json:"name"`
	Title       string             `json:"title"`
	Description string             `json:"description"` // raw markup
	Fields      []clodoPresetField `json:"fields"`
}

type clodoPresetField struct {
	Title string `json:"title"`
	Name  string `json:"name"`
	Type  string `json:"type"`
	Req   string `json:"req"` // "1" if required
}

// clodoSiteFields are what both sample presets ask for.
var clodoSiteFields = []clodoPresetField{
	{"Логин администратора", "login", "login", "1"},
	{"Пароль администратора", "pass", "password", "1"},
	{"Почта администратора", "email", "email", "1"},
	{"Домен", "domain", "domain", "1"},
}

var clodoPresets = []clodoPreset{
	{
		ID: "62", Name: "bitrix", Title: "Bitrix",
		Description: "<p>«1С-Битрикс: Управление сайтом» - профессиональная система управления веб-проектами:</p>" +
			"<ul><li>корпоративных сайтов</li><li>интернет-магазинов</li></ul>",
		Fields: append(slices.Clone(clodoSiteFields),
			clodoPresetField{"Название сайта", "title", "string", "1"},
			clodoPresetField{"Лицензия", "license", "string", "1"}),
	},
	{ID: "322", Name: "gitlabhq", Title: "Gitlabhq", Description: "gitlabhq", Fields: clodoSiteFields},
}

// listPresets answers CLO-47.
func (w *clodoWorld) listPresets(*call) reply { return clodoOK("presets", clodoPresets) }

func clodoPresetOf(id string) (clodoPreset, bool) {
	i := slices.IndexFunc(clodoPresets, func(p clodoPreset) bool { return p.ID == id })
	if i < 0 {
		return clodoPreset{}, false
	}
	return clodoPresets[i], true
}

// check says what is wrong with the parameters of a preset, "" if nothing is.
func (p clodoPreset) check(params map[string]any) string {
	for name := range params {
		if !slices.ContainsFunc(p.Fields, func(f clodoPresetField) bool { return f.Name == name }) {
			return "Неизвестный параметр vps_os_preset_params." + name
		}
	}
	for _, f := range p.Fields {
		value, _ := scalar(params[f.Name])
		switch {
		case value == "" && f.Req == "1":
			return "Не указан параметр vps_os_preset_params." + f.Name
		case value != "" && !f.accepts(value):
			return "Недопустимое значение параметра vps_os_preset_params." + f.Name
		}
	}
	return ""
}

// accepts checks a value by the field's type. The document does not say how
// long a password must be.
func (f clodoPresetField) accepts(value string) bool {
	switch f.Type {
	case "login":
		return utf8.RuneCountInString(value) >= 5
	case "email":
		user, host, ok := strings.Cut(value, "@")
		return ok && user != "" && strings.Contains(host, ".")
	case "domain":
		return strings.Contains(value, ".") && !strings.ContainsAny(value, " /@")
	}
	return true
}
