package handlers

import (
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// apiOperation is a run as the API tells of it.
type apiOperation struct {
	ID       models.ID  `json:"id"`
	Action   string     `json:"action"`
	Title    string     `json:"title"`
	ParentID *models.ID `json:"parent_id"`
	// ChildCount counts the operations of a bulk run.
	ChildCount int                 `json:"child_count"`
	AccountID  *models.ID          `json:"account_id"`
	Kind       providers.Kind      `json:"kind"`
	TargetID   *models.ID          `json:"target_id"`
	TargetName string              `json:"target_name"`
	Status     models.Status       `json:"status"`
	Step       string              `json:"step"`
	Percent    *int                `json:"percent"`
	Error      string              `json:"error"`
	ErrorKind  providers.ErrorKind `json:"error_kind"`
	// ProviderSaid are the provider's own words.
	ProviderSaid string    `json:"provider_said"`
	UserID       models.ID `json:"user_id"`
	UserName     string    `json:"user_name"`
	// AnswerInPanel says that an answer with secrets waits. It is shown once, in
	// the panel, to who asked; the API gives none.
	AnswerInPanel bool       `json:"answer_in_panel"`
	PanelURL      string     `json:"panel_url"`
	CreatedAt     *time.Time `json:"created_at"`
	StartedAt     *time.Time `json:"started_at"`
	EndedAt       *time.Time `json:"ended_at"`
}

// apiOperationWhole adds what was asked, sent and noted.
type apiOperationWhole struct {
	apiOperation
	Asked  []apiAsked `json:"asked"`
	Steps  []apiStep  `json:"steps"`
	Events []apiEvent `json:"events"`
}

type apiAsked struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// apiStep is one write to the provider. Its state is sent, done or refused.
type apiStep struct {
	CallID   providers.OpID      `json:"call_id"`
	Call     string              `json:"call"`
	Text     string              `json:"text"`
	State    models.JournalState `json:"state"`
	Note     string              `json:"note"`
	SentAt   *time.Time          `json:"sent_at"`
	LookedAt *time.Time          `json:"looked_at"`
	EndedAt  *time.Time          `json:"ended_at"`
}

type apiEvent struct {
	At   *time.Time `json:"at"`
	Word string     `json:"word"`
	Text string     `json:"text"`
}

func (v operationView) apiOperation(op models.Operation) apiOperation {
	one := apiOperation{
		ID: op.ID, Action: op.Action, Title: operationTitle(op), ParentID: op.ParentID, ChildCount: op.Children,
		AccountID: idOrNull(op.AccountID), Kind: op.Kind, TargetID: idOrNull(op.ResourceID), TargetName: op.TargetName,
		Status: op.Status, Step: op.Step, Error: op.Error, ErrorKind: op.ErrorKind, ProviderSaid: op.Said,
		UserID: op.UserID, UserName: v.names[op.UserID], AnswerInPanel: op.Answer != nil,
		PanelURL:  v.panel.URL.JoinPath(operationURL(op.ID)).String(),
		CreatedAt: momentOf(op.CreatedAt), StartedAt: momentAt(op.StartedAt), EndedAt: momentAt(op.EndedAt),
	}
	if op.Percent >= 0 {
		one.Percent = &op.Percent
	}
	return one
}

func apiStepOf(op models.Operation, j models.Journal) apiStep {
	return apiStep{CallID: j.OpID, Call: callWords(op, j), Text: stepWords(op, j), State: j.State, Note: j.Note,
		SentAt: momentOf(j.SentAt), LookedAt: momentAt(j.LookedAt), EndedAt: momentAt(j.EndedAt)}
}

func idOrNull(id models.ID) *models.ID {
	if id == 0 {
		return nil
	}
	return &id
}
