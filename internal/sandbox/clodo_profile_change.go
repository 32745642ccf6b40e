package sandbox

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// What a field of the profile takes; one that is not listed takes any text.
// The document names the flags and the letters, the rest is common sense.
var (
	clodoFlags = []string{"ident", "disableannounces", "vpsdeletesms", "vbddeletesms", "disableannouncesscale", "authsms"}
	clodoShape = map[string]*regexp.Regexp{
		"users_profile_dirdocument":     regexp.MustCompile(`^[uds]?$`),
		"users_profile_facetype":        regexp.MustCompile(`^[0-9]{1,2}$`),
		"users_profile_scalemoneysms":   regexp.MustCompile(`^[0-9]{1,9}$`),
		"users_profile_email":           regexp.MustCompile(`^[^@\s]+@[^@\s]+$`),
		"users_profile_finemail":        regexp.MustCompile(`^([^@\s]+@[^@\s]+)?$`),
		"users_profile_inn":             regexp.MustCompile(`^([0-9]{10}|[0-9]{12})?$`),
		"users_profile_bik":             regexp.MustCompile(`^([0-9]{9})?$`),
		"users_profile_raschschet":      regexp.MustCompile(`^([0-9]{20})?$`),
		"users_profile_passportseries":  regexp.MustCompile(`^[0-9]{0,4}$`),
		"users_profile_passportnumber":  regexp.MustCompile(`^[0-9]{0,6}$`),
		"default_vps_num":               regexp.MustCompile(`^[0-9]*$`),
		"default_storage_num":           regexp.MustCompile(`^[0-9]*$`),
		"users_profile_dirdocumentdate": regexp.MustCompile(`^([0-9]{4}-[0-9]{2}-[0-9]{2})?$`),
	}
)

// changeProfile answers CLO-36. What is not sent stays as it is.
func (w *clodoWorld) changeProfile(c *call) reply {
	in := readClodoFlat(c)
	details := []string{}
	for _, name := range slices.Sorted(maps.Keys(in.values)) {
		value := in.text(name)
		w.checkProfile(in, name, value)
		details = append(details, name, value)
	}
	if len(in.values) == 0 {
		in.fail("Не указаны параметры")
	}
	if in.problem != "" {
		return w.bad(in.problem)
	}
	profile := maps.Clone(w.profile)
	for name := range in.values {
		profile[name] = in.text(name)
	}
	w.profile = profile
	c.changed(w.login, details...)
	return clodoDone()
}

func (w *clodoWorld) checkProfile(in *clodoInput, name, value string) {
	_, isText := w.profile[name].(string)
	short := strings.TrimPrefix(name, "users_profile_")
	switch {
	case !isText, name == "allow_change_facetype", name == "users_last_visit", name == "users_added":
		in.fail("Неизвестный параметр " + name)
	case slices.Contains(clodoFlags, short) && value != "0" && value != "1",
		clodoShape[name] != nil && !clodoShape[name].MatchString(value),
		len([]rune(value)) > 200:
		in.fail("Недопустимое значение параметра " + name)
	case short == "facetype" && w.profile["allow_change_facetype"] != "1" && value != w.profile[name]:
		in.fail("Изменение параметра " + name + " запрещено")
	}
}
