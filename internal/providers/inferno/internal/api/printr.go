package api

import (
	"regexp"
	"strings"

	"pinfold/internal/providers/wire"
)

const errNoPrintR = wire.Plain("the answer is not the text of a PHP array")

// maxDepth bounds how deep arrays may lie in each other.
const maxDepth = 20

var printedMember = regexp.MustCompile(`^\[([^\]]*)\] => ?(.*)$`)

// PrintR reads the text that PHP's print_r makes of an array, with or without
// the outermost parentheses. Values are texts and maps of the same kind.
func PrintR(body []byte) (map[string]any, error) {
	root := map[string]any{}
	stack := []map[string]any{root}
	last := "" // the member that a further line belongs to
	for raw := range strings.Lines(strings.ToValidUTF8(string(body), "")) {
		line := strings.TrimSpace(raw)
		top := stack[len(stack)-1]
		member := printedMember.FindStringSubmatch(line)
		switch {
		case member != nil && opens(member[2]):
			child := map[string]any{}
			top[member[1]], last = child, ""
			stack = append(stack, child)
		case member != nil:
			last = member[1]
			top[last] = member[2]
		case line == ")":
			stack, last = stack[:max(1, len(stack)-1)], ""
		case line == "" || line == "(" || len(root) == 0 && opens(line):
		case !extend(top, last, line):
			return nil, errNoPrintR
		}
		if len(stack) > maxDepth {
			return nil, errNoPrintR
		}
	}
	if len(root) == 0 {
		return nil, errNoPrintR
	}
	return root, nil
}

func opens(value string) bool {
	value = strings.TrimSpace(strings.TrimSuffix(value, "("))
	return value == "Array" || value == "stdClass Object"
}

// extend adds a line to a text that has several.
func extend(top map[string]any, last, line string) bool {
	text, ok := top[last].(string)
	if ok {
		top[last] = text + "\n" + line
	}
	return ok
}
