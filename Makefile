# The two commands of the project are `make demo` and `make test`. Everything they need they fetch themselves.

PORT ?= 8000
UV := .venv-tools/bin/uv
COMPILE := $(UV) pip compile pyproject.toml --generate-hashes --no-annotate --no-header --universal --python-version 3.11 -q

.PHONY: demo test proev bench lock miljoe designsystem billeder

demo: designsystem
	@.venv/bin/socialaftale demo --port $(PORT)

test: designsystem
	@.venv/bin/python scripts/test.py

# The full counts that the issues name. Takes long, and goes on where it stopped.
proev: designsystem
	@.venv/bin/python scripts/test.py --fuld

bench: designsystem
	@.venv/bin/python -m bench.koer

billeder: designsystem
	@.venv/bin/python scripts/billeder.py

miljoe:
	@scripts/miljoe.sh

designsystem: miljoe
	@.venv/bin/python scripts/hent_designsystem.py

lock: miljoe
	$(COMPILE) --group dev -o requirements.lock
	$(COMPILE) -o requirements-runtime.lock
