package handlers

import "github.com/labstack/echo/v4"

var spendHead = []string{"month", "part", "amount", "currency", "days known"}

// spendCSV is spend by month as a file, in the currencies in which it was
// spent.
func (p *panel) spendCSV(c echo.Context) error {
	v, err := p.moneyView(c)
	if err != nil {
		return err
	}
	t, err := v.spendTable(c.QueryParam("by"))
	if err != nil {
		return err
	}
	if err := p.exported(c, "spend"); err != nil {
		return err
	}
	return p.sendCSV(c, p.dated("spend"), spendHead, func(add func(...string)) {
		for _, month := range t.months {
			for _, row := range t.rows {
				sums := row.sums[month.Format("2006-01")]
				for _, code := range sums.Currencies() {
					add(month.Format("2006-01"), row.label, sums[code].String(), code, figure(t.knownDays(month)))
				}
			}
		}
	})
}
