package providers

import (
	"slices"
	"strings"
)

// Catalog returns the 145 documented operations of all providers, in the order
// of their ids. A path with PerLocation set is the one of the default
// location; the slug of another goes behind the version.
func Catalog() []Operation { return slices.Clone(catalog) }

// Lookup returns the row of the operation, and whether there is one.
func Lookup(id OpID) (Operation, bool) {
	row, ok := catalogIndex[id]
	return row, ok
}

// Allows reports whether the document gives the method for the operation.
func (o Operation) Allows(method string) bool {
	return slices.Contains(strings.Split(o.Method, ", "), method)
}

var catalog = slices.Concat(
	of(CloudAtCost, cloudAtCostOperations),
	of(Inferno, infernoOperations),
	of(IDCloudHost, idCloudHostOperations),
	of(Clodo, clodoOperations),
)

var catalogIndex = index(catalog)

func of(provider Slug, rows []Operation) []Operation {
	for i := range rows {
		rows[i].Provider = provider
	}
	return rows
}

func index(rows []Operation) map[OpID]Operation {
	byID := make(map[OpID]Operation, len(rows))
	for _, row := range rows {
		byID[row.ID] = row
	}
	return byID
}

// read is a row that changes nothing.
func read(id OpID, title, method, path string) Operation {
	return Operation{ID: id, Title: title, Method: method, Path: path, Repeatable: true}
}

// sets is a write that sets a state or deletes by id.
func sets(id OpID, title, method, path string) Operation {
	return Operation{ID: id, Title: title, Method: method, Path: path, Write: true, Repeatable: true}
}

// once is a write that creates, toggles, charges or interrupts each time.
func once(id OpID, title, method, path string) Operation {
	return Operation{ID: id, Title: title, Method: method, Path: path, Write: true}
}

// local marks a row that exists once for every location.
func local(row Operation) Operation {
	row.PerLocation = true
	return row
}
