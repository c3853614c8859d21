UV := .venv-tools/bin/uv
COMPILE := $(UV) pip compile pyproject.toml --generate-hashes --no-annotate --no-header --universal --python-version 3.11 -q

.PHONY: lock
lock: $(UV)
	$(COMPILE) --group dev -o requirements.lock
	$(COMPILE) -o requirements-runtime.lock

$(UV):
	python3 -m venv .venv-tools
	.venv-tools/bin/pip install -q uv==0.13.9

.PHONY: designsystem
designsystem:
	.venv/bin/python scripts/hent_designsystem.py
