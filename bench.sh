#!/usr/bin/env bash
# Measures the router against peers on this machine, in one run; prints a table and writes bench/results/*.json.
#   ./bench.sh                  every scenario; half an hour and more
#   ./bench.sh --quick          short rounds and small stores: shows that it works, not for figures
#   ./bench.sh --only NAME...   kestrel, alertmanager, hot, stored, lists, feed, circuits, p99, overload, slow-commits, latency, start, noise, routes, open,
#                               storm, postgres-writes, postgres, failover, bytes
set -euo pipefail
cd "$(dirname "$0")"

log=$(mktemp)
trap 'rm -f "$log"' EXIT

for project in src/Silo bench/Baseline bench/Load; do
    dotnet build "$project" -c Release --nologo -v quiet -m:1 >"$log" || { cat "$log" >&2; exit 1; }
done

if ! command -v prometheus-alertmanager >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends prometheus-alertmanager; } >"$log" 2>&1; then
        echo "could not install prometheus-alertmanager, its figures are skipped:" >&2
        tail -n 3 "$log" >&2
    fi
fi

if ! command -v cc >/dev/null && ! command -v tcc >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends tcc; } >"$log" 2>&1; then
        echo "could not install tcc, slow-commits is skipped:" >&2
        tail -n 3 "$log" >&2
    fi
fi

if ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql; } >"$log" 2>&1; then
        echo "could not install postgresql, postgres-writes is skipped:" >&2
        tail -n 3 "$log" >&2
    fi
fi

# The generator answers sockets on the thread that polls them, which costs least; its children don't inherit this.
export DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1 DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT=1
bench/Load/bin/Release/net10.0/Router.Load suite "$@"
