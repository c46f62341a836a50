#!/usr/bin/env bash
# Fetches both lines of Neo4j Community from Maven Central into .cache/neo4j/<version>/lib; nothing where they are there.
set -euo pipefail
cd "$(dirname "$0")/.."
source neo4j.env

fetch() {
    local version=$1 home=.cache/neo4j/$1
    [ -f "$home/complete" ] && return
    echo "Fetching Neo4j $version" >&2
    rm -rf "$home"
    mvn --batch-mode --quiet -Dstyle.color=never --file scripts/neo4j-pom.xml \
        -Dneo4j.version="$version" -Dbrowser.version="$NEO4J_BROWSER_VERSION" \
        org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
        -DincludeScope=runtime -DoutputDirectory="$PWD/$home/lib"
    touch "$home/complete"
}

fetch "$NEO4J_LTS_VERSION"
if bash scripts/find_java.sh "$NEO4J_CALENDAR_JAVA" 99 >/dev/null; then
    fetch "$NEO4J_CALENDAR_VERSION"
fi
