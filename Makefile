# What there is to do with the source. `make help` lists it.

GO      ?= go
VERSION := $(shell git -c safe.directory='*' describe --tags --always --dirty 2>/dev/null || echo unknown)
LDFLAGS := -X main.version=$(VERSION)

# Go would ask git for the version too, and fail where the tree belongs to
# another user, as it does in some CI systems.
export GOFLAGS := $(shell $(GO) env GOFLAGS) -buildvcs=false

STATIC  := web/static
MODULES := $(STATIC)/node_modules/.package-lock.json
SOURCES := $(shell find $(STATIC)/src $(STATIC)/build $(STATIC)/package-lock.json -type f) \
           $(shell find web/templates -name '*.templ' -o -name '*.go' ! -name '*_templ.go' ! -name '*_test.go')

.DEFAULT_GOAL := help
.PHONY: help build demo format generate lint test test-fast e2e bench tools clean

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

build: ## Build bin/panel, with its pages and assets inside.
	CGO_ENABLED=1 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o bin/panel ./cmd/panel

demo: build ## Try the panel with simulated providers. DEMO_SERVERS and DEMO_PACE change them.
	bin/panel demo

format: ## Format Go files and templates.
	scripts/files '*.go' | xargs -0 -r gofmt -w
	cd web/templates && $(GO) tool templ fmt .

generate: .tools/assets ## Make the Go files of templates, and the assets if their sources changed.
	cd web/templates && $(GO) tool templ generate

# A stamp, since a rebuild that changes nothing leaves the files' times.
.tools/assets: $(MODULES) $(SOURCES)
	npm run --silent --prefix $(STATIC) build
	$(GO) test ./$(STATIC) -run '^TestPacked$$' -count 1 -update
	@mkdir -p .tools && touch $@

$(MODULES): $(STATIC)/package-lock.json
	scripts/need-node
	npm ci --prefix $(STATIC) --no-audit --no-fund </dev/null
	@touch $@

lint: $(MODULES) ## Check format, code, dependencies and generated files.
	scripts/lint-format
	scripts/lint-words
	$(GO) mod tidy -diff
	scripts/lint-generated
	$(GO) vet -tags 'e2e bench' ./...
	$(GO) tool staticcheck -tags e2e,bench ./...
	scripts/lint-vuln

test: tools ## Run all tests: with the race detector, then those with a browser.
	$(GO) test -race -timeout 10m ./...
	$(GO) test -tags e2e -timeout 40m -parallel 4 -count 1 ./e2e/...

test-fast: ## Run the short tests.
	$(GO) test -short ./internal/... ./web/... ./cmd/...

e2e: tools ## Run the tests with a browser.
	$(GO) test -tags e2e -timeout 40m -parallel 4 -count 1 ./e2e/...

bench: tools ## Measure speed and size against their bounds.
	$(GO) test -tags 'e2e bench' -run '^TestBench' -timeout 20m -count 1 -p 1 -v ./e2e ./web/handlers ./internal/models

tools: ## Bring what the browser tests need: Chromium and a driver.
	scripts/need-chromium
	scripts/need-node
	scripts/need-driver

clean: ## Remove what was built.
	rm -rf bin .tools e2e/shots $(STATIC)/node_modules
