package actions

import (
	"errors"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// server is what is known of the target, as the forms of capabilities take it.
func (t Target) server() providers.Observation {
	if t.Resource == nil {
		return providers.Observation{Kind: providers.KindServer, Facts: providers.ServerFacts{}}
	}
	return providers.Observation{
		Kind: providers.KindServer, ID: t.Resource.ExternalID, Location: t.Resource.Location,
		Name: t.Resource.Name, State: t.Resource.State, StateWord: t.Resource.StateWord, Facts: t.facts(),
	}
}

func (t Target) facts() providers.ServerFacts {
	if t.Resource == nil {
		return providers.ServerFacts{}
	}
	return t.Resource.Server()
}

// state is the state in which the server was last seen.
func (t Target) state() providers.State {
	if t.Resource == nil {
		return providers.Unknown
	}
	return t.Resource.State
}

// callAt is a call about another thing beside the target, by its id.
func (t Target) callAt(op providers.OpID, kind providers.Kind, id string) PlannedCall {
	at := t
	at.Resource = &models.Resource{Kind: kind, ExternalID: id}
	if t.Resource != nil {
		at.Resource.Location = t.Resource.Location
	}
	return at.Call(op, "")
}

// factsIn are the facts of a server that was read.
func factsIn(o providers.Observation) providers.ServerFacts {
	facts, _ := o.Facts.(providers.ServerFacts)
	return facts
}

// prefixed puts what is known before the sentence of a refusal. Other errors
// stay as they are.
func prefixed(err error, before string) error {
	var retry *Retry
	var e *providers.Error
	if err == nil || errors.As(err, &retry) || !errors.As(err, &e) {
		return err
	}
	told := *e
	told.Sentence = before + " " + told.Sentence
	return &told
}
