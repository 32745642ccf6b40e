package clodo

import "strings"

// partID names a part of a server, such as "60/2" for its second backup: Clodo
// numbers the parts of each server anew.
func partID(server, part string) string { return server + "/" + part }

// splitPartID takes apart what partID put together.
func splitPartID(id string) (server, part string, ok bool) {
	server, part, ok = strings.Cut(id, "/")
	return server, part, ok && server != "" && part != "" && !strings.Contains(part, "/")
}
