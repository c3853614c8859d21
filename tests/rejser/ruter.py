"""Every address of the site with its parameters, and who comes: the table that the sweep of all pages walks."""

from typing import NamedTuple

from django.urls import reverse

from .eksempelverden import AAR, HALVVEJS, MED_KODE, MED_TOTRIN, Verden

ALLE, RIKKE, LONE, METTE, SONJA, TINE, VIBE = "", "rikke", "lone", "mette", "sonja", "tine", "vibe"
"""The public; who reports takster in Hjørring; its local administrator; the secretariat; a reviewer; a leader; who
visitates."""


class Rute(NamedTuple):
    """One visit. `status` is what the address shall answer; `side` is false where the answer is no page.

    `valg` is what stands after the question mark.
    """

    navn: str
    hvem: str = ALLE
    args: tuple[object, ...] = ()
    status: int = 200
    side: bool = True
    valg: str = ""

    @property
    def sti(self) -> str:
        return reverse(self.navn, args=self.args) + self.valg


def fil(navn: str, hvem: str, *args: object) -> Rute:
    """A download."""
    return Rute(navn, hvem, args, side=False)


def kun_post(navn: str, hvem: str, *args: object) -> Rute:
    """An address that only takes what a form sends."""
    return Rute(navn, hvem, args, 405, side=False)


def ruter(v: Verden) -> list[Rute]:
    afsnit = (
        _portal_og_konto, _parter, _moeder, _tilbud, _sager, _takster, _takstbilag, _runden, _gennemgang, _afgoerelse,
        _overblik, _beregnere, _import, _pladssoegning, _aftalen, _spoergerunder, _temadage, _pladsprojekter, _budget,
        _forstaerket, _bibliotek, _indspil,
    )  # fmt: skip
    return [rute for et in afsnit for rute in et(v)]


def _portal_og_konto(v: Verden) -> list[Rute]:
    return [
        Rute("forside"),
        fil("robotter", ALLE),
        Rute("forside", RIKKE),
        Rute("forside", METTE),
        Rute("galleri"),
        Rute("demo"),
        Rute("rettigheder"),
        Rute("account_login"),
        Rute("account_inactive"),
        Rute("ny_adgangskode", ALLE, tuple(v.nyt_link)),
        Rute("ny_adgangskode", ALLE, ("MQ", "brugt"), 410),
        Rute("konto", RIKKE),
        Rute("overtaget", RIKKE),
        Rute("account_change_password", RIKKE),
        Rute("account_change_password", MED_KODE),
        Rute("account_reauthenticate", MED_KODE),
        Rute("mfa_index", MED_KODE),
        Rute("mfa_activate_totp", MED_KODE),
        Rute("account_logout", MED_KODE),
        Rute("mfa_index", MED_TOTRIN),
        Rute("mfa_reauthenticate", MED_TOTRIN),
        Rute("mfa_view_recovery_codes", MED_TOTRIN),
        Rute("mfa_generate_recovery_codes", MED_TOTRIN),
        Rute("mfa_deactivate_totp", MED_TOTRIN),
        Rute("mfa_authenticate", HALVVEJS),
    ]


def _parter(v: Verden) -> list[Rute]:
    return [
        Rute("kontakter", RIKKE),
        Rute("organisation", LONE, (v.hjoerring.kode,)),
        Rute("funktion", LONE, (v.hjoerring.kode, "faktura")),
        Rute("funktion", LONE, (v.hjoerring.kode, "visitation")),
        Rute("brugere", LONE, (v.hjoerring.kode,)),
        Rute("adgangslog", LONE, (v.hjoerring.kode,)),
        Rute("adgangslog", LONE, (v.hjoerring.kode,), valg="?fra=i-gaar&sag=A-1"),
        fil("adgangslog_fil", LONE, v.hjoerring.kode),
        Rute("bruger", LONE, (v.personer["tine"].pk,)),
        Rute("luk_bruger", LONE, (v.personer["tine"].pk,)),
        Rute("afslut_rolle", LONE, (v.rolle,)),
        Rute("ny_leverandoer", METTE, (v.omraade.kode,)),
        Rute("frigivne", METTE),
        Rute("overstreg", METTE, (v.frigivelse,)),
        Rute("udvalgsliste", METTE),
        Rute("udvalg", METTE, (v.udvalg,)),
        kun_post("bekraeft_kontakt", RIKKE, v.funktion),
        kun_post("afslut_funktionspost", LONE, v.funktionspost),
        kun_post("nulstil_bruger", LONE, v.personer["tine"].pk),
    ]


def _moeder(v: Verden) -> list[Rute]:
    return [
        Rute("moeder"),
        Rute("moede", ALLE, (v.afsluttet,)),
        Rute("beslutninger"),
        Rute("beslutninger", valg="?q=takster&mangler=on"),
        Rute("beslutninger", METTE, valg="?q=findes+ikke&resultat=udsat"),
        Rute("punkt_forloeb", ALLE, (v.besluttet,)),
        Rute("punkt_forloeb", METTE, (v.besluttet,), valg="?den=01.10.2026"),
        Rute("punkt_aendrer", METTE, (v.besluttet,)),
        kun_post("beslutningsaendring_tag_tilbage", METTE, v.beslutningsaendring),
        Rute("delegationer"),
        Rute("takstaar"),
        Rute("moede_formand", ALLE, (v.formandslink,)),
        Rute("moede_formand", ALLE, ("brugt",), 410),
        Rute("moede", METTE, (v.moede,)),
        Rute("delegationer", METTE),
        Rute("opfoelgning", METTE),
        Rute("opfoelgning_en", METTE, (v.opfoelgning,)),
        Rute("moede_indkald", METTE),
        Rute("moede_flyt", METTE, (v.moede,)),
        Rute("moede_frigiv", METTE, (v.moede,)),
        Rute("moede_papir", ALLE, (v.frigivet,)),
        Rute("moede_papir", METTE, (v.moede,)),
        fil("moede_papir_fil", ALLE, v.frigivet, "pdf"),
        fil("moede_papir_internt", METTE, v.moede, "docx"),
        *(fil(navn, ALLE) for navn in ("oparl", "oparl_omraader")),
        *(fil(navn, ALLE, "nordjylland") for navn in ("oparl_omraade", "oparl_udvalgene", "oparl_moeder")),
        fil("oparl_udvalg", ALLE, v.udvalg),
        fil("oparl_moede", ALLE, v.afsluttet),
        fil("oparl_punkt", ALLE, v.besluttet),
        Rute("oparl_bilag", ALLE, (v.bilag,), 404, side=False),
        Rute("moede_laesere", METTE, (v.udkast,)),
        Rute("moede_gennemsyn", METTE, (v.udkast,)),
        kun_post("laeser_traek_tilbage", METTE, v.laeser),
        Rute("moede_referat", METTE, (v.moede,)),
        Rute("moede_referat", METTE, (v.afsluttet,)),
        Rute("moede_fremmoede", METTE, (v.moede,)),
        Rute("moede_fremmoede", METTE, (v.afsluttet,)),
        Rute("moede_afbud", METTE, (v.udkast,), 403),
        Rute("moede_afbud_link", ALLE, (v.afbudslink,)),
        Rute("moede_afbud_link", ALLE, ("brugt",), 410),
        Rute("moede_rettelser", METTE, (v.afsluttet,)),
        Rute("moede_offentligt", METTE, (v.moede,)),
        Rute("moede_offentligt", METTE, (v.afsluttet,)),
        Rute("moede_bed_formand", METTE, (v.afsluttet,)),
        Rute("punkt_nyt", METTE, (v.moede,)),
        Rute("punkt_ret", METTE, (v.punkt,)),
        Rute("punkt_program", METTE, (v.punkt,)),
        Rute("punkt_tag_af", METTE, (v.punkt,)),
        Rute("punkt_saet_paa", METTE, (v.taget_af,)),
        Rute("punkt_bilag", METTE, (v.punkt,)),
        Rute("bilag_ret", METTE, (v.bilag,)),
        Rute("bilag_fjern", METTE, (v.bilag,)),
        Rute("bilag_hent", METTE, (v.fjernet_bilag,), 410),
        fil("bilag_hent", METTE, v.bilag),
        Rute("punkt_deleger", METTE, (v.besluttet,)),
        Rute("datofindinger", METTE),
        Rute("datofinding_ny", METTE),
        Rute("datofinding", METTE, (v.datofinding,)),
        Rute("datosvar", ALLE, (v.datolink,)),
        Rute("datosvar", ALLE, ("brugt",), 410),
        kun_post("datofinding_indkald", METTE, v.datofinding, v.datoforslag),
        Rute("aarsplan", METTE, (v.omraade.kode,)),
        Rute("aarsplan_mit", METTE, status=302, side=False),
        Rute("referatimporter", METTE),
        Rute("referatimport", METTE, (v.referat,)),
        Rute("referatimport", METTE, (v.laest_referat,)),
        Rute("uklarhed", METTE, (v.uklarhed,)),
        fil("referatimport_fil", METTE, v.referat),
        Rute("moede_udskriv", ALLE, (v.afsluttet,)),
        Rute("moede_udskriv", METTE, (v.moede,)),
        fil("moede_fil", ALLE, v.afsluttet, "docx"),
        fil("moede_fil_intern", METTE, v.afsluttet, "pdf"),
        fil("moede_ics", ALLE, v.moede),
        fil("udvalg_ics", ALLE, v.udvalg),
        kun_post("moede_byg", METTE, v.moede),
        kun_post("punkt_raekkefoelge", METTE, v.punkt),
        kun_post("gaest_fjern", METTE, v.gaest),
        Rute("moede_afslut", METTE, (v.moede,)),
        Rute("moede_afslut", METTE, (v.afsluttet,)),
        kun_post("delegation_tag_tilbage", METTE, v.delegation),
        kun_post("opfoelgning_udfoert", METTE, v.opfoelgning),
    ]


def _tilbud(v: Verden) -> list[Rute]:
    kode = v.tilbud.kode
    return [
        Rute("tilbudsliste"),
        Rute("tilbudsoversigt"),
        Rute("kort"),
        Rute("ledige_pladser"),
        Rute("ledige_pladser", valg="?ledig=ja&kommune=860"),
        Rute("ledige_mangler", METTE),
        Rute("ledige_mine", TINE),
        Rute("leder_fravaer", TINE),
        Rute("ledige_aftaler", LONE),
        Rute("ledige_aftale", LONE, (v.tilbud.afdelinger.all()[0].kode,)),
        Rute("pladskriterier", TINE, (v.tilbud.afdelinger.all()[0].kode,)),
        Rute("pladsbehov", TINE, (v.tilbud.afdelinger.all()[0].pladsgrupper.all()[0].kode,)),
        Rute("ny_undergruppe", TINE, (v.tilbud.afdelinger.all()[0].pladsgrupper.all()[0].kode,)),
        Rute("undergruppe", TINE, (v.undergruppe,)),
        kun_post("undergruppe_afslut", TINE, v.undergruppe),
        Rute("kapacitetsvalg", METTE, (v.omraade.kode,)),
        Rute("kildesystemer", LONE),
        fil("kildesystem_koder", LONE),
        kun_post("kildesystem_luk", LONE, v.kildesystem),
        fil("kildesystem_enheder", LONE),
        kun_post("ledighed_modtag", ALLE),
        kun_post("ophold_modtag", ALLE),
        kun_post("ledige_indsaet", TINE),
        kun_post("ledige_fortryd", TINE),
        Rute("meld", ALLE, (v.meldelink,)),
        Rute("meld", ALLE, (v.brugt_meldelink,)),
        Rute("meld", ALLE, ("brugt",), 410),
        kun_post("meld_forkert", ALLE, v.meldelink),
        kun_post("meld_nyt", ALLE, v.meldelink),
        Rute("kapacitet_overblik", METTE),
        Rute("arbejdsgang", LONE, (v.hjoerring.kode,)),
        Rute("tilpas", METTE, (kode,)),
        Rute("tilpasning", TINE, (v.tilpasning,)),
        Rute("belaegning", RIKKE, status=302, side=False),
        Rute("belaegning_maaned", RIKKE, (v.hjoerring.kode, "2026-10")),
        Rute("belaegning_maaned", RIKKE, (v.hjoerring.kode, "2026-12")),
        kun_post("belaegning_fortryd", RIKKE, v.hjoerring.kode, "2026-10"),
        Rute("tilbudsbelaegning", RIKKE, (v.tilbud.kode,)),
        Rute("anmod", VIBE, (v.afdeling,)),
        Rute("anmod", VIBE, (v.uden_salg,)),
        Rute("anmodninger", VIBE),
        Rute("anmodninger", TINE),
        kun_post("anmodning_svar", VIBE, v.anmodning, "withdraw"),
        Rute("tilbuddets_ophold", TINE, (kode,)),
        Rute("indsaet_ophold", TINE, (kode,)),
        Rute("et_ophold", TINE, (v.ophold,)),
        kun_post("ophold_tag_tilbage", TINE, v.ophold),
        Rute("reserver", VIBE, (v.afdeling,)),
        Rute("reserver", VIBE, (v.uden_salg,)),
        Rute("reservationer", VIBE),
        Rute("reservationer", TINE),
        Rute("maanedens_afslag", TINE, (v.afdeling,)),
        kun_post("reservation_svar", VIBE, v.reservation, "withdraw"),
        Rute("driftsherre", ALLE, (v.hjoerring.kode,)),
        Rute("tilbud", ALLE, (kode,)),
        Rute("tilbud", RIKKE, (kode,)),
        Rute("tilbud", METTE, (v.indmeldt,)),
        Rute("ret_tilbud", RIKKE, (kode,)),
        Rute("ret_del", RIKKE, (kode, "stam")),
        Rute("ret_del", RIKKE, (kode, "maalgruppe")),
        Rute("ret_del", RIKKE, (kode, v.tilbud.afdelinger.all()[0].kode)),
        Rute("ret_del", RIKKE, (kode, v.tilbud.ydelser.all()[0].kode)),
        Rute("tilfoej", RIKKE, (kode, "afdeling")),
        Rute("tilfoej", RIKKE, (kode, "ydelse")),
        Rute("tilfoej", RIKKE, (kode, "pladsgruppe")),
        Rute("portal", RIKKE, (kode,)),
        *(fil("oversigtsfil", ALLE, format_) for format_ in ("csv", "xlsx", "json", "pdf")),
    ]


def _sager(v: Verden) -> list[Rute]:
    kode = v.tilbud.kode
    return [
        Rute("nyt_tilbud", RIKKE),
        Rute("udtraek", RIKKE, (v.udtraek,)),
        Rute("ret_tilbud", RIKKE, (v.kladde,)),
        Rute("foreslaa", RIKKE, (kode,)),
        Rute("skridt", RIKKE, (v.planlagt, "confirm")),
        Rute("skridt", METTE, (v.indmeldt, "return")),
        Rute("efterfoelger", METTE, (kode,)),
        Rute("overtagelse", METTE, (kode,)),
        Rute("aendringer", RIKKE),
        Rute("aendring", RIKKE, (v.aendring,)),
        Rute("aendring", METTE, (v.aendring,)),
        Rute("indskrivninger", METTE),
        Rute("indskrivning", METTE, (v.runde,)),
        Rute("indskrivning", RIKKE, (v.runde,)),
        Rute("indskrivningslinje", RIKKE, (v.linje,)),
        fil("udtraek_skabelon", ALLE),
        kun_post("kladde", RIKKE, v.udtraek, 0),
    ]


VIBE = "vibe"  # a visitator


def _pladssoegning(v: Verden) -> list[Rute]:
    afdelinger = v.tilbud.afdelinger.order_by("pk").values_list("kode", flat=True)
    return [
        Rute("find_plads"),
        Rute("find_plads", VIBE, valg="?lov=sel-107&maalgruppe=autisme&fra=851&minutter=45&behov=skaermning"),
        Rute("find_plads", valg="?tekst=0101201234"),
        Rute("find_plads_sammenlign"),
        Rute("find_plads_sammenlign", VIBE, valg=f"?plads={afdelinger[0]}"),
        Rute("find_plads_behov", VIBE),
        Rute("find_plads_svar", VIBE, (v.soegning,)),
        Rute("find_plads_svar", VIBE, ("findes-ikke",), 404),
        Rute("find_plads_notatkrav", LONE),
        Rute("find_plads_umoedt", METTE),
        kun_post("find_plads_goer", VIBE, v.soegning, "luk"),
    ]


def _aftalen(v: Verden) -> list[Rute]:
    aftalen = (v.omraade.kode, v.aftale)
    return [
        Rute("aftaler"),
        Rute("aftaler", METTE),
        Rute("aftale", ALLE, aftalen),
        Rute("aftale", METTE, aftalen),
        Rute("aftale_forskel", ALLE, aftalen),
        Rute("aftale_forskel", METTE, aftalen, valg="?fra=1&til=2"),
        Rute("aftale_ny", METTE, (v.omraade.kode,)),
        Rute("aftale_tekst", METTE, aftalen),
        Rute("aftale_nyt_bilag", METTE, aftalen),
        Rute("aftale_godkendelse", LONE, (*aftalen, v.hjoerring.kode)),
        fil("aftale_pdf", ALLE, *aftalen),
        fil("aftale_pdf", METTE, *aftalen),
        fil("aftale_bilag", ALLE, *aftalen, 4),
        fil("aftale_bilag", METTE, *aftalen, 9),
        kun_post("aftale_offentliggoer", METTE, *aftalen, 1),
        *_initiativer(v),
        *_udmeldinger(v),
        Rute("aftale_krav", METTE, aftalen),
        Rute("aftale_krav", RIKKE, aftalen),
        Rute("aftale_krav_skriv", METTE, (*aftalen, "sendt")),
        Rute("overtagelser", ALLE, aftalen),
        Rute("overtagelser", METTE, aftalen),
        Rute("overtagelse_erklaer", LONE, (*aftalen, v.hjoerring.kode)),
        Rute("aarshjul"),
        Rute("aarshjul", METTE, valg=f"?omraade={v.omraade.kode}&aar=2026&rolle=sekretariat"),
        Rute("aarshjul", valg="?aar=nej&rolle=findes-ikke"),
        fil("aarshjul_ics", ALLE, v.omraade.kode),
    ]


def _udmeldinger(v: Verden) -> list[Rute]:
    en = (v.omraade.kode, v.udmelding)
    return [
        Rute("udmeldinger"),
        Rute("udmeldinger", METTE),
        Rute("udmelding", ALLE, en),
        Rute("udmelding", METTE, en),
        Rute("udmelding_ny", METTE, (v.omraade.kode,)),
        Rute("risikofarve", METTE, (v.omraade.kode,)),
        Rute("udmelding_frist", METTE, en),
        Rute("udmelding_haendelse", METTE, en),
        Rute("udmelding_svar", METTE, en),
        Rute("udmelding_bidrag", LONE, (*en, v.hjoerring.kode)),
    ]


def _initiativer(v: Verden) -> list[Rute]:
    aftalen, et = (v.omraade.kode, v.aftale), (v.omraade.kode, v.initiativ)
    return [
        Rute("fremdrift", ALLE, aftalen),
        Rute("fremdrift", METTE, aftalen),
        Rute("aftale_vision", METTE, aftalen),
        Rute("nyt_fokusomraade", METTE, aftalen),
        Rute("nyt_initiativ", METTE, (*aftalen, 1)),
        Rute("initiativ", ALLE, et),
        Rute("initiativ", METTE, et),
        Rute("mine_initiativer", RIKKE),
        Rute("mine_initiativer", LONE),
        Rute("initiativ_kommissorium", METTE, et),
        Rute("initiativ_medlem", METTE, et),
        Rute("initiativ_leverance", METTE, et),
        Rute("initiativ_frist", METTE, (*et, 1)),
        Rute("initiativ_aflever", METTE, (*et, 1)),
        Rute("initiativ_moede", METTE, et),
        Rute("initiativ_status", METTE, et),
        fil("initiativ_fil", METTE, v.produkt),
        kun_post("initiativ_medlem_afslut", METTE, v.gruppemedlem),
        kun_post("initiativ_moede_holdt", METTE, v.gruppemoede),
    ]


def _spoergerunder(v: Verden) -> list[Rute]:
    kladde, aaben, offentlig = v.spoergerunder
    return [
        Rute("spoergerunder"),
        Rute("spoergerunder", METTE),
        Rute("spoergerunde", ALLE, (offentlig,)),
        Rute("spoergerunde", METTE, (kladde,)),
        Rute("spoergerunde", METTE, (aaben,)),
        Rute("spoergerunde", LONE, (aaben,)),
        Rute("spoergerunde_ny", METTE, (v.omraade.kode,)),
        Rute("spoergerunde_spoergsmaal", METTE, (kladde,)),
        Rute("spoergerunde_svar", LONE, (aaben, v.hjoerring.kode)),
        *(fil("spoergerunde_fil", METTE, aaben, format_) for format_ in ("csv", "xlsx")),
        fil("spoergerunde_fil", ALLE, offentlig, "csv"),
        kun_post("spoergerunde_fjern", METTE, kladde, 1),
        kun_post("spoergerunde_aabn", METTE, kladde),
        kun_post("spoergerunde_offentliggoer", METTE, aaben),
    ]


def _temadage(v: Verden) -> list[Rute]:
    kladde, aaben, tilmeldt = v.temadage
    return [
        Rute("partnerlister"),
        Rute("partnerliste", ALLE, ("nordjylland", "botilbud")),
        *(fil("partnerliste_fil", ALLE, "nordjylland", "botilbud", slags) for slags in ("csv", "xlsx")),
        Rute("temadage"),
        Rute("temadage", METTE),
        Rute("temadag", ALLE, (aaben,)),
        Rute("temadag", METTE, (aaben,)),
        Rute("temadag", METTE, (kladde,)),
        Rute("temadag_tilmelding", ALLE, (tilmeldt,)),
        Rute("temadag_tilmelding", ALLE, ("brugt",), 410),
        Rute("temadag_ny", METTE, (v.omraade.kode,)),
        Rute("temadag_program", METTE, (kladde,)),
        Rute("temadag_aflys", METTE, (aaben,)),
        Rute("temadag_deltagere", METTE, (aaben,)),
        *(fil("temadag_fil", METTE, aaben, format_) for format_ in ("csv", "xlsx")),
        kun_post("temadag_fjern_punkt", METTE, kladde, 1),
        kun_post("temadag_offentliggoer", METTE, kladde),
    ]


def _pladsprojekter(v: Verden) -> list[Rute]:
    return [
        Rute("pladsprojekter"),
        Rute("pladsprojekter", METTE),
        Rute("pladsprojekt", LONE, (v.pladsprojekt,)),
        Rute("pladsprojekt_nyt", LONE, (v.omraade.kode,)),
        Rute("pulje_ny", METTE, (v.omraade.kode,)),
        Rute("samarbejdsaftale_ny", METTE, (v.omraade.kode,)),
    ]


def _budget(v: Verden) -> list[Rute]:
    aaret = (v.omraade.kode, v.budgetaar)
    return [
        Rute("budgetter", METTE),
        Rute("budget", METTE, aaret),
        Rute("budget", LONE, aaret),
        Rute("budget_tal", METTE, aaret),
        Rute("budget_nyt", METTE, (v.omraade.kode,)),
        kun_post("budget_klar", METTE, *aaret),
    ]


def _forstaerket(v: Verden) -> list[Rute]:
    return [
        Rute("forstaerket"),
        Rute("forstaerket", METTE),
        Rute("forstaerket_tilbud", METTE, (v.tilbud.kode,)),
        Rute("forstaerket_rapport", LONE, (v.tilbud.kode, 2025)),
        Rute("forstaerket_vurder", METTE, (v.samarbejdssag,)),
        Rute("forstaerket_indmeld", LONE, (v.omraade.kode,)),
        Rute("forstaerket_meld_ud", METTE, (v.omraade.kode,)),
        Rute("forstaerket_panel", METTE, (v.omraade.kode,)),
        kun_post("forstaerket_traek", METTE, v.samarbejdssag),
        kun_post("forstaerket_panel_afslut", METTE, 1),
    ]


def _bibliotek(v: Verden) -> list[Rute]:
    return [
        Rute("bibliotek"),
        Rute("bibliotek", METTE),
        Rute("biblioteksprodukt", METTE, (v.biblioteksprodukt,)),
        fil("bibliotek_fil", METTE, v.produktversion),
        Rute("bibliotek_nyt", METTE, (v.omraade.kode,)),
        Rute("bibliotek_version", METTE, (v.biblioteksprodukt,)),
        Rute("bibliotek_udgaa", METTE, (v.biblioteksprodukt,)),
    ]


def _indspil(v: Verden) -> list[Rute]:
    return [
        Rute("indspil"),
        Rute("indspil", METTE),
        *(Rute(f"indspil_{side}", METTE, (v.indspil,)) for side in ("et", "svar", "frist", "ejer")),
        Rute("indspil_nyt", METTE, (v.omraade.kode,)),
    ]


def _beregnere(v: Verden) -> list[Rute]:
    valg = f"?beloeb=1000000&aar={v.befolkningsaar}&omraade={v.omraade.kode}"
    return [
        Rute("takst_pris", ALLE, (v.tilbud.kode, 2026)),
        Rute("regning"),
        Rute("regning", valg="?aar=2025"),
        fil("regning_prisliste", ALLE, 2026),
        Rute("takst_overskud", RIKKE, (v.hjoerring.kode, 2025)),
        Rute("fordeling"),
        Rute("fordeling", valg=valg),
        Rute("fordelingsfil", ALLE, ("csv",), side=False, valg=valg),
        Rute("fordelingsfil", ALLE, ("xlsx",), side=False, valg=valg),
    ]


def _takster(v: Verden) -> list[Rute]:
    aaret, indberetning = (v.hjoerring.kode, AAR), (v.tilbud.kode, AAR)
    return [
        Rute("takster", METTE),
        Rute("takster_driftsherre", METTE, (v.hjoerring.kode, 2026)),
        fil("takst_evidens", RIKKE, v.tilbud.kode, 2026),
        Rute("takst", METTE, (v.tilbud.kode, 2026)),
        Rute("takster_driftsherre", RIKKE, aaret),
        Rute("takster_indeks", RIKKE, aaret),
        Rute("takst", RIKKE, indberetning),
        Rute("takst", RIKKE, (v.indsendt, AAR)),
        Rute("takst_hvad_hvis", RIKKE, indberetning),
        Rute("takst_udvikling", RIKKE, indberetning),
        Rute("takstskema_indlaes", RIKKE, aaret),
        Rute("takstskema_indlaesning", RIKKE, (v.uden_fejl,)),
        Rute("takstskema_indlaesning", RIKKE, (v.med_fejl,)),
        Rute("takstskema_flet", RIKKE, (v.flettes,)),
        fil("takstskema_hent", RIKKE, *aaret),
        fil("takstskema_svar", RIKKE, v.med_fejl),
        kun_post("takst_forklaring", RIKKE, *indberetning),
        kun_post("takst_bekraeft", RIKKE, *indberetning),
        kun_post("takst_del", RIKKE, *indberetning),
        Rute("takstrunde_indsend", RIKKE, aaret),
        Rute("takstkvitteringer", RIKKE, aaret),
        Rute("takstkvittering", RIKKE, (v.kvittering,)),
        Rute("takst_ret", RIKKE, indberetning),
        kun_post("takst_ret_felt", RIKKE, *indberetning),
        kun_post("takst_ret_kasser", RIKKE, *indberetning),
        kun_post("takst_forklar", RIKKE, *indberetning, "fund-V2"),
        kun_post("takst_indfri", RIKKE, *indberetning, 1),
        kun_post("takst_svar", RIKKE, *indberetning, 1),
        kun_post("takstrunde_uaendret", RIKKE, *aaret),
        kun_post("takstrunde_erklaer", RIKKE, *aaret),
    ]


def _takstbilag(v: Verden) -> list[Rute]:
    aaret = (v.omraade.kode, 2026)
    return [
        Rute("takstbilag_liste"),
        Rute("takstbilag", ALLE, aaret),
        Rute("takstbilag", METTE, aaret, valg="?q=paragraf&lov=findes+ikke"),
        Rute("takstbilag_udgave", ALLE, (*aaret, 1)),
        Rute("takstbilag_udgave", ALLE, (*aaret, 99), 404),
        Rute("takstbilag_rettelser", ALLE, (*aaret, 1)),
        Rute("takstbilag_udvikling", ALLE, aaret),
        Rute("takstbilag_linje", ALLE, v.offentlig_linje),
        Rute("takstbilag_linje", ALLE, (v.tilbud.kode, 2026, "findes-ikke"), 404),
        Rute("takstbilag_filer", ALLE, (*aaret, 1), 302, side=False),
        Rute("takstbilag_fil", ALLE, (*aaret, 1, "pdf"), 404),
        fil("takstbilag_data", ALLE, *aaret, "csv"),
        fil("takstbilag_nyeste", ALLE, v.omraade.kode, "json"),
        Rute("takstbilag_udgiv", METTE, aaret),
        Rute("takstbilag_udgiv", METTE, (v.omraade.kode, AAR)),
        kun_post("takstbilag_fil_igen", METTE, v.bilagsfil),
    ]


def _runden(v: Verden) -> list[Rute]:
    runde = (v.omraade.kode, AAR)
    return [
        Rute("takstrunder", METTE),
        Rute("takstrunde", METTE, runde),
        Rute("takstrunde_aabn", METTE, (v.omraade.kode, AAR + 1)),
        Rute("takstrunde_datoer", METTE, runde),
        Rute("takstrunde_mangler", METTE, runde),
        fil("takstrunde_mangler_fil", METTE, *runde),
        fil("takstrunde_kalender", ALLE, v.omraade.kode, "indberetter"),
        Rute("takstrunde_paamindelser", METTE, runde),
        Rute("takstrunde_tider", METTE, runde),
        Rute("takstrunde_haendelser", METTE, runde),
        fil("takstrunde_haendelser_fil", METTE, *runde),
        kun_post("takstrunde_skriv", METTE, *runde, v.hjoerring.kode),
        kun_post("takstrunde_send_igen", METTE, *runde, 1),
    ]


def _gennemgang(v: Verden) -> list[Rute]:
    runden = (v.omraade.kode, AAR)
    return [
        Rute("gennemgang", SONJA, status=302, side=False),
        Rute("gennemgang_tavle", SONJA, runden),
        Rute("gennemgang_tavle", METTE, runden, valg="?vis=mangler&orden=-aendring"),
        Rute("gennemgang_linje", SONJA, (v.takstlinje,)),
        Rute("gennemgang_tilbud", SONJA, (v.indsendt, AAR)),
        Rute("gennemgang_bemaerk", SONJA, (v.indsendelse,)),
        Rute("gennemgang_bemaerkning", SONJA, (v.bemaerkning,)),
        Rute("gennemgang_moede", METTE, runden),
        Rute("gennemgang_moede", SONJA, runden, valg="?orden=driftsherre"),
        Rute("gennemgang_uden", SONJA, runden),
        Rute("gennemgang_afslut", METTE, runden),
        Rute("gennemgang_sendt", SONJA, runden),
        kun_post("gennemgang_gaa_igennem", SONJA, *runden),
        kun_post("gennemgang_afklar", SONJA, v.bemaerkning),
        kun_post("gennemgang_svar", SONJA, v.bemaerkning),
        kun_post("gennemgang_traek", SONJA, v.bemaerkning),
    ]


def _overblik(v: Verden) -> list[Rute]:
    aaret = (v.omraade.kode, 2026)
    spoergsmaal = (
        "?hvad=overhead&overhead=6",
        "?hvad=overhead&overhead=x",
        "?hvad=gulv&gulv=97",
        "?hvad=pakker&interval=7",
    )
    return [
        Rute("takstoverblik", METTE, status=302, side=False),
        Rute("takstoverblik_overhead", METTE, aaret),
        Rute("takstoverblik_overhead", RIKKE, aaret),
        Rute("takstoverblik_overhead", METTE, (v.omraade.kode, AAR)),
        Rute("takstoverblik_priser", METTE, aaret),
        Rute("takstoverblik_priser", RIKKE, aaret),
        Rute("takstoverblik_simulering", METTE, aaret),
        *(Rute("takstoverblik_simulering", METTE, aaret, valg=valg) for valg in spoergsmaal),
    ]


def _afgoerelse(v: Verden) -> list[Rute]:
    runden, linje = (v.omraade.kode, AAR), v.sporlinje
    spor = (linje.indsendelse.indberetning.tilbud.kode, AAR, linje.linje)
    moede = f"?moede={v.moede}"
    return [
        Rute("takst_sag", METTE, runden, valg=moede),
        Rute("takst_sag", METTE, runden),
        Rute("takst_venter", METTE, runden),
        Rute("takst_akter", METTE, runden),
        Rute("takst_afgoer", METTE, (v.punkt,)),
        Rute("takst_afgoer", METTE, (v.afgjort,)),
        Rute("takst_udfald", METTE, (v.afgjort,)),
        Rute("takst_spor", METTE, spor),
        Rute("takst_spor", RIKKE, spor),
        Rute("takst_spor", ALLE, spor, 404),
        Rute("takst_sagsfil", METTE, (*runden, "docx"), side=False, valg=moede),
        Rute("takst_sagsfil", METTE, (*runden, "pdf"), side=False, valg=moede),
        fil("takst_aktfil", METTE, *runden),
        fil("takst_aktfil_part", RIKKE, *runden, v.hjoerring.kode),
    ]


def _import(v: Verden) -> list[Rute]:
    return [
        Rute("takstimporter", RIKKE),
        Rute("takstimport", RIKKE, (v.takstimport,)),
        Rute("takstimport_kolonner", RIKKE, (v.takstimport,)),
        Rute("takstimport_raekker", RIKKE, (v.takstimport,)),
        Rute("takstimport_bekraeft", RIKKE, (v.takstimport, v.hjoerring.kode)),
        kun_post("takstimport_valg", RIKKE, v.takstimport),
    ]
