"""Write one invented tilbud, and what every step of the loading needs to know."""

import datetime as dt
from dataclasses import dataclass

from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation

from ..models import Tilbud
from ..registrering import NyAfdeling, NyPladsgruppe, NytTilbud, NyYdelse, Registrering, write_tilbud
from ..status import Status
from .plan import Eksempel, Gruppe, Hus, make_kode


@dataclass(frozen=True)
class Kontekst:
    """What every step of the loading needs. `aar` is the year in which the totals hold."""

    omraade: Aftaleomraade
    parter: dict[str, Organisation]
    by: Bruger
    aar: int

    def told(self, gaelder_fra: dt.date, registreret: dt.date | None = None) -> Registrering:
        """A fact from a day, told the month before unless a day is given; always at noon."""
        dag = registreret or gaelder_fra - dt.timedelta(days=30)
        return Registrering(self.by, gaelder_fra, dt.datetime(dag.year, dag.month, dag.day, 12, tzinfo=dt.UTC))

    @property
    def start(self) -> dt.date:
        return dt.date(self.aar - 2, 1, 1)


def write_example(
    kontekst: Kontekst, et: Eksempel, status: Status = Status.AKTIV, fra: dt.date | None = None
) -> Tilbud:
    """Write one invented tilbud from its first day, with codes that are the same at every load."""
    return write_tilbud(kontekst.omraade, as_new(kontekst, et), status, kontekst.told(fra or kontekst.start))


def as_new(kontekst: Kontekst, et: Eksempel) -> NytTilbud:
    return NytTilbud(
        navn=et.navn,
        driftsherre=kontekst.parter[et.driftsherre],
        afdelinger=tuple(_new_afdeling(kontekst, et, nr) for nr in range(len(et.huse))),
        ydelser=tuple(NyYdelse(*ydelse, kode=make_kode("ydelse", et.kode, nr)) for nr, ydelse in enumerate(et.ydelser)),
        maalgrupper=et.maalgrupper,
        alder_fra=et.alder[0],
        alder_til=et.alder[1],
        p_nummer=et.p_nummer,
        tilbudsportal_id=et.portal_id,
        kategori=et.kategori,
        landsdaekning=et.landsdaekning,
        forstaerket_samarbejde=et.forstaerket,
        kode=et.kode,
        eksempeldata=True,
    )


def _new_afdeling(kontekst: Kontekst, et: Eksempel, nr: int) -> NyAfdeling:
    hus = et.huse[nr]
    return NyAfdeling(
        navn=hus.navn,
        kommune=kontekst.parter[hus.kommune],
        vej=hus.vej,
        postnummer=hus.postnummer,
        postdistrikt=hus.postdistrikt,
        beskyttet=et.beskyttet,
        pladser=tuple(_new_places(et, hus, gruppe) for gruppe in hus.grupper),
        kode=make_kode("afdeling", et.kode, hus.navn),
    )


def _new_places(et: Eksempel, hus: Hus, gruppe: Gruppe) -> NyPladsgruppe:
    kode = make_kode("pladsgruppe", et.kode, hus.navn, gruppe.lovgrundlag)
    return NyPladsgruppe(gruppe.lovgrundlag, gruppe.form, gruppe.pladser, gruppe.pladser, kode)
