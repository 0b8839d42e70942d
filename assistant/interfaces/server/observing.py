"""Where the server's log and its traces go; nothing leaves this machine unless that is set."""

from __future__ import annotations

import logging
import sys

from assistant.config import ServerSettings
from assistant.errors import SettingsError


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
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    ours = logging.getLogger("dateline")
    ours.handlers = [handler]
    ours.propagate = False
    ours.setLevel(logging.WARNING if settings.log == "errors" else logging.INFO)


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
