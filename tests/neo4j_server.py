"""A real Neo4j server for the tests: a given one, a container, or Neo4j Community on a local Java."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

ROOT = Path(__file__).parents[1]
VERSIONS = dict(
    line.split("=", 1)
    for line in (ROOT / "neo4j.env").read_text(encoding="utf-8").splitlines()
    if "=" in line and not line.startswith("#")
)
LTS = VERSIONS["NEO4J_LTS_VERSION"]
CALENDAR = VERSIONS["NEO4J_CALENDAR_VERSION"]
SECONDS_TO_START = 120

_JAVA = {LTS: (VERSIONS["NEO4J_LTS_JAVA"], "21"), CALENDAR: (VERSIONS["NEO4J_CALENDAR_JAVA"], "99")}
_ENTRY_POINTS = ("org/neo4j/server/Neo4jCommunity.class", "org/neo4j/server/CommunityEntryPoint.class")
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_JVM = (
    "-Xms256m", "-Xmx1g", "-XX:+UseG1GC", "-XX:-OmitStackTraceInFastThrow", "-XX:+UnlockExperimentalVMOptions",
    "-XX:+TrustFinalNonStaticFields", "-XX:+DisableExplicitGC", "-Djdk.nio.maxCachedBufferSize=1024",
    "-Dio.netty.tryReflectionSetAccessible=true", "-Dlog4j2.disable.jmx=true", "-Dfile.encoding=UTF-8",
    *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED),
)  # fmt: skip
_QUICK = ("-XX:TieredStopAtLevel=1",)
"""Compiles quickly rather than well: what a short run needs."""
_CALENDAR_JVM = ("--enable-native-access=ALL-UNNAMED",)
_CALENDAR_CONF = """
db.query.default_language=CYPHER_25
dbms.fleet_manager.enabled=false
server.fleet_discovery.enabled=false
"""


@dataclass(frozen=True)
class Neo4jServer:
    """Where a server listens and how to log in; `has_browser` where we know which Browser it serves."""

    version: str
    host: str
    username: str
    password: str
    http: str = ""
    database: str = "neo4j"
    scheme: str = "neo4j"
    has_browser: bool = False
    pid: int | None = None

    @property
    def uri(self) -> str:
        return f"{self.scheme}://{self.host}"

    @property
    def url(self) -> str:
        """For `open_store`."""
        return f"{self.uri}/{self.database}"

    def driver(self) -> neo4j.Driver:
        return neo4j.GraphDatabase.driver(
            self.uri, auth=(self.username, self.password), notifications_min_severity="OFF"
        )


def find_java(version: str) -> str | None:
    """The oldest installed java that runs this version of Neo4j."""
    found = subprocess.run(
        ["bash", "scripts/find_java.sh", *_JAVA[version]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or None


def lines_to_test() -> list[str]:
    """Both lines; without the calendar line where there is no Java for it (`scripts/system_parts.sh` says so)."""
    return [LTS, CALENDAR] if os.environ.get("CI") == "true" or find_java(CALENDAR) else [LTS]


@contextmanager
def lts_server(folder: Path) -> Iterator[Neo4jServer]:
    """The server that is given, else a container where Docker runs, else a local process."""
    given = os.environ.get("ONRECORD_TEST_NEO4J_URI")
    if given:
        yield _given_server(given)
    elif docker_runs():
        with container(LTS) as server:
            yield server
    else:
        with local_server(LTS, folder) as server:
            yield server


def _given_server(uri: str) -> Neo4jServer:
    scheme, host = uri.rstrip("/").split("://")
    server = Neo4jServer(
        version="given",
        host=host,
        username=os.environ.get("NEO4J_USERNAME", "neo4j"),
        password=os.environ.get("NEO4J_PASSWORD", ""),
        database=os.environ.get("NEO4J_DATABASE", "neo4j"),
        scheme=scheme,
    )
    with server.driver() as driver:
        (found,) = driver.execute_query("MATCH (n) RETURN count(n) AS nodes", database_=server.database).records
    if found["nodes"]:
        raise RuntimeError(f"{uri} holds {found['nodes']} nodes: the tests use an empty database only")
    return server


def docker_runs() -> bool:
    if not shutil.which("docker"):
        return False
    return subprocess.run(["docker", "info"], capture_output=True, check=False, timeout=30).returncode == 0


@contextmanager
def container(version: str) -> Iterator[Neo4jServer]:
    password = secrets.token_hex(12)
    started = subprocess.run(
        ["docker", "run", "--detach", "--rm", "--publish=127.0.0.1::7687", "--publish=127.0.0.1::7474",
         f"--env=NEO4J_AUTH=neo4j/{password}", f"neo4j:{version}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    name = started.stdout.strip()
    try:
        ports = [
            subprocess.run(["docker", "port", name, port], capture_output=True, text=True, check=True).stdout.split()[0]
            for port in ("7687", "7474")
        ]
        server = Neo4jServer(version, ports[0], "neo4j", password, http=f"http://{ports[1]}")
        # Without a cluster the routing table names the container's own port, so the published one is used directly.
        server = replace(server, scheme="bolt")
        _wait_until_ready(server, None)
        yield server
    finally:
        subprocess.run(["docker", "stop", name], capture_output=True, check=False)


@contextmanager
def local_server(version: str, folder: Path, *, quick: bool = True) -> Iterator[Neo4jServer]:
    """Neo4j Community from `.cache/neo4j` on free ports of the loopback, all its files in `folder`.

    `quick` is for tests, many different queries in a short time; benchmarks do without.
    """
    java = find_java(version)
    home = ROOT / ".cache" / "neo4j" / version
    if java is None or not (home / "complete").exists():
        raise RuntimeError(f"Neo4j {version} or its Java is missing. Run: make setup-tests")
    bolt, http = _free_ports(2)
    password = secrets.token_hex(12)
    conf = _write_configuration(folder, version, bolt=bolt, http=http)
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(conf)}
    classes = ["-cp", f"{home}/lib/*"]
    subprocess.run(
        [java, *classes, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password],
        env=environment, check=True, capture_output=True,
    )  # fmt: skip
    jvm = _JVM + (_CALENDAR_JVM if version == CALENDAR else ()) + (_QUICK if quick else ())
    command = [java, *jvm, *classes, _entry_point(home, version), f"--home-dir={home}", f"--config-dir={conf}"]
    with (folder / "console.log").open("wb") as console:
        process = subprocess.Popen(
            [*_die_with_us(), *command, "--console-mode"], env=environment, stdout=console, stderr=subprocess.STDOUT
        )
    server = Neo4jServer(
        version, f"127.0.0.1:{bolt}", "neo4j", password, f"http://127.0.0.1:{http}", has_browser=True, pid=process.pid
    )
    try:
        _wait_until_ready(server, process)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _write_configuration(folder: Path, version: str, *, bolt: int, http: int) -> Path:
    conf = folder / "conf"
    conf.mkdir(parents=True)
    folders = "\n".join(
        f"server.directories.{name}={folder}/{name}"
        for name in ("data", "logs", "run", "import", "plugins", "transaction.logs.root")
    )
    text = f"""\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.https.enabled=false
server.memory.pagecache.size=256m
dbms.usage_report.enabled=false
db.tx_log.rotation.retention_policy=keep_none
{folders}
"""
    text += _CALENDAR_CONF if version == CALENDAR else ""
    (conf / "neo4j.conf").write_text(text, encoding="utf-8")
    return conf


def _entry_point(home: Path, version: str) -> str:
    with zipfile.ZipFile(home / "lib" / f"neo4j-{version}.jar") as jar:
        found = next(name for name in _ENTRY_POINTS if name in jar.namelist())
    return found.removesuffix(".class").replace("/", ".")


def _die_with_us() -> list[str]:
    """Where Linux offers it, a server does not outlive a killed test run."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM"] if setpriv else []


def _wait_until_ready(server: Neo4jServer, process: subprocess.Popen[bytes] | None) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    host, port = server.host.rsplit(":", 1)
    while True:
        try:
            with socket.create_connection((host, int(port)), timeout=1), server.driver() as driver:
                driver.execute_query("RETURN 1", database_=server.database)
                return
        except (OSError, DriverError, Neo4jError):
            if time.monotonic() > deadline or (process and process.poll() is not None):
                raise
        time.sleep(0.1)


def delete_nodes(server: Neo4jServer, *, but: str = "") -> None:
    """Leaves constraints and indexes, which are slow to make, and nodes with the label `but`."""
    with server.driver() as driver, driver.session(database=server.database) as session:
        session.run(
            "MATCH (n) WHERE NOT $but IN labels(n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS", but=but
        ).consume()


def wipe(server: Neo4jServer) -> None:
    """Empties the database: nodes, constraints and indexes."""
    delete_nodes(server)
    with server.driver() as driver, driver.session(database=server.database) as session:
        for row in list(session.run("SHOW CONSTRAINTS YIELD name")):
            session.run(f"DROP CONSTRAINT `{row['name']}`").consume()
        for row in list(session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'")):
            session.run(f"DROP INDEX `{row['name']}`").consume()
