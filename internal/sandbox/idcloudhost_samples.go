package sandbox

import (
	"bytes"
	"embed"
	"encoding/json"
)

// idcFiles are samples of the document, as they stand in it, by the number of
// their operation.
//
//go:embed idcloudhost/*.json
var idcFiles embed.FS

func idcRaw(number string) []byte {
	raw, err := idcFiles.ReadFile("idcloudhost/idc-" + number + ".json")
	if err != nil {
		panic("sandbox: sample of idcloudhost: " + err.Error())
	}
	return raw
}

// idcSample decodes a sample. Numbers keep their spelling, such as 2.0.
func idcSample[T any](number string) T {
	var value T
	d := json.NewDecoder(bytes.NewReader(idcRaw(number)))
	d.UseNumber()
	if err := d.Decode(&value); err != nil {
		panic("sandbox: sample of idcloudhost: " + err.Error())
	}
	return value
}

// addSamples puts the objects of the document's samples into the world. They
// come from several accounts and contradict each other: the list of servers is
// followed for their data, the billed resources for replicas and addresses.
func (w *idcWorld) addSamples() {
	w.user = idcSample[map[string]any]("01")
	w.addMoneySamples()
	w.tokens = append(w.tokens, idcSample[[]*idcToken]("06")...)
	first := w.places[w.shared.locations[0].Slug]
	first.vms = idcSample[[]*idcVM]("17")
	first.networks = idcSample[[]*idcNetwork]("40")
	for _, billed := range idcSample[[]idcBilled]("56") {
		vm, _ := first.vm(billed.UUID)
		vm.Storage[0].Replica = billed.Storage[0].Replica
		if billed.PublicIPv4 != nil {
			first.addresses = append(first.addresses, w.newAddress(*billed.PublicIPv4, vm))
		}
	}
	w.addSecondPlace(w.places[w.shared.locations[1].Slug])
	w.addSampleStorage()
}

// addSecondPlace adds the sample addresses to the second location, with the
// server that the first one of them names and no sample describes.
func (w *idcWorld) addSecondPlace(p *idcPlace) {
	p.addresses = idcSample[[]*idcAddress]("46")
	vm := w.newVM("busburg-1", *p.addresses[0].AssignedTo, "2019-10-31 10:52:19")
	vm.OSName, vm.OSVersion, vm.PrivateIPv4, vm.Status = "almalinux", "8", "10.1.104.2", idcStopped
	p.vms = append(p.vms, vm)
	w.joinNetwork(p, vm)
}

// addMoneySamples follows the list of billing accounts, and takes the code of
// the referrer from the details of one. The credit is told of an account that
// no other sample has.
func (w *idcWorld) addMoneySamples() {
	w.billing, w.standard = idcSample[[]map[string]any]("61"), 6
	w.billing[0]["referral_code"] = idcSample[map[string]any]("59")["referral_code"]
	w.cards = idcSample[[]*idcCard]("68")
	w.addInvoices()
	w.credit = idcSample[[]idcCredit]("70")
	for i := range w.credit {
		w.credit[i].Billing = 6
	}
}
