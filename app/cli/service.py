"""`serve`: the pages and the HTTP API on this machine."""

from __future__ import annotations

import ipaddress
import socket
from functools import partial
from typing import Annotated

import typer

from app.cli.options import ModelOption, StoreOption
from app.cli.output import say
from app.log import log_as_json
from app.settings import Settings, load_settings
from schema.errors import SettingsError


def register(app: typer.Typer) -> None:
    app.command()(serve)


def serve(
    *,
    host: Annotated[str | None, typer.Option(help="Address to listen on; else ONRECORD_HOST, else 127.0.0.1.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port; else ONRECORD_PORT, else 8000.")] = None,
    store: StoreOption = None,
    model: ModelOption = None,
    allow_unauthenticated: Annotated[
        bool, typer.Option("--allow-unauthenticated", help="Listen beyond this machine although anyone may then write.")
    ] = False,
) -> None:
    """Serve the pages and the API. It has no log-in: it listens on this machine only, unless told otherwise."""
    settings = load_settings(host=host, port=port, store=store, model=model)
    if not allow_unauthenticated and not is_loopback(settings.host):
        raise SettingsError(
            f"{settings.host} can be reached from other machines, and the service has no log-in.",
            remedy="Listen on 127.0.0.1, or add --allow-unauthenticated where the network is closed.",
        )
    log_as_json(settings.log_level)
    run(settings)


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def run(settings: Settings) -> None:
    """Until interrupted. The model is loaded first: a service that answers can extract."""
    listening = listen(settings.host, settings.port)

    import uvicorn

    from app.deps import Services
    from app.extraction import load_extractor
    from app.main import create_app
    from app.stores import open_ready_store

    services = Services(
        settings,
        open_store=partial(open_ready_store, settings),
        load_extractor=partial(load_extractor, settings.model, settings.least_speaker_confidence),
    )
    made_by = services.extractor.extraction
    address = listening.getsockname()
    say(f"onrecord {made_by.version} on http://{_shown(address[0])}:{address[1]}, store {services.store.url}")
    config = uvicorn.Config(
        create_app(services), log_config=None, access_log=False, proxy_headers=False, server_header=False
    )
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """SettingsError where the address is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host.strip("[]"), port), family=family)
    except OSError as refused:
        raise SettingsError(
            f"Cannot listen on {host}:{port}: {refused.strerror or refused}.", remedy="Give another --port or --host."
        ) from refused


def _shown(address: str) -> str:
    return f"[{address}]" if ":" in address else address
