"""The command `socialaftale`. A command is a small module with `add_parser(under)`; here they are gathered."""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from socialaftale.drift import (
    evidens_kommando,
    fordel_kommando,
    kapacitet_kommando,
    moede_kommando,
    parter_kommando,
    server_kommando,
    soegning_kommando,
    takst_kommando,
    takstbilag_kommando,
)
from socialaftale.drift.inddata import UbrugeligFil

UBRUGELIGT = 2
KOMMANDOER = (
    takst_kommando,
    takstbilag_kommando,
    evidens_kommando,
    fordel_kommando,
    kapacitet_kommando,
    moede_kommando,
    parter_kommando,
    server_kommando,
    soegning_kommando,
)


class DanskParser(argparse.ArgumentParser):
    """argparse with the words of the interface in Danish and a remedy behind every fault."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, add_help=False, **kwargs)  # type: ignore[arg-type, misc]
        self._positionals.title = "angiv"
        self._optionals.title = "valgmuligheder"
        self.add_argument("-h", "--hjaelp", "--help", action="help", help="vis denne hjælp")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "brug:")

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "brug:")

    def error(self, message: str) -> NoReturn:
        self.exit(UBRUGELIGT, f"Kommandoen kunne ikke forstås: {_in_danish(message)}\n{self.format_usage()}")


def build_parser() -> argparse.ArgumentParser:
    """The whole tree of commands."""
    parser = DanskParser(prog="socialaftale", description="Nordjysk Socialaftale: takster, register og drift.")
    under = parser.add_subparsers(title="kommandoer", metavar="KOMMANDO", required=True)
    for kommando in KOMMANDOER:
        kommando.add_parser(under)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status: 1 says that a finding is `fejl`, 2 that the input could not be used."""
    valg = build_parser().parse_args(argv)
    try:
        return int(valg.run(valg))
    except UbrugeligFil as fejl:
        print(fejl, file=sys.stderr)
        return UBRUGELIGT
    except BrokenPipeError:
        # The reader (`head`, `less`) has seen enough; a second write at exit must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _in_danish(message: str) -> str:
    message = re.sub(r"invalid int value: '(.*)'", r"”\1” er ikke et helt tal", message)
    for engelsk, dansk in _ORD:
        message = message.replace(engelsk, dansk)
    return message


_ORD = (
    ("the following arguments are required: ", "der mangler "),
    ("unrecognized arguments: ", "ukendte valg: "),
    ("invalid choice: ", "ukendt valg: "),
    ("choose from ", "vælg blandt "),
    ("expected one argument", "der skal stå én værdi efter"),
    ("argument ", "ved "),
)
