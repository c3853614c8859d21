import re

import pytest
from django import forms
from django.template import engines
from jinja2 import UndefinedError
from pytest_django.asserts import assertHTMLEqual


def render(kilde: str, **kontekst) -> str:
    return engines["jinja2"].env.from_string(kilde).render(kontekst)


def test_components_escape_what_users_wrote():
    html = render('{% from "komponenter/message.jinja" import alert %}{{ alert("info", navn, navn) }}', navn="<script>")
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 2


def test_a_table_cell_escapes_text_and_keeps_components():
    kilde = """{% from "komponenter/table.jinja" import table %}{% from "komponenter/message.jinja" import badge %}
    {{ table("Tilbud", ["Navn", ("Pladser", "tal")], [[navn, badge("klar")]]) }}"""
    html = render(kilde, navn="A & <b>")
    assert "A &amp; &lt;b&gt;" in html
    assert '<span class="badge">klar</span>' in html
    assert '<th scope="row">' in html
    assert '<td data-title="Pladser" class="tal">' in html


def test_what_a_cell_holds_is_one_column_on_a_phone_and_an_empty_cell_is_not_there():
    kilde = """{% from "komponenter/table.jinja" import table %}{% from "komponenter/message.jinja" import badge %}
    {% set frist %}1. maj {{ badge("Overskredet") }}{% endset %}{% set intet %} {% endset %}
    {{ table("Opgaver", ["Hvad", "Frist", ("Svar", "tal")], [["Ring", frist, intet]]) }}"""
    html = render(kilde)
    assert '<td data-title="Frist"><div>1. maj <span class="badge">Overskredet</span></div></td>' in html
    assert '<td data-title="Svar" class="tal"></td>' in html  # the stylesheet hides it


def test_an_unknown_name_in_a_page_is_an_error():
    with pytest.raises(UndefinedError):
        render("{{ takst_som_ikke_findes }}")


class Skema(forms.Form):
    navn = forms.CharField(label="Navn", help_text="Som på Tilbudsportalen")
    salg = forms.ChoiceField(label="Til salg", widget=forms.RadioSelect, choices=[("ja", "Ja"), ("nej", "Nej")])


def test_a_form_field_ties_label_hint_and_error_together():
    html = render('{% from "komponenter/form.jinja" import field %}{{ field(f) }}', f=Skema({"navn": ""})["navn"])
    assert '<label class="form-label" for="id_navn">Navn</label>' in html
    assert 'aria-describedby="id_navn_helptext id_navn_error"' in html
    assert 'id="id_navn_helptext"' in html
    assert 'id="id_navn_error"' in html
    assert 'aria-invalid="true"' in html


def test_the_error_summary_links_to_each_field():
    html = render('{% from "komponenter/form.jinja" import form_errors %}{{ form_errors(f) }}', f=Skema({}))
    assert 'href="#id_navn"' in html
    assert 'href="#id_salg_0"' in html


def test_a_chosen_radio_stays_chosen_when_the_form_comes_back():
    html = render('{% from "komponenter/form.jinja" import field %}{{ field(f) }}', f=Skema({"salg": "nej"})["salg"])
    assert html.count(" checked") == 1
    assert 'value="nej" id="id_salg_1" checked' in html


def test_the_gallery_shows_every_component(client, db):
    html = client.get("/galleri/").text
    for klasse in ("alert-error", "form-error-message", "table--responsive-scroll", "step-indicator", "<rect"):
        assert klasse in html


class Valg(forms.Form):
    kommune = forms.ChoiceField(choices=[("", "Alle"), ("860", "Hjørring & omegn"), ("851", "<Aalborg>")])
    lov = forms.ChoiceField(
        choices=[("Voksne", [("sel-107", "§ 107")]), ("Børn", [("bl-43", "§ 43")])], help_text="Vælg én"
    )
    ja = forms.NullBooleanField()
    laast = forms.ChoiceField(choices=[(1, "Et"), (2, "To")], disabled=True, initial=2, required=False)


@pytest.mark.parametrize("data", [None, {"kommune": "860", "lov": "bl-43", "ja": "true"}, {"kommune": "999"}])
@pytest.mark.parametrize("felt", ["kommune", "lov", "ja", "laast"])
def test_a_select_is_written_as_django_writes_it(data, felt):
    bound = Valg(data)[felt]
    html = render('{% from "komponenter/form.jinja" import field %}{{ field(f) }}', f=bound)
    (select,) = re.findall(r"<select.*</select>", html, re.DOTALL)
    assertHTMLEqual(select, bound.as_widget(attrs={"class": "form-select"}))
