"""A mail server in the test: it speaks SMTP over a socket, keeps what it gets, and answers as it is told to."""

import socket
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


@dataclass
class Postkasse:
    """What came in. `svar` is the answer to a receiver (its address, or "*"), `ved_data` that to the mail itself."""

    breve: list[EmailMessage] = field(default_factory=list)
    svar: dict[str, str] = field(default_factory=dict)
    ved_data: str = "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        svar = self.svar.get(address, self.svar.get("*", "250 OK"))
        if svar.startswith("250"):
            envelope.rcpt_tos.append(address)
        return svar

    async def handle_DATA(self, server, session, envelope):
        if self.ved_data.startswith("250"):
            self.breve.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.ved_data


class Server:
    """Start and stop it; it keeps its port, so that it comes back where it was."""

    def __init__(self) -> None:
        self.postkasse = Postkasse()
        with socket.socket() as ledig:
            ledig.bind(("127.0.0.1", 0))
            self.port = ledig.getsockname()[1]
        self._styring: Controller | None = None

    def start(self) -> None:
        self._styring = Controller(self.postkasse, hostname="127.0.0.1", port=self.port)
        self._styring.start()

    def stop(self) -> None:
        if self._styring:
            self._styring.stop()
            self._styring = None
