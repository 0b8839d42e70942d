"""The JavaScript client is built and tested with npm, against a server over the sample articles."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant import Assistant
from assistant.config import ServerSettings
from assistant.interfaces.access.keys import Keys
from assistant.interfaces.server.app import create_app
from index.build import build
from index.embed import SentenceTransformerEmbedder
from tests.clients.typescript import types_of
from tests.parity import THIRTY, said
from tests.served import serving

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "clients" / "javascript"
DOCUMENT = ROOT / "docs" / "javascript.md"
SHOWN = [
    block
    for document in (PACKAGE / "README.md", DOCUMENT)
    for block in re.findall(r"^```js\n(.*?)^```", document.read_text("utf-8"), re.M | re.S)
]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("npm"), reason="npm is not installed"),
]


def run(*command: str, folder: Path, **variables: str) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package, built."""
    made = shutil.ignore_patterns("node_modules", "dist")
    folder = shutil.copytree(PACKAGE, tmp_path_factory.mktemp("npm") / "client", ignore=made)
    run("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline", folder=folder)
    run("npm", "run", "build", folder=folder)
    return folder


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    index = tmp_path_factory.mktemp("javascript") / "index"
    assert build([ROOT / "articles"], index, SentenceTransformerEmbedder()).problems == []
    with Assistant.open(index=index) as assistant:
        yield assistant


@pytest.fixture
def settings(tmp_path: Path) -> ServerSettings:
    return ServerSettings(state=tmp_path / "state", cases=tmp_path / "reported.jsonl")


def test_its_own_tests_pass(package: Path, assistant: Assistant, settings: ServerSettings) -> None:
    key = Keys(settings.state).add("client", ["write"])
    with serving(create_app(assistant, settings)) as address:
        told = run("npm", "test", folder=package, DATELINE_URL=address, DATELINE_KEY=key)
    assert re.search(r"^# fail 0$", told, re.MULTILINE)
    assert "# skipped 0\n" in told


@pytest.mark.parametrize("number", range(len(SHOWN)))
def test_what_the_document_shows_works(
    package: Path, assistant: Assistant, settings: ServerSettings, number: int
) -> None:
    script = package / f"shown-{number}.js"  # a package may import itself by its name
    with serving(create_app(assistant, settings)) as address:
        at_home = SHOWN[number].replace("http://127.0.0.1:7860", address.rstrip("/"))
        script.write_text(at_home, encoding="utf-8")
        told = run("node", script.name, folder=package)
    script.unlink()
    said = re.findall(r"console.log\(.*\); // (.+)", SHOWN[number])
    assert told.split("\n")[:-1] == said if said else told


ASK_ALL = """
import { Dateline } from "dateline-client";
const [baseUrl, questions] = [process.argv[2], JSON.parse(process.argv[3])];
const dateline = new Dateline({ baseUrl });
const answers = [];
for (const question of questions) answers.push(await dateline.ask(question));
console.log(JSON.stringify(answers));
"""


def test_thirty_questions_get_the_answers_of_python(
    package: Path, assistant: Assistant, settings: ServerSettings
) -> None:
    script = package / "parity.js"
    script.write_text(ASK_ALL, encoding="utf-8")
    with serving(create_app(assistant, settings)) as address:
        told = run("node", script.name, address, json.dumps(THIRTY), folder=package)
    script.unlink()
    expected = [said(assistant.ask(question).to_dict()) for question in THIRTY]
    assert [said(answer) for answer in json.loads(told)] == expected


def test_its_types_are_those_of_the_openapi_document(
    assistant: Assistant, settings: ServerSettings
) -> None:
    with serving(create_app(assistant, settings)) as address:
        document = httpx.get(f"{address}api/openapi.json").json()
    written = (PACKAGE / "src" / "types.ts").read_text(encoding="utf-8")
    assert written == types_of(document), "docs/javascript.md says how to write them anew"


def test_only_what_is_meant_is_packed(package: Path) -> None:
    (listed,) = json.loads(
        run("npm", "pack", "--dry-run", "--json", "--ignore-scripts", folder=package)
    )
    packed = {file["path"] for file in listed["files"]}
    modules = {path.stem for path in (PACKAGE / "src").glob("*.ts")}
    compiled = {f"dist/{name}{kind}" for name in modules for kind in (".js", ".d.ts")}
    assert packed == compiled | {"package.json", "README.md", "LICENSE"}
    assert (PACKAGE / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_it_needs_nothing_when_it_runs() -> None:
    described = json.loads((PACKAGE / "package.json").read_text(encoding="utf-8"))
    assert not {"dependencies", "peerDependencies", "optionalDependencies"} & described.keys()
    assert described["license"] == "Apache-2.0"
    assert not described["private"]
