#!/usr/bin/env bash
# The parts of the system that the tests need: a JDK for Neo4j, Maven to fetch it, Chromium for its Browser and our
# pages, npm to fetch what checks them.
# As root it installs with apt what is missing; else it names the line that does.
set -euo pipefail
cd "$(dirname "$0")/.."
source neo4j.env

lts_java() { bash scripts/find_java.sh "$NEO4J_LTS_JAVA" 21 >/dev/null; }
calendar_java() { bash scripts/find_java.sh "$NEO4J_CALENDAR_JAVA" 99 >/dev/null; }
jdk_package() { # the oldest that both Debian and this line of Neo4j have
    apt-cache show "openjdk-$NEO4J_LTS_JAVA-jdk-headless" >/dev/null 2>&1 && echo "openjdk-$NEO4J_LTS_JAVA-jdk-headless" || echo openjdk-21-jdk-headless
}

need=()
lts_java || need+=(jdk)
command -v mvn >/dev/null || need+=(maven)
command -v chromium >/dev/null || need+=(chromium)
command -v npm >/dev/null || need+=(npm)

if [ ${#need[@]} -gt 0 ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -q >/dev/null
        echo "Installing ${need[*]}" >&2
        DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${need[@]/#jdk/$(jdk_package)}" >/dev/null
    else
        echo "The tests need ${need[*]}. Run: sudo apt-get install --no-install-recommends ${need[*]/#jdk/$(jdk_package)}" >&2
        exit 1
    fi
fi

if ! calendar_java; then
    echo "No JDK $NEO4J_CALENDAR_JAVA or newer here: the tests leave out Neo4j $NEO4J_CALENDAR_VERSION. Install one, or set JAVA_HOME to it." >&2
    [ "${CI:-}" != true ] || exit 1
fi
