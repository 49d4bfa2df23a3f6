#!/usr/bin/env bash
# Sets up what a fresh Debian machine lacks, builds with warnings as errors, checks the format, runs every test, and ends with one line of
# counts.
#   ./test.sh        everything
#   ./test.sh unit   without the browser. OPERATION_HISTORIES=10000 runs that many random histories instead of 4,000 on SQLite and 200 on
#                    PostgreSQL
#   ./test.sh crash  only this: kills the dashboard 100 times on each database, and one of two dashboards 100 times, and accounts for every
#                    operation; each ends with a line. CRASH_KILLS=10 makes it shorter, CRASH_SEED=7 repeats the requests of a run
#   ./test.sh many   only this: three dashboards on one database die, stand still and lose their server, while people and programs use them.
#                    Everything else runs a short form of it with two
#   ./test.sh bench    only this: measures what docs/performance.md says, in half an hour. Everything else runs a part of it quickly,
#                    which proves that it works and nothing more
#   ./test.sh mutants  only this: changes what decides about safety, one place at a time, and tells which changes no test notices
set -euo pipefail
cd "$(dirname "$0")"

scope="${1:-all}"
case "$scope" in
  all | unit | bench | crash | many | mutants) ;;
  *) echo "usage: ./test.sh [unit | bench | crash | many | mutants]" >&2; exit 2 ;;
esac

passed=0 failed=0 skipped=0

# The last line is the truth however this ends: a step that broke off counts as a failure.
finish() {
  local status=$?
  if [ "$status" != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
  stop_postgres
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

# need PACKAGE PROGRAM: the program, from Debian's package if it is missing.
need() {
  command -v "$2" >/dev/null && return
  echo "Installing $1…"
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends "$1" >/dev/null && command -v "$2" >/dev/null; then
    return
  fi
  echo "$2 is missing and could not be installed. Install it (as root: apt-get install $1)." >&2
  exit 1
}

# A PostgreSQL server of its own, on this machine alone, in a temporary folder. It refuses to run as root, so another user does.
need_postgres() {
  find_postgres
  if [ -z "$postgres_bin" ]; then
    echo "Installing PostgreSQL…"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
      apt-get update -qq && apt-get install -y -qq postgresql >/dev/null && find_postgres
    fi
  fi
  [ -n "$postgres_bin" ] && return
  echo "PostgreSQL is missing and could not be installed. Install it (as root: apt-get install postgresql)." >&2
  exit 1
}

find_postgres() { postgres_bin="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)"; }

# What a crash would lose does not matter here, so it does not wait for a disk.
start_postgres() {
  local memory=/tmp port
  if [ -d /dev/shm ]; then memory=/dev/shm; fi
  postgres_folder="$(mktemp -d "$memory/backup-dashboard-postgres-XXXXXX")"
  if [ "$(id -u)" = 0 ]; then chown postgres "$postgres_folder"; fi
  as_postgres "$postgres_bin/initdb" --pgdata "$postgres_folder/data" --username postgres --auth trust --encoding UTF8 --no-locale \
    --no-sync >"$postgres_folder.log"
  for _ in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 10000))
    if as_postgres "$postgres_bin/pg_ctl" --pgdata "$postgres_folder/data" --wait --log "$postgres_folder/log" --options \
      "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c full_page_writes=off -c max_connections=400" \
      start >>"$postgres_folder.log"; then
      export TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
      return
    fi
  done
  cat "$postgres_folder.log" "$postgres_folder/log" >&2
  exit 1
}

stop_postgres() {
  [ -n "${postgres_folder:-}" ] || return 0
  for data in "$postgres_folder"/data "$postgres_folder"/data-replica/data; do
    as_postgres "$postgres_bin/pg_ctl" --pgdata "$data" --mode immediate stop >/dev/null 2>&1 || true
  done
  rm -rf "$postgres_folder" "$postgres_folder.log"
}

as_postgres() { if [ "$(id -u)" = 0 ]; then (cd / && exec runuser -u postgres -- "$@"); else "$@"; fi; }

# Runs one test project, with these arguments, and adds what its report says. A runner that ends without a report has failed.
run() {
  local project="$1" report
  shift
  report="$(mktemp)"
  echo "== $project"
  local status=0 before=$failed
  # Profiling of running code pays for a program that runs for days; here it took a seventh of the time.
  DOTNET_TieredPGO=0 dotnet "tests/$project/bin/Debug/net10.0/$project.dll" -noColor -noLogo "$@" -result-xml "$report" || status=$?
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
  trap stop_postgres EXIT
  need_postgres
  dotnet build tests/Crash.Tests --nologo --verbosity quiet
  start_postgres
  dotnet tests/Crash.Tests/bin/Debug/net10.0/Crash.Tests.dll
  export TEST_STORAGE=Postgres
  dotnet tests/Crash.Tests/bin/Debug/net10.0/Crash.Tests.dll
  need haproxy haproxy
  CRASH_NODES=2 dotnet tests/Crash.Tests/bin/Debug/net10.0/Crash.Tests.dll
  exit
fi

if [ "$scope" = many ]; then
  trap stop_postgres EXIT
  need_postgres
  need haproxy haproxy
  [ "$(id -u)" != 0 ] || need nftables nft
  need prometheus promtool
  promtool check config deploy/prometheus/prometheus.yml
  promtool test rules deploy/prometheus/alerts.test.yml
  dotnet build tests/Crash.Tests --nologo --verbosity quiet
  start_postgres
  TEST_STORAGE=Postgres dotnet tests/Crash.Tests/bin/Debug/net10.0/Crash.Tests.dll many
  exit
fi

if [ "$scope" = bench ]; then
  trap stop_postgres EXIT
  need_postgres
  need haproxy haproxy
  dotnet build tests/Benchmarks --configuration Release --nologo --verbosity quiet
  start_postgres
  dotnet tests/Benchmarks/bin/Release/net10.0/Benchmarks.dll all nodes
  exit
fi

if [ "$scope" = mutants ]; then
  trap - EXIT
  dotnet tool restore
  cd tests/Mutation.Tests
  exec dotnet stryker --config-file stryker-config.json
fi

need_postgres
dotnet build BackupDashboard.sln --nologo --verbosity quiet

# Of the style the build has checked the rest, and StyleTests the order of usings.
dotnet format whitespace . --folder --verify-no-changes

start_postgres
run Dashboard.Tests
echo "== Dashboard.Tests of the storage, again on PostgreSQL"
TEST_STORAGE=Postgres OPERATION_HISTORIES="${OPERATION_HISTORIES:-200}" run Dashboard.Tests -trait Storage=Both
[ "$scope" = unit ] || run EndToEnd.Tests
if [ "$scope" = all ]; then
  echo "== Several dashboards"
  need haproxy haproxy
  if TEST_STORAGE=Postgres dotnet tests/Crash.Tests/bin/Debug/net10.0/Crash.Tests.dll many quick
  then passed=$((passed + 1)); else failed=$((failed + 1)); fi

  # As they were built with the tests: that they work is all that is to be shown.
  echo "== Benchmarks"
  if dotnet tests/Benchmarks/bin/Debug/net10.0/Benchmarks.dll poll unchanged schedule retention upstream --quick
  then passed=$((passed + 1)); else failed=$((failed + 1)); fi
fi

[ "$failed" = 0 ]
