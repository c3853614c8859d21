"""`socialaftale demo`, `socialaftale start` and `socialaftale arbejder`: the site and the process beside it."""

import argparse
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from socialaftale.drift.inddata import UbrugeligFil
from socialaftale.drift.opslag import start_django, use_demo

VENT_SEKUNDER = 60


def add_parser(under: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the commands."""
    demo = under.add_parser("demo", help="start siden med eksempeldata på denne maskine")
    demo.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), metavar="TAL")
    demo.set_defaults(run=run_demo)
    start = under.add_parser("start", help="start siden i drift")
    start.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), metavar="TAL")
    start.add_argument("--adresse", default=os.environ.get("ADRESSE", "127.0.0.1"))
    start.set_defaults(run=run_start)
    arbejder = under.add_parser("arbejder", help="send den post, der venter")
    arbejder.add_argument("--en-gang", action="store_true", help="gør det, der venter, og stop")
    arbejder.set_defaults(run=run_arbejder)


def run_demo(valg: argparse.Namespace) -> int:
    """Prepare a database of invented data in var/demo and serve it on the loopback address."""
    use_demo()
    os.environ.setdefault("WEBADRESSE", f"http://127.0.0.1:{valg.port}")
    _prepare(example=True)
    return _serve("127.0.0.1", valg.port)


def run_start(valg: argparse.Namespace) -> int:
    """Bring the database up to date and serve."""
    os.environ["ADRESSE"] = valg.adresse
    _prepare(example=False)
    return _serve(valg.adresse, valg.port)


def run_arbejder(valg: argparse.Namespace) -> int:
    """Do what waits, every few seconds until stopped."""
    start_django()
    from socialaftale.drift import arbejder

    return arbejder.run(once=valg.en_gang)


def _prepare(example: bool) -> None:
    start_django()
    from django.core.management import call_command

    _say("Gør databasen klar ...")
    call_command("migrate", verbosity=0, interactive=False)
    if example:
        from socialaftale.drift import eksempeldata

        _say("Indlæser eksempelregionen ...")
        try:
            eksempeldata.load_all(lambda tekst: _say(f"  {tekst}"))
        except eksempeldata.IkkeTom as fejl:
            raise UbrugeligFil(str(fejl)) from fejl
    _say("Samler sidernes stil og billeder ...")
    call_command("collectstatic", verbosity=0, interactive=False)


def _serve(adresse: str, port: int) -> int:
    """Run the server and the worker until one of them ends or the user stops them."""
    server = [_program("granian"), "--interface", "wsgi", "--host", adresse, "--port", str(port), "--workers", "2"]
    server += ["--blocking-threads", "2", "--log-level", "warning", "socialaftale.config.wsgi:application"]
    processer = [subprocess.Popen(server), subprocess.Popen([_program("socialaftale"), "arbejder"])]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        _wait_for_answer(processer[0], f"http://{adresse}:{port}/")
        while all(p.poll() is None for p in processer):
            time.sleep(0.5)
        return next(p.returncode for p in processer if p.poll() is not None)
    except KeyboardInterrupt:
        _say("Stopper ...")
        return 0
    finally:
        _stop(processer)


def _stop(processer: list[subprocess.Popen[bytes]]) -> None:
    """Ask kindly, wait a while for what is under way, then insist: none may be left behind holding the port."""
    for proces in processer:
        proces.terminate()
    for proces in processer:
        try:
            proces.wait(timeout=10)
        except subprocess.TimeoutExpired:
            proces.kill()


def _wait_for_answer(server: subprocess.Popen[bytes], adresse: str) -> None:
    frist = time.monotonic() + VENT_SEKUNDER
    while time.monotonic() < frist and server.poll() is None:
        try:
            with urllib.request.urlopen(adresse, timeout=5):
                _say(f"\nSocialaftale er klar på {adresse}\nStop med Ctrl-C.")
                return
        except urllib.error.HTTPError:
            _say(f"Siden svarer på {adresse}, men forsiden viser en fejl.")
            return
        except OSError:
            time.sleep(0.2)
    raise UbrugeligFil(
        f"Siden kom ikke op på {adresse}. Er porten optaget? Vælg en anden med --port (make: PORT=8080)."
    )


def _program(navn: str) -> str:
    return str(Path(sys.executable).with_name(navn))


def _say(tekst: str) -> None:
    print(tekst, flush=True)
