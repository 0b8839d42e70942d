"""Chat models that are GGUF files, run for real: a tiny one that says what a grammar lets it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from langchain_core.language_models import BaseChatModel

from assistant.errors import ModelError
from assistant.model import ask, close_chat_model, open_chat_model, shown_name
from tests.assistant.gguf_file import CONTEXT, write_model

REPLY = "Rain fell on Monday [1]."
GRAMMAR = f'root ::= "{REPLY}"'
ASKED = {"history": "user: When did rain fall?", "question": "And snow?"}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("models") / "tiny.gguf")


def opened(path: str | Path) -> BaseChatModel:
    return open_chat_model(f"gguf:{path}")


def children(of: int | None = None) -> set[int]:
    """Return the ids of the processes that serve model files for a process, ours unless told."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    rows = (row.split(maxsplit=2) for row in listed.splitlines())
    return {
        int(pid)
        for pid, parent, command in rows
        if int(parent) == (of or os.getpid()) and command.endswith("-m assistant.local.serving")
    }


class TestAsking:
    @pytest.fixture
    def model(self, tiny: Path) -> Iterator[BaseChatModel]:
        model = opened(tiny)
        yield model
        close_chat_model(model)

    def test_it_is_asked_like_any_other(self, model: BaseChatModel) -> None:
        pieces = list(ask(model, "rewrite", ASKED, grammar=GRAMMAR))

        assert "".join(pieces) == REPLY
        assert len(pieces) > 5, "the reply does not stream"

    def test_it_runs_from_the_first_question_until_it_is_closed(self, model: BaseChatModel) -> None:
        assert children() == set()
        for _ in range(2):
            list(ask(model, "rewrite", ASKED, grammar=GRAMMAR))
            assert len(children()) == 1
        close_chat_model(model)
        assert children() == set()

    def test_a_process_that_died_is_begun_again(self, model: BaseChatModel) -> None:
        list(ask(model, "rewrite", ASKED, grammar=GRAMMAR))
        (died,) = children()
        os.kill(died, signal.SIGKILL)

        assert "".join(ask(model, "rewrite", ASKED, grammar=GRAMMAR)) == REPLY
        assert children().isdisjoint({died})

    def test_too_much_text_is_an_error_that_says_so(self, model: BaseChatModel) -> None:
        long = ASKED | {"history": "x" * 2 * CONTEXT}

        with pytest.raises(ModelError, match="cannot take so much text: lower DATELINE_PASSAGES"):
            list(ask(model, "rewrite", long))

    def test_a_reply_that_finds_no_end_is_cut_off_and_says_so(self, model: BaseChatModel) -> None:
        with pytest.raises(ModelError, match="may write no more before its answer ends"):
            list(ask(model, "rewrite", ASKED, grammar=f'root ::= "{"rain " * 300}"'))

    def test_no_proxy_stands_before_it(
        self, model: BaseChatModel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")

        assert "".join(ask(model, "rewrite", ASKED, grammar=GRAMMAR)) == REPLY

    def test_it_ends_with_the_process_that_asked_however_that_ends(self, tiny: Path) -> None:
        code = f"""
import os, sys
from assistant.model import ask, open_chat_model
model = open_chat_model("gguf:{tiny}")
print("".join(ask(model, "rewrite", {ASKED!r}, grammar={GRAMMAR!r})), flush=True)
sys.stdin.read()
"""
        with subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        ) as asking:
            assert asking.stdout is not None
            assert asking.stdout.readline().strip() == REPLY
            (serving,) = children(asking.pid)
            asking.kill()
        deadline = monotonic() + 20
        while alive(serving):
            assert monotonic() < deadline, "it is still there"
            sleep(0.05)


def alive(process: int) -> bool:
    listed = subprocess.run(
        ["ps", "-p", str(process), "-o", "stat="], capture_output=True, text=True, check=False
    )
    return listed.stdout.strip() not in ("", "Z", "Zs")


class TestOpening:
    def test_nothing_runs_yet(self, tiny: Path) -> None:
        assert opened(tiny).get_name() == "tiny.gguf"
        assert children() == set()

    def test_a_path_may_begin_at_home(self, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HOME", str(tiny.parent))

        assert opened("~/tiny.gguf").get_name() == "tiny.gguf"

    def test_people_see_the_name_of_the_file(self) -> None:
        assert shown_name("gguf:/models/tiny.gguf") == "tiny.gguf"
        assert shown_name("openai:gpt-5") == "openai:gpt-5"

    def test_what_runs_it_is_missing(self, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "xllamacpp", None)

        with pytest.raises(ModelError, match=re.escape("pip install 'dateline[local]'")):
            opened(tiny)

    def test_there_is_no_such_file(self, tmp_path: Path) -> None:
        with pytest.raises(ModelError, match="No such file or directory; check the path"):
            opened(tmp_path / "none.gguf")

    def test_it_is_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(ModelError, match="Is a directory; check the path"):
            opened(tmp_path)

    def test_nobody_has_that_home(self) -> None:
        with pytest.raises(ModelError, match="model file ~nobody_at_all/none cannot be found"):
            opened("~nobody_at_all/none")

    @pytest.mark.parametrize("content", [b"", b"GG", b"PK\3\4" * 100])
    def test_it_is_no_gguf(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "x.gguf").write_bytes(content)

        with pytest.raises(ModelError, match="is no GGUF file: name one"):
            opened(tmp_path / "x.gguf")

    def test_it_has_no_chat_template(self, tmp_path: Path) -> None:
        with pytest.raises(ModelError, match="has no chat template: choose one that is made for"):
            opened(write_model(tmp_path / "base.gguf", template=None))

    def test_it_is_too_large_for_the_machine(
        self, tiny: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "sysconf", lambda name: 100 if name == "SC_PAGE_SIZE" else 1_000)

        with pytest.raises(ModelError, match=r"this machine has 0\.0: choose a smaller"):
            opened(tiny)

    def test_an_address_makes_no_sense(self, tiny: Path) -> None:
        with pytest.raises(ModelError, match="is run here: leave out the base URL http://x"):
            open_chat_model(f"gguf:{tiny}", base_url="http://x")


class TestRunning:
    @pytest.mark.parametrize("kept", [0.3, 0.9])
    def test_a_file_that_was_not_fetched_to_its_end(
        self, tiny: Path, tmp_path: Path, kept: float
    ) -> None:
        content = tiny.read_bytes()
        part = tmp_path / "part.gguf"
        part.write_bytes(content[: int(len(content) * kept)])

        with pytest.raises(ModelError, match=r"part.gguf cannot be run, .*corrupted or incomplete"):
            list(ask(opened(part), "rewrite", ASKED))
        assert children() == set()

    def test_a_model_of_a_kind_that_nobody_knows(self, tmp_path: Path) -> None:
        strange = write_model(tmp_path / "strange.gguf", kind="strange")

        with pytest.raises(ModelError, match="unknown model architecture: 'strange'"):
            list(ask(opened(strange), "rewrite", ASKED))
