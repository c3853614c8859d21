"""What can be done to people and their roles. Every right is asked again here, and every act is written down."""

import datetime as dt

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.models import Haendelse
from socialaftale.faelles.raekke import save_checked
from socialaftale.faelles.udbakke import queue_mail

from . import overdragelse, overstregning
from .models import (
    Aftaleomraade,
    Bruger,
    Funktion,
    Funktionspost,
    Kontaktbekraeftelse,
    Medlemskab,
    Organisation,
    Overdragelse,
    Rolletildeling,
    Udvalg,
)
from .permissions import (
    ADGANGE,
    BEKRAEFT,
    BRUGERE,
    FUNKTIONER,
    LEVERANDOERER,
    LOKALADMINISTRATORER,
    OVERSTREG,
    ROLLER,
    SEKRETARIATET,
    UDVALGSPOSTER,
    Ret,
    Rolle,
    access,
    may,
    require,
)
from .roller import PARTSROLLER
from .sortering import sort_key

RET_TIL_AT_GIVE: dict[str, Ret] = {Rolle.LOKALADMINISTRATOR: LOKALADMINISTRATORER, Rolle.SEKRETARIAT: SEKRETARIATET}

LINKBREV = """Kære {bruger}

{by} har nulstillet din adgang til Socialaftale. Vælg en ny adgangskode her:

{link}

Linket virker én gang og højst tre døgn. Har du ikke bedt om det, så kontakt {by}.
"""


@transaction.atomic
def create_user(*, organisation: Organisation, navn: str, email: str, by: Bruger) -> Bruger:
    """Create a user of the party, without roles or password. Raises ValidationError where the e-mail is taken."""
    rolle = require(by, BRUGERE, organisation)
    bruger = Bruger(organisation=organisation, navn=navn.strip(), email=Bruger.objects.normalize_email(email))
    bruger.set_unusable_password()
    save_checked(bruger)
    record("opret", bruger, by=by, rolle=rolle, efter=_data(bruger))
    return bruger


@transaction.atomic
def change_user(*, bruger: Bruger, navn: str, email: str, by: Bruger) -> None:
    """Correct name and e-mail: the identity stays. Raises ValidationError where the e-mail is taken."""
    rolle = require_over(by, bruger)
    foer = _data(bruger)
    bruger.navn, bruger.email = navn.strip(), Bruger.objects.normalize_email(email)
    bruger.full_clean()
    bruger.save(update_fields=["navn", "email"])
    record("ret", bruger, by=by, rolle=rolle, foer=foer, efter=_data(bruger))


@transaction.atomic
def reset_user(*, bruger: Bruger, site: str, by: Bruger) -> str:
    """Take away password and second step, and return a link, under `site`, that chooses a new password, once.

    Open sessions end, and earlier links stop working. The link is mailed to the person too, so that she is told.
    """
    rolle = require_over(by, bruger)
    if bruger == by:
        raise PermissionDenied("Din egen adgangskode skifter du på Min konto.")
    Authenticator.objects.filter(user=bruger).delete()
    bruger.set_unusable_password()
    bruger.save(update_fields=["password"])
    record("nulstil", bruger, by=by, rolle=rolle)
    link = password_link(bruger, site)
    queue_mail(bruger.email, "Vælg en adgangskode til Socialaftale", LINKBREV.format(bruger=bruger, by=by, link=link))
    return link


def password_link(bruger: Bruger, site: str) -> str:
    """Return the address, under `site`, where the person chooses a password. It dies with the password it replaces."""
    uid = urlsafe_base64_encode(force_bytes(bruger.pk))
    return site.rstrip("/") + reverse("ny_adgangskode", args=[uid, default_token_generator.make_token(bruger)])


def link_holds(bruger: Bruger, token: str) -> bool:
    """Tell whether a link from `reset_user` is unspent and not too old."""
    return bruger.aktiv and default_token_generator.check_token(bruger, token)


@transaction.atomic
def choose_password(*, bruger: Bruger, token: str, password: str) -> None:
    """Spend a link from `reset_user`. Raises PermissionDenied where it is spent, ValidationError on a weak password."""
    if not link_holds(bruger, token):
        raise PermissionDenied("Linket er brugt eller udløbet. Bed jeres lokaladministrator om et nyt.")
    validate_password(password, bruger)
    bruger.set_password(password)
    bruger.save(update_fields=["password"])
    record("vælg adgangskode", bruger, by=bruger)


@transaction.atomic
def give_role(
    *,
    bruger: Bruger,
    rolle: Rolle,
    by: Bruger,
    gaelder_fra: dt.date,
    gaelder_til: dt.date | None = None,
    stedfortraeder_for: Bruger | None = None,
) -> Rolletildeling:
    """Give a role at the person's own party, until and with `gaelder_til` where it has an end.

    Raises PermissionDenied where `by` may not give it, ValidationError where it cannot stand.
    """
    tildeling = Rolletildeling(bruger=bruger, rolle=rolle, organisation=bruger.organisation)
    tildeling.stedfortraeder_for = stedfortraeder_for
    if rolle not in PARTSROLLER:
        raise PermissionDenied("Rollen gives som en plads i et udvalg, ikke hos en part.")
    som = require_role_right(by, tildeling)
    if rolle == Rolle.SEKRETARIAT and not _is_secretariat(bruger.organisation):
        raise ValidationError("Rollen som sekretariat kan kun gives hos et sekretariat.")
    return _give(tildeling, gaelder_fra, gaelder_til, by, som)


@transaction.atomic
def give_seat(
    *,
    bruger: Bruger,
    udvalg: Udvalg,
    by: Bruger,
    gaelder_fra: dt.date,
    gaelder_til: dt.date | None = None,
    stedfortraeder_for: Bruger | None = None,
) -> Rolletildeling:
    """Make the person a member of a body, or the deputy of one, for her own party. Raises as `give_role`."""
    som = require(by, UDVALGSPOSTER, udvalg=udvalg)
    medlemskaber = Medlemskab.objects.i_kraft(gaelder_fra).filter(omraade=udvalg.omraade)
    if not medlemskaber.filter(organisation=bruger.organisation).exists():
        raise ValidationError("Personens organisation hører ikke til udvalgets aftaleområde.")
    tildeling = Rolletildeling(bruger=bruger, rolle=udvalg.rolle, udvalg=udvalg, organisation=bruger.organisation)
    tildeling.stedfortraeder_for = stedfortraeder_for
    return _give(tildeling, gaelder_fra, gaelder_til, by, som)


@transaction.atomic
def end_role(*, tildeling: Rolletildeling, sidste_dag: dt.date, by: Bruger) -> None:
    """Let a role end with `sidste_dag`, yesterday at the earliest. Raises PermissionDenied, ValidationError."""
    som = require_role_right(by, tildeling)
    fra = sidste_dag + dt.timedelta(days=1)
    if fra < tid.today():
        raise ValidationError("En rolle kan ikke afsluttes længere tilbage end i går.")
    tildeling.ending(max(fra, tildeling.gaelder_fra), by, tid.now()).save()
    record(
        "afslut rolle", tildeling.bruger, by=by, rolle=som, efter={"rolle": tildeling.rolle, "sidste_dag": sidste_dag}
    )


@transaction.atomic
def end_user(*, bruger: Bruger, efterfoelger: Bruger | None, by: Bruger) -> None:
    """Close a user today: sign-in and roles end, and what she filled and had open goes to the successor.

    Raises PermissionDenied, and ValidationError where the successor is not an active user of the same party.
    """
    som = require_over(by, bruger)
    if bruger == by:
        raise PermissionDenied("Du kan ikke lukke dig selv. Bed en anden lokaladministrator eller sekretariatet.")
    if efterfoelger and (efterfoelger.organisation_id != bruger.organisation_id or not efterfoelger.aktiv):
        raise ValidationError("Efterfølgeren skal være en aktiv bruger hos samme part.")
    nu, i_dag = tid.now(), tid.today()
    poster = Funktionspost.objects.filter(bruger=bruger).i_kraft_eller_senere(i_dag)
    for raekke in [*Rolletildeling.objects.filter(bruger=bruger).i_kraft_eller_senere(i_dag), *poster]:
        raekke.ending(max(i_dag, raekke.gaelder_fra), by, nu).save()
    Authenticator.objects.filter(user=bruger).delete()
    bruger.aktiv = False
    bruger.set_unusable_password()
    bruger.save(update_fields=["aktiv", "password"])
    if efterfoelger:
        _hand_over(bruger, efterfoelger, poster, by, nu)
    record("luk", bruger, by=by, rolle=som, efter={"efterfoelger": efterfoelger and efterfoelger.pk})


def require_over(by: Bruger, bruger: Bruger) -> Rolle:
    """Return the role in which `by` administers the user. Raises PermissionDenied.

    The secretariat reaches local administrators, and users who have no role yet; never a party's other users.
    """
    if bruger.organisation is None:
        raise PermissionDenied("Brugeren hører ikke til en part.")
    tildelinger = access(bruger).tildelinger
    kun_lokaladministrator = all(tildeling.rolle == Rolle.LOKALADMINISTRATOR for tildeling in tildelinger)
    if kun_lokaladministrator and may(by, LOKALADMINISTRATORER, bruger.organisation):
        return require(by, LOKALADMINISTRATORER, bruger.organisation)
    return require(by, ADGANGE, bruger.organisation)


def is_over(by: Bruger, bruger: Bruger) -> bool:
    """Tell whether `require_over` would let `by` pass, and it is not her own account."""
    try:
        require_over(by, bruger)
    except PermissionDenied:
        return False
    return bruger.aktiv and by != bruger


def require_role_right(by: Bruger, tildeling: Rolletildeling) -> Rolle:
    """Return the role in which `by` may end or give such a role. Raises PermissionDenied."""
    if tildeling.udvalg:
        return require(by, UDVALGSPOSTER, udvalg=tildeling.udvalg)
    return require(by, RET_TIL_AT_GIVE.get(tildeling.rolle, ROLLER), tildeling.organisation)


def may_end_role(by: Bruger, tildeling: Rolletildeling) -> bool:
    """Tell whether `require_role_right` would let `by` pass."""
    try:
        require_role_right(by, tildeling)
    except PermissionDenied:
        return False
    return True


def roles_to_give(by: Bruger, bruger: Bruger) -> list[Rolle]:
    """Return the roles that `by` may give the person at her own party."""
    if not bruger.aktiv:
        return []
    egen = access(by)
    er_sekretariat = _is_secretariat(bruger.organisation)
    roller = [rolle for rolle in PARTSROLLER if rolle != Rolle.SEKRETARIAT or er_sekretariat]
    return [rolle for rolle in roller if egen.may(RET_TIL_AT_GIVE.get(rolle, ROLLER), bruger.organisation)]


def _is_secretariat(organisation: Organisation | None) -> bool:
    return organisation is not None and organisation.art == Organisation.Art.SEKRETARIAT


def _data(bruger: Bruger) -> dict[str, str]:
    return {"navn": bruger.navn, "email": bruger.email}


def _give(ny: Rolletildeling, fra: dt.date, til: dt.date | None, by: Bruger, som: Rolle) -> Rolletildeling:
    if not ny.bruger.aktiv:
        raise ValidationError("Brugeren er lukket.")
    if fra < tid.today():
        raise ValidationError("En rolle kan ikke gives tilbage i tid.")
    if til and til < fra:
        raise ValidationError("Rollens sidste dag ligger før dens første.")
    sted = {"udvalg": ny.udvalg} if ny.udvalg else {"organisation": ny.organisation}
    samme = Rolletildeling.objects.filter(rolle=ny.rolle, **sted).i_kraft(fra)
    if samme.filter(bruger=ny.bruger).exists():
        raise ValidationError("Personen har allerede rollen på den dag.")
    if ny.stedfortraeder_for and not samme.filter(bruger=ny.stedfortraeder_for).exists():
        raise ValidationError("Man kan kun være stedfortræder for en anden, der selv har rollen.")
    ny.gaelder_fra, ny.registreret_at, ny.registreret_by = fra, tid.now(), by
    ny.save()
    if til:
        ny.ending(til + dt.timedelta(days=1), by, ny.registreret_at).save()
    record(
        "giv rolle",
        ny.bruger,
        by=by,
        rolle=som,
        efter={"rolle": ny.rolle, "udvalg": ny.udvalg_id, "fra": fra, "til": til},
    )
    return ny


def _hand_over(fra: Bruger, til: Bruger, poster: list[Funktionspost], by: Bruger, nu: dt.datetime) -> None:
    for post in poster:
        dag = max(tid.day_of(nu), post.gaelder_fra)
        egne = Funktionspost.objects.filter(funktion=post.funktion, bruger=til)
        if not egne.i_kraft(dag).exists():
            raekke = {"gaelder_fra": dag, "registreret_at": nu, "registreret_by": by}
            Funktionspost.objects.create(funktion=post.funktion, bruger=til, **raekke)
    Overdragelse.objects.create(fra=fra, til=til, overdraget_at=nu, overdraget_by=by)
    overdragelse.move(fra, til, by)


@transaction.atomic
def set_function(
    *, organisation: Organisation, art: Funktion.Art, faelles_postkasse: str, telefon: str, by: Bruger
) -> Funktion:
    """Say where the mail of a function goes, and where it answers. Raises ValidationError where it is no address."""
    som = require(by, FUNKTIONER, organisation)
    funktion, _ = Funktion.objects.get_or_create(organisation=organisation, art=art)
    foer = {"postkasse": funktion.faelles_postkasse, "telefon": funktion.telefon}
    funktion.faelles_postkasse, funktion.telefon = faelles_postkasse.strip(), telefon.strip()
    save_checked(funktion)
    efter = {"postkasse": funktion.faelles_postkasse, "telefon": funktion.telefon}
    record("ret funktion", funktion, by=by, rolle=som, foer=foer, efter=efter)
    return funktion


@transaction.atomic
def fill_function(
    *, organisation: Organisation, art: Funktion.Art, bruger: Bruger, gaelder_fra: dt.date, by: Bruger
) -> Funktionspost:
    """Let a user of the party fill one of its functions from a day on. Raises ValidationError where she cannot."""
    som = require(by, FUNKTIONER, organisation)
    funktion, _ = Funktion.objects.get_or_create(organisation=organisation, art=art)
    if bruger.organisation_id != organisation.pk or not bruger.aktiv:
        raise ValidationError("Kun en aktiv bruger hos samme part kan varetage funktionen.")
    if Funktionspost.objects.filter(funktion=funktion, bruger=bruger).i_kraft(gaelder_fra).exists():
        raise ValidationError("Personen varetager allerede funktionen på den dag.")
    post = Funktionspost(funktion=funktion, bruger=bruger, gaelder_fra=gaelder_fra, registreret_by=by)
    post.save()
    record("varetag", funktion, by=by, rolle=som, efter={"bruger": bruger.pk, "fra": gaelder_fra})
    return post


@transaction.atomic
def end_filling(*, post: Funktionspost, by: Bruger) -> None:
    """Let a person stop filling a function today."""
    som = require(by, FUNKTIONER, post.funktion.organisation)
    post.ending(max(tid.today(), post.gaelder_fra), by, tid.now()).save()
    record("fratræd", post.funktion, by=by, rolle=som, efter={"bruger": post.bruger_id})


@transaction.atomic
def confirm_contact(*, funktion: Funktion, by: Bruger) -> Kontaktbekraeftelse:
    """Say that the function's mailbox and people are right."""
    som = require(by, BEKRAEFT, funktion.organisation)
    bekraeftelse = Kontaktbekraeftelse.objects.create(funktion=funktion, bekraeftet_by=by)
    record("bekræft", funktion, by=by, rolle=som)
    return bekraeftelse


@transaction.atomic
def redact(*, frigivelse: Haendelse, begrundelse: str, by: Bruger) -> list[str]:
    """Hide the numbers in the texts that a release is about, here and in the audit trail; return where they stood.

    The event is the tombstone. Raises PermissionDenied, and ValidationError where there is no number left to hide.
    """
    som = require(by, OVERSTREG, frigivelse.by and frigivelse.by.organisation)
    objekt = overstregning.objects_of([frigivelse])[frigivelse.objekt_type, frigivelse.objekt_id]
    steder = overstregning.hide_texts(objekt)
    if not steder:
        raise ValidationError("Der er ikke noget tal at overstrege: det er allerede overstreget eller rettet.")
    efter = {"frigivelse": frigivelse.pk, "begrundelse": begrundelse, "steder": steder}
    record(overstregning.OVERSTREGET, objekt, by=by, rolle=som, efter=efter)
    return steder


@transaction.atomic
def register_supplier(*, omraade: Aftaleomraade, navn: str, cvr: str, gaelder_fra: dt.date, by: Bruger) -> Organisation:
    """Enter a private supplier in the area. Raises ValidationError where the CVR number is registered already."""
    som = require(by, LEVERANDOERER, omraade=omraade)
    navn = navn.strip()
    ny = Organisation(kode=f"privat-{cvr}", navn=navn, sortering=sort_key(navn), cvr=cvr, art=Organisation.Art.PRIVAT)
    ny.full_clean(exclude=["kode"])
    ny.save()
    Medlemskab.objects.create(omraade=omraade, organisation=ny, gaelder_fra=gaelder_fra, registreret_by=by)
    record("registrer leverandør", ny, by=by, rolle=som, efter={"navn": navn, "cvr": cvr, "fra": gaelder_fra})
    return ny
