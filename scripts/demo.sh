#!/usr/bin/env bash
# The example articles into an embedded store, and three questions answered from it.
set -euo pipefail
cd "$(dirname "$0")/.."
export ONRECORD_STORE=${ONRECORD_STORE:-sqlite:///demo.db}
onrecord=.venv/bin/onrecord

$onrecord ingest examples
echo; echo "What did Ana Velasco say?"
$onrecord statements --speaker "Ana Velasco"
echo; echo "Who denied something?"
$onrecord statements --stance denies
echo; echo "What did Karl Weiss tell us that somebody else had said?"
$onrecord statements --via "Karl Weiss"
echo
echo "Ask on: ONRECORD_STORE=$ONRECORD_STORE $onrecord statements --help"
echo "Start the service: ONRECORD_STORE=$ONRECORD_STORE $onrecord serve   (then open http://127.0.0.1:8000)"
