package handlers

import (
	"pinfold/internal/actions"
	"pinfold/internal/providers"
)

// apiPlan is what an action would do.
type apiPlan struct {
	Title        string           `json:"title"`
	Risk         string           `json:"risk"`
	Consequences []apiConsequence `json:"consequences"`
	Calls        []apiCall        `json:"calls"`
	Cost         string           `json:"cost"`
	Price        *apiPrice        `json:"price"`
	Bill         *apiBill         `json:"bill"`
	// Confirm has to be sent along as confirm, if it is not null.
	Confirm *string `json:"confirm"`
}

type apiConsequence struct {
	Weight string `json:"weight"`
	Text   string `json:"text"`
}

type apiCall struct {
	ID     providers.OpID `json:"id"`
	Method string         `json:"method"`
	Path   string         `json:"path"`
	Note   string         `json:"note"`
	Once   bool           `json:"once"`
}

type apiPrice struct {
	Currency string     `json:"currency"`
	Lines    []apiPrint `json:"lines"`
	PerHour  string     `json:"per_hour"`
	Per30    string     `json:"per_30_days"`
	Notes    []string   `json:"notes"`
}

type apiPrint struct {
	What string `json:"what"`
	Each string `json:"each"`
	Sum  string `json:"sum"`
}

type apiBill struct {
	Lines  []apiPrint `json:"lines"`
	Sum    string     `json:"sum"`
	Method string     `json:"method"`
	Note   string     `json:"note"`
}

var riskKeys = map[actions.Risk]string{actions.Safe: "safe", actions.Disruptive: "disruptive",
	actions.Destructive: "destructive", actions.SpendsMoney: "spends_money"}

var weightKeys = map[actions.Weight]string{actions.Loss: "loss", actions.Doubtful: "doubtful",
	actions.Disturbing: "disturbing", actions.Fine: "fine"}

func apiPlanOf(plan actions.Plan) apiPlan {
	p := apiPlan{Title: plan.Title, Risk: riskKeys[plan.Risk], Cost: plan.Cost, Consequences: []apiConsequence{}, Calls: []apiCall{}}
	for _, c := range plan.Consequences {
		p.Consequences = append(p.Consequences, apiConsequence{weightKeys[c.Weight], c.Text})
	}
	for _, c := range plan.Calls {
		p.Calls = append(p.Calls, apiCall{c.Op, c.Method, c.Path, c.Note, c.Once})
	}
	if plan.TypedName != "" {
		p.Confirm = &plan.TypedName
	}
	if price := plan.Price; price != nil {
		p.Price = &apiPrice{Currency: price.Currency, PerHour: price.Sum, Per30: price.Month, Lines: []apiPrint{}, Notes: append([]string{}, price.Notes...)}
		for _, line := range price.Lines {
			p.Price.Lines = append(p.Price.Lines, apiPrint(line))
		}
	}
	if bill := plan.Bill; bill != nil {
		p.Bill = &apiBill{Sum: bill.Sum, Method: bill.Method, Note: bill.Note, Lines: []apiPrint{}}
		for _, line := range bill.Lines {
			p.Bill.Lines = append(p.Bill.Lines, apiPrint{What: line.What, Sum: line.Sum})
		}
	}
	return p
}
