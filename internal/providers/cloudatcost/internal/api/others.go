package api

import (
	"cmp"
	"strings"

	"pinfold/internal/providers/wire"
)

// Template is a template of CAC-02: {id, detail}, later {ce_id, name}.
type Template struct {
	ID     wire.String `json:"id"`
	Detail wire.String `json:"detail"`
	CEID   wire.String `json:"ce_id"`
	Name   wire.String `json:"name"`
}

// Task is a task of CAC-05, which the document names without its fields.
type Task struct {
	ID     wire.String `json:"idf"`
	Server wire.String `json:"serverid"`
	Action wire.String `json:"action"`
	Status wire.String `json:"status"`
	Begun  wire.String `json:"starttime"`
	Ended  wire.String `json:"finishtime"`
}

// Client is a client of CAC-06, which the document names without its fields.
// The likely ones are read.
type Client struct {
	CustID    wire.String `json:"CustID"`
	CID       wire.String `json:"cid"`
	ID        wire.String `json:"id"`
	Name      wire.String `json:"name"`
	FirstName wire.String `json:"firstname"`
	LastName  wire.String `json:"lastname"`
	Company   wire.String `json:"company"`
	Email     wire.String `json:"email"`
	Login     wire.String `json:"login"`
}

// begun names the task that a write began.
type begun struct {
	Task wire.String `json:"taskid"`
}

// ReadTask reads the answer to a write: that it is ok, and the number of the
// task that it began, which is "" where none is named.
func ReadTask(body []byte) (task string, err error) {
	var e struct {
		begun
		Status wire.String        `json:"status"`
		Data   wire.Object[begun] `json:"data"`
	}
	if err := wire.JSON(body, &e); err != nil {
		return "", err
	}
	if !strings.EqualFold(e.Status.Trim(), "ok") {
		return "", errNotOK
	}
	if task = cmp.Or(e.Task.Trim(), e.Data.Value.Task.Trim()); task == "0" {
		task = ""
	}
	return task, nil
}
