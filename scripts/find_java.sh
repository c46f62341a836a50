#!/usr/bin/env bash
# find_java.sh MIN MAX prints the oldest installed java whose major version is MIN to MAX; fails where there is none.
set -euo pipefail
shopt -s nullglob

major() { "$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1; }

best= best_major=1000
for home in "${JAVA_HOME:-}" $(env | sed -n 's/^JAVA_HOME_[A-Za-z0-9_]*=//p') /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* ""; do
    java=${home:+$home/bin/}java
    command -v "$java" >/dev/null || continue
    found=$(major "$java")
    if [ "${found:-0}" -ge "$1" ] && [ "$found" -le "$2" ] && [ "$found" -lt "$best_major" ]; then
        best=$(command -v "$java") best_major=$found
    fi
done
[ -n "$best" ] || exit 1
echo "$best"
