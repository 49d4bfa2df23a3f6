#!/usr/bin/env bash
# Sets up what a fresh Debian machine lacks, builds with warnings as errors, checks the format, runs every test, and ends with one line of
# counts.
#   ./test.sh        everything
#   ./test.sh unit   without the browser. OPERATION_HISTORIES=10000 runs that many random histories instead of 4,000
#   ./test.sh crash  only this: kills the dashboard 100 times and accounts for every operation; ends with a line of its own.
#                    CRASH_KILLS=10 makes it shorter, CRASH_SEED=7 repeats the requests of a run
#   ./test.sh bench    only this: measures what docs/performance.md says, in a quarter of an hour. Everything else runs a part of it quickly,
#                    which proves that it works and nothing more
#   ./test.sh mutants  only this: changes what decides about safety, one place at a time, and tells which changes no test notices
set -euo pipefail
cd "$(dirname "$0")"

scope="${1:-all}"
case "$scope" in
  all | unit | bench | crash | mutants) ;;
  *) echo "usage: ./test.sh [unit | bench | crash | mutants]" >&2; exit 2 ;;
esac

passed=0 failed=0 skipped=0

# The last line is the truth however this ends: a step that broke off counts as a failure.
finish() {
  local status=$?
  if [ "$status" != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
  echo "$passed passed, $failed failed, $skipped skipped"
}
trap finish EXIT
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

need_dotnet() {
  command -v dotnet >/dev/null && dotnet --version >/dev/null && return
  echo "The .NET 10 SDK is missing (global.json names the version): install it, then run this again." >&2
  exit 1
}

need_chromium() {
  for candidate in "${CHROMIUM_PATH:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
    if [ -n "$candidate" ] && [ -x "$candidate" ]; then
      export CHROMIUM_PATH="$candidate"
      return
    fi
  done
  echo "Installing Chromium…"
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; then
    export CHROMIUM_PATH=/usr/bin/chromium
    return
  fi
  echo "Chromium is missing and could not be installed. Install it (as root: apt-get install chromium), or set CHROMIUM_PATH." >&2
  exit 1
}

# Runs one test project and adds what its report says. A runner that ends without a report has failed.
run() {
  local project="$1" report
  report="$(mktemp)"
  echo "== $project"
  local status=0 before=$failed
  dotnet "tests/$project/bin/Debug/net10.0/$project.dll" -noColor -noLogo -result-xml "$report" || status=$?
  if grep -q '<assembly ' "$report"; then count "$report"; fi
  if [ "$status" != 0 ] && [ "$failed" = "$before" ]; then
    echo "$project ended with $status and no failed test." >&2
    failed=$((failed + 1))
  fi
  rm -f "$report"
}

count() {
  local totals
  totals="$(grep -o '<assembly [^>]*>' "$1")"
  passed=$((passed + $(attribute "$totals" passed)))
  failed=$((failed + $(attribute "$totals" failed) + $(attribute "$totals" errors)))
  skipped=$((skipped + $(attribute "$totals" skipped)))
}

attribute() { sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p" <<<"$1" | head -n 1; }

need_dotnet
[ "$scope" = unit ] || [ "$scope" = mutants ] || need_chromium

# Not a part of everything: each takes as long as all the rest.
if [ "$scope" = crash ]; then
  trap - EXIT
  dotnet build tests/Crash.Tests --nologo --verbosity quiet
  exec dotnet tests/Crash.Tests/bin/Debug/net10.0/Crash.Tests.dll
fi

bench() {
  dotnet build tests/Benchmarks --configuration Release --nologo --verbosity quiet \
    && dotnet tests/Benchmarks/bin/Release/net10.0/Benchmarks.dll "$@"
}

if [ "$scope" = bench ]; then
  trap - EXIT
  bench all
  exit
fi

if [ "$scope" = mutants ]; then
  trap - EXIT
  dotnet tool restore
  cd tests/Mutation.Tests
  exec dotnet stryker --config-file stryker-config.json
fi

dotnet build BackupDashboard.sln --nologo --verbosity quiet
dotnet format BackupDashboard.sln --no-restore --verify-no-changes

run Dashboard.Tests
[ "$scope" = unit ] || run EndToEnd.Tests
if [ "$scope" = all ]; then
  echo "== Benchmarks"
  if bench poll unchanged upstream --quick; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
fi

[ "$failed" = 0 ]
