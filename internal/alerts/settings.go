package alerts

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"pinfold/internal/form"
	"pinfold/internal/models"
)

// passField is the name of the field that lets a severity through quiet hours.
func passField(s Severity) string { return "pass_" + string(s) }

// balanceField is the name of the field of a currency's lowest balance.
func balanceField(currency string) string { return "balance_" + currency }

// quietOn is when the fields of quiet hours are part of the form.
var quietOn = []form.Condition{{Field: "quiet", Values: []string{"1"}}}

// SettingsForm describes thresholds and quiet hours. The currencies are those
// of the team's accounts.
func SettingsForm(currencies []string) form.Form {
	const thresholds, quiet = "Thresholds", "Quiet hours"
	f := form.Form{Fields: []form.Field{
		number("invoice_days", "Invoice due within", "days", 0, 60, thresholds, "Told once before its day, and once more after it."),
		number("expire_days", "Server expires within", "days", 0, 60, thresholds, ""),
		number("fail_hours", "Account fails for", "hours", 0, 72, thresholds, "0 tells of the first failed reading."),
		number("remind_hours", "Remind after", "hours", 0, 720, thresholds, "What goes on is sent again after this time. 0 never reminds."),
	}}
	for _, c := range currencies {
		f.Fields = append(f.Fields, form.Field{Name: balanceField(c), Label: "Balance below, " + c, Kind: form.Text, Optional: true, MaxLength: 20,
			Group: thresholds, Check: checkSum})
	}
	f.Fields = append(f.Fields,
		form.Field{Name: "quiet", Label: "Hold alerts back at certain hours", Kind: form.Checkbox, Group: quiet, Help: "What is held back comes afterwards as one summary."},
		form.Field{Name: "quiet_from", Label: "From", Kind: form.Text, MaxLength: 5, Placeholder: "22:00", Group: quiet, When: quietOn, Check: checkClock},
		form.Field{Name: "quiet_to", Label: "To", Kind: form.Text, MaxLength: 5, Placeholder: "07:00", Group: quiet, When: quietOn, Check: checkClock},
		form.Field{Name: "quiet_zone", Label: "Time zone", Kind: form.Text, MaxLength: 60, Placeholder: "Europe/Berlin", Group: quiet, When: quietOn, Check: checkZone},
	)
	for _, s := range Severities() {
		f.Fields = append(f.Fields, form.Field{Name: passField(s), Label: s.Word() + " alerts come all the same", Kind: form.Checkbox, Group: quiet, When: quietOn})
	}
	f.Check = func(v form.Values) form.Errors {
		if v["quiet"] != "" && v["quiet_from"] == v["quiet_to"] {
			return form.Errors{"quiet_to": "Quiet hours end at another time than they begin."}
		}
		return nil
	}
	return f
}

func number(name, label, unit string, low, high int64, group, help string) form.Field {
	if help == "" {
		help = fmt.Sprintf("%d to %d.", low, high)
	}
	return form.Field{Name: name, Label: label, Unit: unit, Kind: form.Number, Range: &form.Range{Min: low, Max: high}, Group: group, Help: help}
}

// SettingsValues are the settings as the form has them.
func SettingsValues(s models.AlertSettings) form.Values {
	v := form.Values{
		"invoice_days": strconv.Itoa(s.InvoiceDays), "expire_days": strconv.Itoa(s.ExpireDays), "fail_hours": strconv.Itoa(s.FailHours),
		"remind_hours": strconv.Itoa(s.RemindHours), "quiet_from": s.QuietFrom, "quiet_to": s.QuietTo, "quiet_zone": s.QuietZone,
	}
	for currency, sum := range s.Balances {
		v[balanceField(currency)] = sum
	}
	if s.Quiet {
		v["quiet"] = "1"
	}
	for _, pass := range s.QuietPass {
		v[passField(Severity(pass))] = "1"
	}
	return v
}

// SettingsOf reads checked values. Sums of currencies that the form does not
// have, and quiet hours that are off, stay as they were.
func SettingsOf(was models.AlertSettings, v form.Values, currencies []string) models.AlertSettings {
	s := was
	for name, to := range map[string]*int{"invoice_days": &s.InvoiceDays, "expire_days": &s.ExpireDays, "fail_hours": &s.FailHours, "remind_hours": &s.RemindHours} {
		*to, _ = strconv.Atoi(v[name]) // The form has checked it.
	}
	s.Balances = map[string]string{}
	for currency, sum := range was.Balances {
		if !slices.Contains(currencies, currency) {
			s.Balances[currency] = sum
		}
	}
	for _, c := range currencies {
		if sum := plainSum(v[balanceField(c)]); sum != "" {
			s.Balances[c] = sum
		}
	}
	if s.Quiet = v["quiet"] != ""; !s.Quiet {
		return s
	}
	s.QuietFrom, s.QuietTo, s.QuietZone, s.QuietPass = v["quiet_from"], v["quiet_to"], v["quiet_zone"], nil
	for _, severity := range Severities() {
		if v[passField(severity)] != "" {
			s.QuietPass = append(s.QuietPass, string(severity))
		}
	}
	return s
}

// Currencies are those of the accounts, each once.
func Currencies(accounts []models.Account) (list []string) {
	for _, a := range accounts {
		if a.Currency != "" && !slices.Contains(list, a.Currency) {
			list = append(list, a.Currency)
		}
	}
	sort.Strings(list)
	return list
}

var sumShape = regexp.MustCompile(`^-?[0-9]{1,12}([.,][0-9]{1,5})?$`)

func plainSum(text string) string { return strings.ReplaceAll(text, ",", ".") }

func checkSum(value string) string {
	if _, err := decimal.NewFromString(plainSum(value)); err != nil || !sumShape.MatchString(value) {
		return "A sum such as 25 or 25.50."
	}
	return ""
}

func checkClock(value string) string {
	if _, ok := clockTime(value); !ok || len(value) != 5 {
		return "A time of day from 00:00 to 23:59, such as 22:00."
	}
	return ""
}

func checkZone(value string) string {
	if _, err := time.LoadLocation(value); err != nil || value == "Local" {
		return "A time zone has a name such as Europe/Berlin or UTC."
	}
	return ""
}
