def test_front_page_is_danish_and_names_the_platform(client, db):
    svar = client.get("/")
    assert svar.status_code == 200
    assert '<html lang="da">' in svar.text
    assert "Rammeaftalen" in svar.text
