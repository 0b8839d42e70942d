"""Where the server's log and its traces go; nothing leaves this machine unless that is set."""

from __future__ import annotations

import logging
import re
import sys

from assistant.config import ServerSettings
from assistant.errors import SettingsError

_UNPRINTED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class Lines(logging.Formatter):
    """Writes a record so that no text in it can pass for another record."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record; its further lines are set in, and what no line holds is escaped."""
        text = super().format(record)
        return _UNPRINTED.sub(lambda found: repr(found[0])[1:-1], text).replace("\n", "\n    ")


def log_to_stderr(settings: ServerSettings) -> None:
    """Log errors, or each request too, as lines for people or as JSON."""
    handler = logging.StreamHandler(sys.stderr)
    if settings.log == "json":
        from pythonjsonlogger.json import JsonFormatter

        handler.setFormatter(
            JsonFormatter(
                "%(asctime)s %(levelname)s %(name)s %(message)s",
                rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            )
        )
    else:
        handler.setFormatter(Lines("%(asctime)s %(levelname)s %(message)s"))
    for name in ("dateline", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
    least = logging.WARNING if settings.log == "errors" else logging.INFO
    logging.getLogger("dateline").setLevel(least)


def trace_to(endpoint: str) -> None:
    """Send spans to an OpenTelemetry collector, by gRPC; raises SettingsError for no address."""
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    if not endpoint.startswith(("http://", "https://")):
        raise SettingsError(
            f"otlp_endpoint is {endpoint!r}; give an address such as http://127.0.0.1:4317"
        )
    provider = TracerProvider(resource=Resource({"service.name": "dateline"}))
    exporter = OTLPSpanExporter(endpoint=endpoint, insecure=endpoint.startswith("http://"))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
