"""Serves a GGUF file on loopback, in a process of its own: ``python -m assistant.local.serving``.

The first line of standard input says what to run, as JSON; the address is the line on standard
output that begins with ``http:``. It ends when standard input does, thus with whoever began it,
however that ends. What goes wrong stands on standard error, in lines of llama.cpp.
"""

from __future__ import annotations

import json
import os
import sys

from xllamacpp import CommonParams, Server

LONGEST_REPLY = 1_024  # tokens


def main() -> None:
    """Run the model until standard input ends."""
    asked = json.loads(sys.stdin.readline())
    params = CommonParams()
    params.model.path = asked["path"]
    params.api_keys = [asked["key"]]
    params.n_ctx = asked["context"]
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = asked["threads"]
    params.n_batch = params.n_ubatch  # between batches a question may be given up
    params.n_predict = LONGEST_REPLY
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.offline = True
    params.ui = params.endpoint_slots = False
    params.cache_ram_mib = 0  # keeps earlier conversations in memory, 8 GiB of them
    params.sse_ping_interval = -1  # a slow model would seem to have begun
    params.verbosity = 1  # errors
    try:
        server = Server(params)
    except RuntimeError as error:
        sys.exit(str(error))
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()
    os._exit(0)  # an answer in the making is not waited for


if __name__ == "__main__":
    main()
