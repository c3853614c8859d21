"""What was true, and what we knew: facts are appended, the past stays as it was told."""

import datetime as dt
import random

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from socialaftale.tilbud.models import Afdelingsfakta, Maalgruppefakta, Pladsfakta, Stamfakta, Tilbud
from socialaftale.tilbud.queries import read_billeder
from socialaftale.tilbud.registrering import NyPladsgruppe, Registrering, append

from .conftest import REGISTRERET

MAJ, JUNI = dt.date(2025, 5, 1), dt.date(2025, 6, 1)


def billede(den: dt.date, kendt_at: dt.datetime | None = None):
    return read_billeder(Tilbud.objects.all(), den, kendt_at)[0]


def later(dage: int) -> dt.datetime:
    return REGISTRERET + dt.timedelta(days=dage)


def test_a_new_name_holds_from_its_day_and_the_old_before_it(register):
    tilbud = register.tilbud("Lærkehuset")
    append(Stamfakta, tilbud, register.told(MAJ, later(1)), navn="Svalehuset")
    assert billede(dt.date(2025, 4, 30)).navn == "Lærkehuset"
    assert billede(MAJ).navn == "Svalehuset"


def test_what_we_knew_before_the_change_was_told_is_still_there(register):
    tilbud = register.tilbud("Lærkehuset")
    append(Stamfakta, tilbud, register.told(MAJ, later(10)), navn="Svalehuset")
    assert billede(JUNI, kendt_at=later(9)).navn == "Lærkehuset"
    assert billede(JUNI, kendt_at=later(10)).navn == "Svalehuset"


def test_a_correction_replaces_what_holds_but_not_what_was_known(register):
    tilbud = register.tilbud(pladser=(NyPladsgruppe("sel-108", "doegn", 12, 10),))
    gruppe = tilbud.afdelinger.get().pladsgrupper.get()
    append(Pladsfakta, gruppe, register.told(at=later(5)), normerede=11)
    assert billede(MAJ).normerede == 11
    assert billede(MAJ, kendt_at=later(4)).normerede == 10


def test_an_earlier_change_follows_into_a_later_row_that_only_repeated_the_old_value(register):
    tilbud = register.tilbud("Lærkehuset")
    append(Stamfakta, tilbud, register.told(JUNI, later(1)), kategori=2)
    append(Stamfakta, tilbud, register.told(MAJ, later(2)), navn="Svalehuset")
    assert (billede(JUNI).navn, billede(JUNI).stam.kategori) == ("Svalehuset", 2)


def test_an_earlier_change_leaves_a_later_value_of_its_own_alone(register):
    tilbud = register.tilbud("Lærkehuset")
    append(Stamfakta, tilbud, register.told(JUNI, later(1)), navn="Uglehuset")
    append(Stamfakta, tilbud, register.told(MAJ, later(2)), navn="Svalehuset")
    assert (billede(MAJ).navn, billede(JUNI).navn) == ("Svalehuset", "Uglehuset")


def test_the_same_value_again_writes_nothing(register):
    tilbud = register.tilbud("Lærkehuset")
    assert append(Stamfakta, tilbud, register.told(MAJ, later(1)), navn="Lærkehuset") == []
    assert Stamfakta.objects.count() == 1


def test_the_day_before_the_first_fact_there_is_nothing(register):
    register.tilbud()
    assert read_billeder(Tilbud.objects.all(), dt.date(2024, 12, 31)) == []


@pytest.mark.parametrize(
    ("model", "aendret"),
    [
        (Pladsfakta, {"normerede": -1}),
        (Pladsfakta, {"normerede": 1000}),
        (Pladsfakta, {"form": "ferie"}),
        (Maalgruppefakta, {"alder_fra": 30, "alder_til": 20}),
        (Maalgruppefakta, {"alder_til": 126}),
        (Stamfakta, {"kategori": 4}),
        (Stamfakta, {"landsdaekning": "verden"}),
    ],
)
def test_the_database_refuses_what_cannot_be(register, model, aendret):
    tilbud = register.tilbud()
    om = {Pladsfakta: tilbud.afdelinger.get().pladsgrupper.get()}.get(model, tilbud)
    with pytest.raises(ValidationError):
        append(model, om, register.told(MAJ, later(1)), **aendret)
    raekke = om.fakta.get() if model is Pladsfakta else model.objects.get()
    for felt, vaerdi in {"pk": None, "gaelder_fra": MAJ, **aendret}.items():
        setattr(raekke, felt, vaerdi)
    with pytest.raises(IntegrityError), transaction.atomic():
        raekke.save(force_insert=True)


def test_the_same_day_at_the_same_instant_is_told_once(register):
    tilbud = register.tilbud()
    with pytest.raises(IntegrityError), transaction.atomic():
        append(Stamfakta, tilbud, register.told(), navn="Svalehuset")


def test_codes_are_opaque_and_differ(register):
    koder = {register.tilbud(f"Hus {i}").kode for i in range(5)}
    assert len(koder) == 5
    assert all(len(kode) == 8 and not set(kode) & set("AEIOU01") for kode in koder)


def test_reading_takes_the_same_queries_for_one_tilbud_as_for_many(register):
    register.tilbud("Hus 0")
    antal = []
    for flere in (0, 12):
        for i in range(flere):
            register.tilbud(f"Hus {i + 1}")
        with CaptureQueriesContext(connection) as spurgt:
            read_billeder(Tilbud.objects.all(), MAJ)
        antal.append(len(spurgt))
    assert antal[0] == antal[1] <= 8


@pytest.mark.parametrize("seed", [20260101, None])
def test_random_histories_read_as_a_plain_list_of_rows_says(register, seed):
    """The oracle: the newest row told by then, among those that begin last by the day asked about."""
    seed = seed if seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    tilfaeldig = random.Random(seed)
    tilbud = register.tilbud("Navn 0")
    for nr in range(1, 40):
        dag = MAJ + dt.timedelta(days=tilfaeldig.randrange(60))
        Stamfakta.objects.create(
            tilbud=tilbud, navn=f"Navn {nr}", sortering="", driftsherre=register.hjoerring,
            gaelder_fra=dag, registreret_at=later(nr), registreret_by=register.by,
        )  # fmt: skip
    raekker = list(Stamfakta.objects.all())
    for _ in range(60):
        den = MAJ + dt.timedelta(days=tilfaeldig.randrange(70))
        kendt = later(tilfaeldig.randrange(45))
        kendte = [r for r in raekker if r.gaelder_fra <= den and r.registreret_at <= kendt]
        ventet = max(kendte, key=lambda r: (r.gaelder_fra, r.registreret_at)).navn
        assert billede(den, kendt).navn == ventet


def test_an_address_that_is_protected_later_is_hidden_at_once(register):
    tilbud = register.tilbud()
    registrering = Registrering(register.by, dt.date(2099, 1, 1), later(1))
    append(Afdelingsfakta, tilbud.afdelinger.get(), registrering, beskyttet=True)
    assert billede(MAJ).afdelinger[0].beskyttet
