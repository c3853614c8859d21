from contextvars import Context

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from socialaftale.drift.models import Databasestempel
from socialaftale.faelles import laas, sikkerhed, tid


def writes(request):
    Databasestempel.objects.create(art="prøve", sat_at=tid.now())
    return HttpResponse()


@pytest.mark.parametrize("metode", ["get", "head"])
def test_a_get_that_writes_is_stopped(db, metode):
    request = getattr(RequestFactory(), metode)("/")
    with pytest.raises(sikkerhed.GetSkriver, match="Flyt ændringen til en POST"), transaction.atomic():
        sikkerhed.readonly_get_middleware(writes)(request)
    assert not Databasestempel.objects.exists()


def test_a_post_may_write(db):
    sikkerhed.readonly_get_middleware(writes)(RequestFactory().post("/"))
    assert Databasestempel.objects.count() == 1


def test_what_another_thread_writes_meanwhile_on_a_shared_connection_is_its_own_matter():
    skrivning = (lambda *kald: HttpResponse("skrevet"), "DELETE FROM faelles_fil", None, False, {})
    laes = sikkerhed.readonly_get_middleware(lambda request: Context().run(sikkerhed._refuse_here, *skrivning))
    assert laes(RequestFactory().get("/")).text == "skrevet"
    with pytest.raises(sikkerhed.GetSkriver):
        sikkerhed.readonly_get_middleware(lambda request: sikkerhed._refuse_here(*skrivning))(RequestFactory().get("/"))


def test_what_is_read_once_is_read_anew_by_the_next_request_and_after_a_lock_or_a_change(db):
    svar = iter(range(9))

    def read():
        return sikkerhed.read_once("tal", lambda: next(svar))

    def read_twice(request):
        return [read(), read()]

    def read_lock_and_write(request):
        laest, ny = [read(), read()], Databasestempel.objects.create(art="prøve", sat_at=tid.now())
        laas.lock_row(Databasestempel.objects.all(), pk=ny.pk)
        laest += [read(), read()]
        Databasestempel.objects.all().delete()
        return [*laest, read()]

    laes = sikkerhed.readonly_get_middleware(read_twice)
    assert laes(RequestFactory().get("/")) == [0, 0]
    assert laes(RequestFactory().post("/")) == [1, 1]
    assert sikkerhed.readonly_get_middleware(read_lock_and_write)(RequestFactory().post("/")) == [2, 2, 3, 3, 4]
    assert [read(), read()] == [5, 6]


@pytest.mark.parametrize(
    ("sql", "glemt"),
    [
        ("SELECT 1", False),
        ('SAVEPOINT "s1"', False),
        ("BEGIN IMMEDIATE", True),
        ("UPDATE faelles_fil SET navn = ''", True),
        ('SELECT "a"."id" FROM "a" LIMIT 21 FOR UPDATE OF "a"', True),
        ('SELECT "a"."id" FROM "a" FOR NO KEY UPDATE', True),
    ],
)
def test_what_begins_a_change_makes_a_post_ask_anew(sql, glemt):
    def read_around(request):
        tal = iter(range(2))
        foer = sikkerhed.read_once("tal", lambda: next(tal))
        sikkerhed._forget_here(lambda *kald: None, sql, None, False, {})
        return sikkerhed.read_once("tal", lambda: next(tal)) != foer

    assert sikkerhed.readonly_get_middleware(read_around)(RequestFactory().post("/")) is glemt


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE faelles_fil SET navn = ''",
        "  delete from faelles_fil",
        "WITH x AS (SELECT 1) DELETE FROM faelles_fil",
        "INSERT INTO django_session_kopi (a) VALUES (1)",
        "TRUNCATE faelles_fil",
    ],
)
def test_every_way_of_writing_is_seen(sql):
    with pytest.raises(sikkerhed.GetSkriver):
        sikkerhed.refuse_writes(lambda *a: None, sql, None, False, {})


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1",
        'INSERT INTO "django_session" (a) VALUES (1)',
        'SAVEPOINT "s1"',
        "WITH x AS (SELECT 1) SELECT * FROM x",
    ],
)
def test_reading_and_the_session_are_let_through(sql):
    assert sikkerhed.refuse_writes(lambda *a: "svar", sql, None, False, {}) == "svar"


def test_every_page_has_the_strict_policy(client, db):
    politik = client.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in politik
    assert "unsafe" not in politik
    svar = client.get("/findes-ikke/")
    assert svar["X-Frame-Options"] == "DENY"
    assert svar["X-Content-Type-Options"] == "nosniff"


def test_a_row_is_locked_only_inside_a_transaction(transactional_db):
    with pytest.raises(RuntimeError, match="i en transaktion"):
        laas.lock_row(Databasestempel.objects.all(), pk=1)


def test_the_locked_row_is_the_one_asked_for(db):
    stempel = Databasestempel.objects.create(art="prøve", sat_at=tid.now())
    assert connection.in_atomic_block
    assert laas.lock_row(Databasestempel.objects.all(), pk=stempel.pk) == stempel
