package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// idcMessage is a refusal by the gateway, or of networks and addresses.
type idcMessage struct {
	Message string `json:"message"`
}

// idcErrors is a refusal in the document's own shape.
type idcErrors struct {
	Errors map[string]any `json:"errors"`
}

// encode answers with JSON and the number of the call. A key that is there and
// wrong is forbidden, none at all is unauthorized.
func (p *idCloudHost) encode(c *call, r reply) answer {
	if r.status == http.StatusUnauthorized && c.req.Header.Get("apikey") != "" {
		r.status, r.body = http.StatusForbidden, idcMessage{"Invalid authentication credentials"}
	}
	a := answer{status: r.status, header: http.Header{}}
	a.header.Set("X-Warren-Correlation-Id", fmt.Sprintf("00000000-0000-4000-8000-%012x", p.answered.Add(1)))
	for name, value := range r.header {
		a.header.Set(name, value)
	}
	if r.body == nil {
		return a
	}
	raw, err := json.Marshal(r.body)
	if err != nil {
		panic("sandbox: encode answer of idcloudhost: " + err.Error())
	}
	a.header.Set("Content-Type", "application/json")
	a.body = raw
	return a
}

func idcOK(value any) reply { return reply{status: http.StatusOK, body: value} }

// idcBad refuses in the shape of the document, which names no status; clients
// of the live service know it as 400.
func idcBad(said string) reply {
	return reply{status: http.StatusBadRequest, body: idcErrors{map[string]any{"Error": said}}}
}

// idcForbidden refuses what belongs to somebody else.
func idcForbidden() reply {
	return reply{status: http.StatusForbidden, body: idcErrors{map[string]any{
		"consumer::resource_forbidden": map[string]string{
			"msg": "Consumer not allowed to access resource.", "subtype": "resource_forbidden", "type": "consumer",
		},
	}}}
}
