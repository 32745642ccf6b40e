package inferno

import (
	"net/url"
	"reflect"
	"strings"
	"testing"

	"pinfold/internal/providers"
)

// TestPower covers INF-08, INF-09 and INF-10: what is sent, and what of the
// many possible answers is a yes.
func TestPower(t *testing.T) {
	for op, call := range map[providers.OpID]string{"INF-08": "reboot", "INF-09": "stop", "INF-10": "boot"} {
		for _, body := range []string{
			`{"result":"success"}`, `{"result":"success","message":"queued"}`, `{"status":"ok"}`, `{"success":true}`,
			`"success"`, `true`, `1`, "OK\n", "Array\n(\n[method] => x\n[result] => success\n)\n", `{"result":"success","retx":{"result":"success"}}`,
		} {
			f := newFake(t)
			f.on(call, 200, body)
			if err := f.send(op); err != nil {
				t.Errorf("%s %q: %v", op, body, err)
			}
			want := url.Values{"action": {call}, "cid": {"777"}, "key": {testKey}, "orderid": {"47012"}}
			if len(f.asked) != 1 || !reflect.DeepEqual(f.asked[0], want) {
				t.Errorf("%s sent %v", op, f.asked)
			}
		}
	}
}

// send makes the power call of that operation.
func (f *fake) send(op providers.OpID) error {
	ctx := providers.WithIntent(f.t.Context(), providers.Intent{Operation: 1, Step: "power", Op: op})
	ref := providers.Ref{ID: "47012"}
	switch op {
	case "INF-08":
		return f.client.Reboot(ctx, ref)
	case "INF-09":
		return f.client.Stop(ctx, ref)
	}
	return f.client.Start(ctx, ref)
}

func TestPowerThatIsNoYes(t *testing.T) {
	for _, test := range []struct {
		status int
		body   string
		kind   providers.ErrorKind
		said   string
	}{
		{200, `{"result":"fail","message":"Order ID not found"}`, providers.ErrNotFound, "Order ID not found"},
		{200, `{"result":"fail","message":"VPS is busy"}`, providers.ErrConflict, "VPS is busy"},
		{200, `{"result":"fail"}`, providers.ErrInvalid, ""},
		{200, `{"result":"success","retx":{"result":"fail","msg":"VSCD: already running"}}`, providers.ErrConflict, "VSCD: already running"},
		{200, "[result] => success\n[retx] => Array\n(\n[result] => fail\n[msg] => VSCD: no node\n)\n", providers.ErrInvalid, "VSCD: no node"},
		{401, ``, providers.ErrAuth, ""},
		{200, ``, providers.ErrUnknown, ""},
		{200, `{}`, providers.ErrUnknown, ""},
		{200, `{"result":"perhaps","status":"ok"}`, providers.ErrUnknown, ""},
		{200, `<html>success</html>`, providers.ErrUnknown, ""},
		{200, `[]`, providers.ErrUnknown, ""},
		{500, `{"result":"success"}`, providers.ErrUnknown, ""},
	} {
		f := newFake(t)
		f.on("stop", test.status, test.body)
		err := f.send("INF-09")
		if providers.KindOf(err) != test.kind || providers.Said(err) != test.said {
			t.Errorf("%d %q: %v, said %q", test.status, test.body, err, providers.Said(err))
		}
	}
}

func TestPowerOfNoOrder(t *testing.T) {
	f := newFake(t)
	err := f.client.Stop(t.Context(), providers.Ref{ID: "1&action=create"})
	if !providers.Refused(err) || !strings.Contains(providers.Sentence(err), "Nothing was sent") || len(f.asked) != 0 {
		t.Errorf("%v, asked %v", err, f.asked)
	}
}

// Nothing at Inferno tells of a reboot afterwards, and nothing is asked for it.
func TestRebootLeavesNoTrace(t *testing.T) {
	f := newFake(t)
	mark, err := f.client.RebootMark(t.Context(), providers.Ref{ID: "47012"})
	if mark != providers.NoTrace || err != nil {
		t.Errorf("mark %q, %v", mark, err)
	}
	if n, err := f.client.RebootsSince(t.Context(), providers.Ref{ID: "47012"}, mark); n != 0 || err != nil {
		t.Errorf("%d reboots, %v", n, err)
	}
}
