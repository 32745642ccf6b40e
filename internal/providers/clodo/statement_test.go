package clodo

import (
	"encoding/json"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"pinfold/internal/providers"
)

func TestSampleOfAStatement(t *testing.T) {
	f := newFake(t)
	f.on("POST /billing", sample(t, "clo-44.json"))
	from := time.Unix(1301860800, 0)
	got, err := f.client.Statement(t.Context(), providers.Ref{}, from, from.Add(24*time.Hour-time.Second))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "statement", got, providers.Statement{Charged: "57.82", Paid: "0", Charges: []providers.Charge{
		{Code: "backup", Label: "Disk space of backups", Kind: providers.SpendBackup, Amount: "8.580", Count: "858.00"},
		{Code: "cloudstoragesize", Label: "Cloud Storage, disk space", Kind: providers.SpendStorage, Amount: "2.470", Count: "247.00"},
		{Code: "cpu", Label: "Scale Server, CPU", Kind: providers.SpendCPU, Amount: "0.900", Count: "2160.00"},
		{Code: "mem", Label: "Scale Server, memory", Kind: providers.SpendMemory, Amount: "24.52", Count: "2452"},
		{Code: "vbd", Label: "Disk space", Kind: providers.SpendDisk, Amount: "3.8", Count: "380"},
		{Code: "vps", Label: "Virtual Server, fixed resources", Kind: providers.SpendServer, Amount: "17.550", Count: "13.00"},
	}})
	var sent, documented any
	if json.Unmarshal([]byte(f.bodies[len(f.bodies)-1]), &sent) != nil || json.Unmarshal([]byte(file(t, "clo-44-request.json")), &documented) != nil ||
		!reflect.DeepEqual(sent, documented) {
		t.Errorf("sent %v, the document has %v", sent, documented)
	}
}

func TestAnswersToAStatement(t *testing.T) {
	tests := []struct {
		name   string
		answer http.HandlerFunc
		kinds  string
		kind   providers.ErrorKind
	}{
		{"a kind that no document names", answer(200, `{"billing":{"total_debit_amount":"1","debits":{"gpu":{"debits_amount":"1.00"}}}}`), "other", ""},
		{"no debits", answer(200, `{"billing":{"total_debit_amount":0,"debits":[]}}`), "", ""},
		{"no entries", answer(404, `{"NotFound":{"code":404,"details":"Записей не найдено"}}`), "", ""},
		{"no such server", answer(404, `{"NotFound":{"code":404,"details":"VPS не найдена"}}`), "", providers.ErrNotFound},
		{"no sum", answer(200, `{"billing":{"debits":{"mem":{"debits_amount":"a lot"}}}}`), "", providers.ErrUnexpected},
		{"a list", answer(200, `[]`), "", providers.ErrUnexpected},
		{"a page", answer(200, `<html>`), "", providers.ErrUnexpected},
		{"down", answer(503, ``), "", providers.ErrUnavailable},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			f.on("POST /billing/60", tt.answer)
			got, err := f.client.Statement(t.Context(), providers.Ref{ID: "60"}, dayBegins, dayEnds)
			var kinds []string
			for _, c := range got.Charges {
				kinds = append(kinds, string(c.Kind))
			}
			if providers.KindOf(err) != tt.kind || strings.Join(kinds, " ") != tt.kinds {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
}

// TestTodayIsAskedWithoutAPeriod, which costs none of the ten POSTs a minute.
func TestTodayIsAskedWithoutAPeriod(t *testing.T) {
	f := newFake(t)
	f.on("GET /billing", sample(t, "clo-44.json"))
	now := f.clock().In(moscow)
	begins := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, moscow)
	if got, err := f.client.Statement(t.Context(), providers.Ref{}, begins, now); err != nil || got.Charged != "57.82" {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := f.client.Statement(t.Context(), providers.Ref{}, now, begins); providers.KindOf(err) != providers.ErrInvalid {
		t.Errorf("a period backwards: %v", err)
	}
	if _, err := f.client.Statement(t.Context(), providers.Ref{ID: "../user"}, begins, now); providers.KindOf(err) != providers.ErrInvalid {
		t.Errorf("a strange id: %v", err)
	}
}

func TestAnswersToABalance(t *testing.T) {
	tests := []struct {
		name   string
		answer http.HandlerFunc
		want   string
		kind   providers.ErrorKind
	}{
		{"the sample", sample(t, "clo-43.json"), "1234", ""},
		{"below zero", answer(200, `{"balance":"-12.50"}`), "-12.50", ""},
		{"in an object", answer(200, `{"balance":{"balance":7}}`), "7", ""},
		{"none", answer(404, `{"NotFound":{"code":404,"details":"Записей не найдено"}}`), "", ""},
		{"nothing", answer(200, `{"balance":null}`), "", providers.ErrUnexpected},
		{"no number", answer(200, `{"balance":"a lot"}`), "", providers.ErrUnexpected},
		{"a page", answer(200, `<html>`), "", providers.ErrUnexpected},
		{"down", answer(503, ``), "", providers.ErrUnavailable},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			f.on("GET /billing/balance", tt.answer)
			got, err := f.client.readBalance(t.Context())
			sum := ""
			if len(got.Items) == 1 {
				sum = got.Items[0].Gauges.(providers.BillingGauges).Balance
			}
			if providers.KindOf(err) != tt.kind || sum != tt.want || err == nil && !got.Complete {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
}
