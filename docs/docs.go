// Package docs holds what the panel serves of its documentation.
package docs

import _ "embed" // the description of the API

// OpenAPI describes the panel's own API.
//
//go:embed openapi.yaml
var OpenAPI []byte
