# Plenary: what can be made. "make help" lists it.

GO       ?= go
BIN      := bin
PROGRAM  := $(BIN)/plenary
WEBTEST  := generator/webtest
SITES    := $(BIN)/sites
NOTICES  := $(BIN)/THIRD-PARTY-NOTICES.txt

# One static program, without the C compiler. What is built, vetted and tested is
# compiled in one way, so that all of Hugo is compiled once.
export CGO_ENABLED = 0
export GOFLAGS := -trimpath $(GOFLAGS)

# Tested for data races: all packages with goroutines, but for those with Hugo in them
# (make race), because to compile Hugo once more takes longer than all tests together.
RACE := $(addprefix ./generator/,cache lock preview publish site source watch)
HUGO := $(addprefix ./generator/,cmd/plenary hugo pipeline)

.DEFAULT_GOAL := help

site: build ## build the program and the site in public/
	@$(PROGRAM) build

preview: build ## build the program and show the site while it is being written
	@$(PROGRAM) serve

build: $(NOTICES) ## build the program, bin/plenary, and write the licences of what is in it beside it
	@mkdir -p $(BIN)
	@echo "building $(PROGRAM); the first time takes some minutes, later ones seconds" >&2
	@$(GO) build -ldflags="-s -w" -o $(PROGRAM) ./generator/cmd/plenary

# What is in the program changes with go.mod only. What writes it runs on this
# machine, whatever system the program is for.
$(NOTICES): go.mod go.sum $(wildcard generator/cmd/notices/*)
	@mkdir -p $(BIN)
	@GOOS= GOARCH= $(GO) build -o $(BIN)/notices ./generator/cmd/notices
	@$(BIN)/notices > $@.part
	@mv $@.part $@

check: build ## check the content, and the code: gofmt, go mod tidy, go vet, staticcheck
	@$(PROGRAM) check
	@unformatted=$$(gofmt -l *.go generator); \
	  if [ -n "$$unformatted" ]; then echo "gofmt would change: $$unformatted" >&2; exit 1; fi
	$(GO) mod tidy -diff
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

test: build tools ## run all tests, installing what they need
	$(GO) test -timeout 30m ./...
	CGO_ENABLED=1 $(GO) test -race -timeout 30m $(RACE)
	@$(MAKE) --no-print-directory webtest

webtest: build tools ## run the tests of the finished site: HTML, calendars, links, browser
	@rm -rf $(SITES)
	@$(PROGRAM) build --quiet --out $(SITES)/site
	@$(PROGRAM) build --quiet --out $(SITES)/subfolder --base-url https://example.org/a/b/
	@$(PROGRAM) build --quiet --out $(SITES)/made-up --source generator/pipeline/testdata/made-up
	@$(GO) run ./generator/internal/cmd/archive -n 60 $(SITES)/meetings
	@$(PROGRAM) build --quiet --out $(SITES)/archive --source $(SITES)/meetings
	@PLENARY_FEEDS=$(CURDIR)/$(SITES)/feeds PLENARY_HOSTILE=$(CURDIR)/$(SITES)/hostile \
	  $(GO) test -count=1 -run '^TestWrite' ./generator/calendar ./generator/pipeline
	cd $(WEBTEST) && PLENARY_SITE=$(CURDIR)/$(SITES)/site PLENARY_SUBSITE=$(CURDIR)/$(SITES)/subfolder \
	  PLENARY_MADE_UP=$(CURDIR)/$(SITES)/made-up PLENARY_ARCHIVE=$(CURDIR)/$(SITES)/archive \
	  PLENARY_FEEDS=$(CURDIR)/$(SITES)/feeds PLENARY_HOSTILE=$(CURDIR)/$(SITES)/hostile PLENARY_PROGRAM=$(CURDIR)/$(PROGRAM) npm test --silent

bench: build ## measure: an archive beside stock hugo, one meeting, and each part
	$(GO) run ./generator/internal/bench -plenary $(PROGRAM) -hugo $$($(GO) tool -n github.com/gohugoio/hugo)
	$(GO) test -run '^$$' -bench . -benchmem ./generator/calendar ./generator/check ./generator/content ./generator/pipeline ./generator/site ./generator/zone

soak: ## rebuild a preview 10,000 times and see that nothing grows
	PLENARY_SOAK=10000 $(GO) test -run '^TestSoak$$' -v -timeout 2h ./generator/pipeline

race: ## look for data races in all packages with goroutines, for which Hugo is compiled once more
	CGO_ENABLED=1 $(GO) test -race -short -timeout 60m $(RACE) $(HUGO)

fuzz: ## let every fuzz target run for a minute
	@for target in $$(grep -rhoE '^func Fuzz[A-Za-z]+' --include=*_test.go generator | cut -d' ' -f2); do \
	  pkg=./$$(dirname $$(grep -rlE "^func $$target\(" --include=*_test.go generator)); \
	  echo "$$target in $$pkg"; $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime 60s -fuzzminimizetime 10x $$pkg || exit 1; \
	done

cluster: build ## make a site in eight shards with Slurm on this machine, one of them killed
	@generator/cluster/prove.sh

screenshots: build tools ## make the pictures of the README and a contact sheet of all kinds of pages
	@$(PROGRAM) build --quiet --out $(SITES)/site
	cd $(WEBTEST) && PLENARY_SITE=$(CURDIR)/$(SITES)/site npm run --silent screenshots -- $(CURDIR)/generator/docs/pictures

tools: $(WEBTEST)/node_modules/.package-lock.json ## install what the tests need
	@sh $(WEBTEST)/install.sh

$(WEBTEST)/node_modules/.package-lock.json: $(WEBTEST)/package-lock.json
	@sh $(WEBTEST)/install.sh
	cd $(WEBTEST) && npm ci --silent

clean: ## remove what was made
	rm -rf $(BIN) public .public.plenary $(WEBTEST)/node_modules

help: ## list what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 14

.PHONY: site preview build check test webtest bench soak race fuzz cluster screenshots tools clean help
