"""The rules of the house. Each message says what to fix. See docs/adr/0001 and CONTRIBUTING.md for why."""

import ast
import re
import statistics
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import models
from django.template import engines
from husregler import ETAGER, ROD, SRC, adresser, argumenter, egne_modeller, kilder, laengde, skabeloner, tekst
from jinja2 import StrictUndefined

from socialaftale.regler.kontrol import KONTROLLER


def ingen(fejl, besked):
    """Fail with the remedy and every place it is needed."""
    fejl = list(fejl)
    assert not fejl, f"{besked}\n  " + "\n  ".join(map(str, fejl))


# Floors


def test_the_core_knows_neither_django_nor_the_clock_nor_the_floors_above():
    forbudt = ("django", "allauth", "socialaftale.")
    ingen(
        (
            f"{k.navn}:{linje} {modul}"
            for k in kilder()
            if k.app == "regler"
            for modul, linje in k.imports()
            if modul.startswith(forbudt) and not modul.startswith("socialaftale.regler")
        ),
        "regler er ren: flyt det, der kræver Django eller en anden etage, op i den app, der kalder.",
    )


def test_an_app_uses_only_the_floors_below_it():
    ingen(
        (
            f"{k.navn}:{linje} {modul}"
            for k in kilder()
            for modul, linje in k.imports()
            if (anden := _app(modul)) and k.app in ETAGER and not _may_use(k.app, anden)
        ),
        "En app bruger kun etagerne under sig. Giv den nederste en krog, som den øverste registrerer sig i.",
    )


def test_apps_do_not_meet_in_pages_or_forms():
    ingen(
        (
            f"{k.navn}:{linje} {modul}"
            for k in kilder()
            for modul, linje in k.imports()
            if _app(modul) not in (None, "faelles", k.app)
            and k.app not in ("config", "portal", "drift")
            and modul.split(".")[2:3] in (["views"], ["forms"], ["urls"])
        ),
        "Apps mødes gennem models, queries og actions, ikke gennem views, forms eller urls.",
    )


def test_every_app_has_a_floor():
    apper = {p.name for p in SRC.iterdir() if (p / "__init__.py").exists()}
    ingen(sorted(apper - set(ETAGER)), "Giv appen en etage i tests/husregler.py, og skriv den i docs/README.md.")


def _app(modul: str) -> str | None:
    dele = modul.split(".")
    return dele[1] if dele[0] == "socialaftale" and len(dele) > 1 and dele[1] in ETAGER else None


def _may_use(app: str, anden: str) -> bool:
    tag = {"portal", "api", "drift"}
    return app == anden or ETAGER[anden] < ETAGER[app] or {app, anden} <= tag


def test_what_the_benches_measure_is_where_they_look_for_it():
    ingen(
        (
            f"{fil.name}:{node.lineno} {node.module}.{navn.name}"
            for fil in sorted((ROD / "bench").glob("*.py"))
            for node in ast.walk(ast.parse(fil.read_text()))
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("socialaftale.")
            for navn in node.names
            if not _is_there(node.module, navn.name)
        ),
        "bench/ køres sjældent, og det, den måler, er flyttet: ret importen.",
    )


def _is_there(modul: str, navn: str) -> bool:
    try:
        return navn == "*" or hasattr(import_module(modul), navn) or bool(import_module(f"{modul}.{navn}"))
    except ModuleNotFoundError:
        return False


# Pages and addresses


def test_every_address_states_its_permission():
    ingen(
        (sti for sti, p in adresser() if not getattr(p.callback, "adgang", None)),
        "Sæt @adgang(ret), @personlig eller @aaben på siden (socialaftale.parter.permissions).",
    )


def test_a_get_cannot_write():
    vagt = "socialaftale.faelles.sikkerhed.readonly_get_middleware"
    assert vagt in settings.MIDDLEWARE, "Vagten mod skrivende GET skal stå i MIDDLEWARE."


def test_an_unknown_name_in_a_page_fails():
    assert engines["jinja2"].env.undefined is StrictUndefined
    assert engines["jinja2"].env.autoescape, "Sider escaper, hvad folk har skrevet."


INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE)


def test_pages_hold_no_inline_script_or_style():
    ingen(
        (f"{fil.relative_to(ROD)}: {fund[0]}" for fil in skabeloner() for fund in INLINE.finditer(tekst(fil))),
        "Læg stil i socialaftale.css og script i en fil: siderne har en streng CSP.",
    )


KOMPONENTKLASSER = re.compile(
    r"class=\"(?:[^\"]*\s)?(button|alert|badge|breadcrumbs|card|form-[a-z-]+|pagination|sidemenu|step-indicator|table|tab-list)[\s\"]"
)


def test_the_design_systems_markup_stands_in_components_only():
    egne = [f for f in skabeloner() if "komponenter" not in f.parts]
    ingen(
        (f"{fil.relative_to(ROD)}: {fund[0]}" for fil in egne for fund in KOMPONENTKLASSER.finditer(tekst(fil))),
        "Brug en makro fra komponenter/ (se /galleri/), eller lav en ny dér.",
    )


def test_nothing_is_marked_safe_in_pages():
    ingen(
        (str(fil.relative_to(ROD)) for fil in skabeloner() if re.search(r"\|\s*safe\b", tekst(fil))),
        "Sider escaper alt. Lav en komponent i stedet for |safe.",
    )


# Models


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_list_page_without_an_order_is_an_error():
    assert "error::django.core.paginator.UnorderedObjectListWarning" in tekst(ROD / "pyproject.toml"), (
        "En liste uden rækkefølge skifter fra side til side: prøverne skal fejle på den."
    )


def test_an_instant_and_its_person_are_set_together():
    ingen(
        (f"{m._meta.label}: {at} og {by}" for m in egne_modeller() for at, by in _unbound_pairs(m)),
        "Gør begge felter obligatoriske, eller bind dem med et CheckConstraint: begge eller ingen.",
    )


def _unbound_pairs(model):
    felter = {f.name: f for f in model._meta.get_fields() if isinstance(f, models.Field)}
    for navn in [n for n in felter if n.endswith("_at")]:
        by = navn.removesuffix("_at") + "_by"
        if by in felter and felter[navn].null | felter[by].null and not _constrained(model, {navn, by}):
            yield navn, by


def _constrained(model, navne) -> bool:
    betingelser = [c for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
    return any(all(re.search(rf"\b{n}", str(c.condition)) for n in navne) for c in betingelser)


def test_amounts_are_never_floats_in_the_database():
    ingen(
        (
            f"{m._meta.label}.{f.name}"
            for m in egne_modeller()
            for f in m._meta.get_fields()
            if isinstance(f, models.FloatField | models.DecimalField)
        ),
        "Brug BeloebField eller SkaleretField: en decimalkolonne er et flydende tal på SQLite.",
    )


def test_constraints_explain_themselves_in_danish():
    ingen(
        (
            f"{m._meta.label}: {c.name}"
            for m in egne_modeller()
            for c in m._meta.constraints
            if c.violation_error_message == c.default_violation_error_message
        ),
        "Skriv violation_error_message på dansk: hvad er galt, og hvad gør man.",
    )


def test_a_constraint_allows_what_the_field_offers():
    ingen(
        (
            f"{m._meta.label}: {c.name}"
            for m in egne_modeller()
            for c in m._meta.constraints
            if isinstance(c, models.CheckConstraint)
            for felt, naevnt in _lists(c.condition).items()
            if (valg := dict(m._meta.get_field(felt).choices or ())) and naevnt - {""} != set(valg)
        ),
        "Betingelsen nævner andre værdier, end feltet giver at vælge mellem. Skriv de samme begge steder.",
    )


def _lists(betingelse: models.Q) -> dict[str, set]:
    """Return the values that a condition lists, by field."""
    naevnt: dict[str, set] = {}
    for del_ in betingelse.children:
        dele = _lists(del_) if isinstance(del_, models.Q) else {}
        if not dele and isinstance(del_, tuple) and del_[0].endswith("__in"):
            dele = {del_[0].removesuffix("__in"): set(del_[1])}
        for felt, vaerdier in dele.items():
            naevnt.setdefault(felt, set()).update(vaerdier)
    return naevnt


def test_names_of_models_and_fields_are_lower_case_danish():
    navne = [(m._meta.label, m._meta.verbose_name) for m in egne_modeller()]
    navne += [
        (f"{m._meta.label}.{f.name}", f.verbose_name)
        for m in egne_modeller()
        for f in m._meta.get_fields()
        if isinstance(f, models.Field) and not f.primary_key
    ]
    ingen(
        (f"{hvor}: {navn}" for hvor, navn in navne if not _starts_lower(str(navn)) or "_" in str(navn)),
        "verbose_name er dansk og begynder med småt (forkortelser undtaget).",
    )


def _starts_lower(navn: str) -> bool:
    return navn[:1].islower() or bool(re.match(r"[A-ZÆØÅ]-|Message-ID|[A-ZÆØÅ]{2}", navn))


def test_every_model_stands_in_the_glossary():
    ordliste = tekst(ROD / "docs/ordliste.md")
    ingen(
        (f"{m.__name__} ({m._meta.verbose_name})" for m in egne_modeller() if f"`{m.__name__}`" not in ordliste),
        "Skriv modellen i docs/ordliste.md: identifikator, betydning, §, engelsk.",
    )


def test_every_subject_of_the_core_stands_in_the_glossary():
    ordliste = tekst(ROD / "docs/ordliste.md")
    emner = {p.stem for p in (SRC / "regler").iterdir() if p.stem not in ("__init__", "__pycache__", "py")}
    ingen(sorted(e for e in emner if f"`{e}`" not in ordliste), "Skriv emnet i docs/ordliste.md.")


# Checks


def test_every_check_has_its_source_its_remedy_and_a_case():
    fortalt = (k.titel and k.naar and k.kilde and k.hvad_goer_du for k in KONTROLLER.values())
    assert all(fortalt), "Skriv titel, hvornår, kilde og hvad man gør på kontrollen."
    sager = " ".join(tekst(f) for f in (ROD / "tests").rglob("*") if f.suffix in (".toml", ".json", ".py"))
    ingen(
        (id_ for id_ in KONTROLLER if not re.search(rf"[\"'{{]{id_}[\"'}}]", sager)),
        "Skriv en sag i tests/sager, hvor kontrollen giver et fund.",
    )


# Code


def test_identifiers_are_ascii():
    ingen(
        (f"{k.navn}:{linje} {navn}" for k in kilder() for navn, linje in _names(k.trae) if not navn.isascii()),
        "Skriv ae, oe og aa i navne.",
    )


def _names(trae):
    for node in ast.walk(trae):
        if isinstance(node, ast.Name):
            yield node.id, node.lineno
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno


def test_only_the_clock_knows_what_time_it_is():
    ur = re.compile(r"\b(date\.today|datetime\.(now|today|utcnow)|timezone\.(now|localdate)|time\.time)\(")
    ingen(
        (
            f"{k.navn}: {fund[0]}"
            for k in kilder()
            if k.navn != "src/socialaftale/faelles/tid.py"
            for fund in ur.finditer(tekst(k.fil))
        ),
        "Brug faelles.tid: today() er dagen i København, og prøver kan flytte den.",
    )


def test_only_example_data_sets_the_clock():
    ingen(
        (k.navn for k in kilder() if "tid.as_of(" in tekst(k.fil) and "eksempel" not in k.navn),
        "tid.as_of er til eksempeldata alene.",
    )


def test_money_is_never_a_float_in_the_core():
    ingen(
        (
            f"{k.navn}:{n.lineno}"
            for k in kilder()
            if k.app == "regler"
            for n in ast.walk(k.trae)
            if isinstance(n, ast.Constant) and isinstance(n.value, float)
        ),
        "Skriv Decimal('...') i regler.",
    )


def test_actions_take_keywords_and_say_who_acts():
    ingen(
        (
            f"{k.navn}:{f.lineno} {f.name}"
            for k in kilder()
            if k.fil.name == "actions.py" or k.fil.parent.name == "actions"
            for f in k.trae.body
            if isinstance(f, ast.FunctionDef) and not f.name.startswith("_") and _writes(f) and not _is_action(f)
        ),
        "En handling tager kun navngivne argumenter, og et af dem siger, hvem der handler: by= (eller bruger= selv).",
    )


def _writes(f: ast.FunctionDef) -> bool:
    return any("atomic" in ast.unparse(pynt) for pynt in f.decorator_list)


def _is_action(f: ast.FunctionDef) -> bool:
    return not f.args.args and not f.args.posonlyargs and bool({"by", "bruger"} & {a.arg for a in f.args.kwonlyargs})


TYPEDE = ("actions", "queries", "permissions", "status")


def test_what_decides_is_fully_typed():
    ingen(
        (
            f"{k.navn}:{f.lineno} {f.name}"
            for k in kilder()
            if k.app == "regler" or k.fil.stem in TYPEDE or k.fil.parent.name in TYPEDE
            for f in k.funktioner()
            if f.returns is None or any(a.annotation is None for a in argumenter(f))
        ),
        "Skriv typer på alle argumenter og på svaret.",
    )


def test_no_signals_and_no_logic_in_save():
    ingen(
        (f"{k.navn}:{linje}" for k in kilder() for modul, linje in k.imports() if modul.endswith("db.models.signals")),
        "Skriv det i handlingen: et signal kan ingen se.",
    )
    ingen(
        (f"{k.navn}:{f.lineno}" for k in kilder() if k.app != "faelles" for f in k.funktioner() if f.name == "save"),
        "Skriv det i actions.py, ikke i save().",
    )


def test_there_is_no_django_admin():
    assert "django.contrib.admin" not in settings.INSTALLED_APPS, "Admin går uden om handlinger, spor og vagter."


def test_nothing_is_put_off_or_skipped():
    moenster = re.compile(r"\b(TODO|FIXME|XXX)\b|pytest\.(skip|mark\.(skip|xfail))|unittest\.skip")
    filer = [*SRC.rglob("*.py"), *(ROD / "tests").rglob("*.py"), *skabeloner()]
    ingen(
        (str(f.relative_to(ROD)) for f in filer if f.name != Path(__file__).name and moenster.search(tekst(f))),
        "Gør det færdigt, eller lad det ude.",
    )


def test_journeys_wait_for_the_page():
    utaalmodig = re.compile(r"\bassert .*\.(is_visible|is_hidden)\(\)")
    ingen(
        (str(f.relative_to(ROD)) for f in (ROD / "tests/rejser").rglob("*.py") if utaalmodig.search(tekst(f))),
        "Et klik venter ikke på, at siden er tegnet. Skriv expect(...).to_be_visible() i stedet.",
    )


# Size


def test_files_are_short():
    ingen((f"{k.navn}: {k.linjer}" for k in kilder() if k.linjer > 500), "Del filen efter emne: højst 500 linjer.")


def test_functions_are_short():
    alle = [(laengde(f), f"{k.navn}:{f.lineno} {f.name}") for k in kilder() for f in k.funktioner()]
    ingen((f"{hvor}: {n} linjer" for n, hvor in alle if n > 60), "Del funktionen: højst 60 linjer.")
    laengder = sorted(n for n, _ in alle)
    p90, p99 = (laengder[int(len(laengder) * del_)] for del_ in (0.9, 0.99))
    assert statistics.median(laengder) <= 10, "Halvdelen af funktionerne skal være på højst 10 linjer."
    assert p90 <= 30, f"90 % af funktionerne skal være på højst 30 linjer; nu er det {p90}."
    assert p99 <= 54, f"99 % af funktionerne skal være på højst 54 linjer; nu er det {p99}."


def test_views_are_short():
    ingen(
        (
            f"{k.navn}:{f.lineno} {f.name}: {laengde(f)}"
            for k in kilder()
            if k.fil.stem.endswith("views") or k.fil.parent.name == "views"
            for f in k.funktioner()
            if laengde(f) > 40
        ),
        "En side har højst 40 linjer og ingen logik: flyt den til queries eller actions.",
    )


def test_functions_take_at_most_six_arguments():
    ingen(
        (
            f"{k.navn}:{f.lineno} {f.name}: {len(argumenter(f))}"
            for k in kilder()
            for f in k.funktioner()
            if len(argumenter(f)) > 6
        ),
        "Saml argumenterne i en dataklasse: højst 6.",
    )


def test_folders_are_shallow():
    ingen(
        (k.navn for k in kilder() if len(k.fil.relative_to(ROD).parts) - 1 > 5),
        "Mapper ligger højst fem niveauer nede.",
    )


def test_comments_are_few():
    kommentarer = sum(len(re.findall(r"^\s*#(?! fmt)", tekst(k.fil), re.MULTILINE)) for k in kilder())
    andel = 100 * kommentarer / sum(k.linjer for k in kilder())
    assert andel <= 5, f"{andel:.1f} % af linjerne er kommentarer. Skriv kun hvorfor; hvad siger koden."


# Dependencies


@pytest.mark.parametrize("fil", ["requirements.lock", "requirements-runtime.lock", "package-lock.json"])
def test_locks_name_no_host_and_hold_hashes(fil):
    indhold = tekst(ROD / fil)
    assert "://" not in indhold, "Kør make lock: låsefilen må ikke nævne en server."
    assert "sha256:" in indhold or "sha512-" in indhold


def test_third_party_files_are_not_committed():
    ignoreret = tekst(ROD / ".gitignore")
    for mappe in ("/node_modules/", "/src/socialaftale/faelles/static/leverandoer/", "/.venv/"):
        assert mappe in ignoreret, f"{mappe} hentes, den gemmes ikke."
