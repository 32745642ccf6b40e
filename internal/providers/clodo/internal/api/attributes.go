package api

import "encoding/json"

// hoisted returns an object with its XML attributes among its members. Some
// JSON of this API keeps them in an object of their own.
func hoisted(data []byte) []byte {
	var members map[string]json.RawMessage
	if json.Unmarshal(data, &members) != nil {
		return data
	}
	for _, name := range []string{"_attr", "@attributes"} {
		var attributes map[string]json.RawMessage
		if json.Unmarshal(members[name], &attributes) != nil {
			continue
		}
		delete(members, name)
		for key, value := range attributes {
			if _, taken := members[key]; !taken {
				members[key] = value
			}
		}
	}
	flat, err := json.Marshal(members)
	if err != nil {
		return data
	}
	return flat
}
