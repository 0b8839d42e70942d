"""Spans reach a collector that is named, and none is sent where none is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from typing import Any

import grpc
import httpx
import pytest
from opentelemetry.proto.collector.trace.v1 import (
    trace_service_pb2 as messages,
)
from opentelemetry.proto.collector.trace.v1 import (
    trace_service_pb2_grpc as service,
)
from opentelemetry.proto.trace.v1.trace_pb2 import Span

pytestmark = pytest.mark.slow
QUESTION = "How many U.S. troops are stationed on the peninsula?"
PARENT = "4bf92f3577b34da6a3ce929d0e0e4736"
SERVE = """
import sys
from assistant import Assistant
from assistant.config import load_settings
from assistant.interfaces.server.serving import serve
serve(Assistant.open(index=sys.argv[1]), port=0, settings=load_settings(otlp_endpoint=sys.argv[2]))
"""


class Collector(service.TraceServiceServicer):
    def __init__(self) -> None:
        self.spans: Queue[Span] = Queue()

    def Export(self, request: Any, context: Any) -> Any:  # noqa: N802 - gRPC calls it so
        for resource in request.resource_spans:
            for scope in resource.scope_spans:
                for span in scope.spans:
                    self.spans.put(span)
        return messages.ExportTraceServiceResponse()


@pytest.fixture
def collector() -> Iterator[tuple[Collector, str]]:
    collector, server = Collector(), grpc.server(ThreadPoolExecutor(2))
    service.add_TraceServiceServicer_to_server(collector, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield collector, f"http://127.0.0.1:{port}"
    server.stop(None)


def test_a_request_is_a_span_whose_stages_are_spans_below_it(
    sample_index: Path, collector: tuple[Collector, str]
) -> None:
    received, endpoint = collector
    command = [sys.executable, "-c", SERVE, str(sample_index), endpoint]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = process.stdout.readline().strip().removeprefix("Dateline is at ")
        headers = {"traceparent": f"00-{PARENT}-00f067aa0ba902b7-01"}
        asked = {"question": QUESTION}
        httpx.post(f"{address}/api/ask", json=asked, headers=headers, timeout=60)
        process.terminate()
        assert process.wait(60) == 0
    spans = {span.name: span for span in received.spans.queue if span.trace_id.hex() == PARENT}
    by_id = {span.span_id: span for span in spans.values()}
    request = spans["POST /api/ask"]
    for stage in ("searching", "answering", "verifying"):
        above = spans[f"dateline.{stage}"]
        while above.parent_span_id in by_id:
            above = by_id[above.parent_span_id]
        assert above == request
    assert "troops" not in str(received.spans.queue)
