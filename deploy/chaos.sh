#!/usr/bin/env bash
# Breaks a local cluster under signed load, again and again, and checks that nothing was lost, doubled or told out of order.
#   deploy/chaos.sh [--minutes N | --hours N] [--seed N] [--issues N] [--rate N] [--only KIND,KIND] [--dir DIR] [--keep]
# Faults: SIGKILL, SIGSTOP and SIGTERM of silos and API hosts, PostgreSQL restarted and killed, its connections cut, a silo cut off from the
# others but not from the database, the sink failing and hanging, the clock of a silo or an API host shifted. The seed decides which comes when; each kind comes
# at least once if the time allows (about 5 minutes). What this machine lacks the rights or a program for is left out and named.
# Prints a table, and exits 1 on any violation. Default: 5 minutes, seed 1. --keep leaves DIR (logs, database) for a look.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
cluster="$here/local-cluster.sh"
export PATH="$PATH:/usr/sbin:${DOTNET_ROOT:-${HOME:-/root}/.dotnet}" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

minutes=5 seed=1 issues=200 rate=50 only="" dir="" keep=no
while [ $# -gt 0 ]; do
    case "$1" in
        --minutes) minutes="${2:?}"; shift 2 ;;
        --hours) minutes="$((${2:?} * 60))"; shift 2 ;;
        --seed) seed="${2:?}"; shift 2 ;;
        --issues) issues="${2:?}"; shift 2 ;;
        --rate) rate="${2:?}"; shift 2 ;;
        --only) only="${2:?}"; shift 2 ;;
        --dir) dir="${2:?}"; shift 2 ;;
        --keep) keep=yes; shift ;;
        *) sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
    esac
done

[ -n "$dir" ] || dir="$(mktemp -d "${TMPDIR:-/tmp}/router-chaos-XXXXXX")"
mkdir -p "$dir"; dir="$(realpath "$dir")"; chmod a+x "$dir"
space="" others="" link="rtc$$"

cleanup() {
    "$cluster" stop --dir "$dir" >/dev/null 2>&1 || true
    if [ -n "$space" ]; then ip link del "$link" 2>/dev/null || true; ip netns del "$space" 2>/dev/null || true; fi
    if [ "$keep" = yes ]; then echo "chaos: kept $dir"; else rm -rf "$dir"; fi
}
trap cleanup EXIT

# silo-3 lives in a network namespace, joined by a link whose other end has two addresses: one for the cluster, one for database and sink.
make_namespace() {
    local net=$((RANDOM % 200 + 20))
    local a="10.77.$net"
    space="router-chaos-$$"
    command -v ip >/dev/null && ip netns add "$space" 2>/dev/null || { space=""; return 0; }
    if ! { ip link add "$link" type veth peer name eth0 netns "$space" && ip addr add "$a.1/24" dev "$link" && ip addr add "$a.9/24" dev "$link" &&
        ip link set "$link" up && ip -n "$space" addr add "$a.2/24" dev eth0 && ip -n "$space" link set eth0 up && ip -n "$space" link set lo up; } 2>/dev/null; then
        ip link del "$link" 2>/dev/null || true
        ip netns del "$space"; space=""; return 0
    fi
    others="$a.1"
    echo "$a.9" >"$dir/postgres.host"
    echo "Router__Silo__Address=$a.1" | tee "$dir/silo-1.settings" >"$dir/silo-2.settings"
    printf 'Router__Silo__Address=%s\n' "$a.2" >"$dir/silo-3.settings"
    echo "$a.2" >"$dir/silo-3.host"
    echo "ip netns exec $space" >"$dir/silo-3.before"
    sink_host="$a.9"
}

faketime="$(ls /usr/lib/*/faketime/libfaketimeMT.so.1 /usr/lib/*/faketime/libfaketime.so.1 2>/dev/null | head -1 || true)"
sink_host=127.0.0.1
sink_port=$((20000 + RANDOM % 12000))
make_namespace
cat >"$dir/router.yaml" <<EOF
integrations:
  - id: web
    name: Web
    key: chaos-push-key-0000000001
    clientSecrets: ["chaos-client-secret-0123456789abcdef"]
    channel: web
channels:
  - id: web
    sinks: [hook]
sinks:
  - id: hook
    type: webhook
    url: "http://$sink_host:$sink_port/hook"
    allowPrivate: true
EOF

if [ -z "${ROUTER_BUILT-}" ]; then
    "$root/run.sh" --version >/dev/null
    (cd "$root" && MSBUILDDISABLENODEREUSE=1 dotnet build bench/Chaos/Chaos.csproj -c Release -v quiet --nologo -tl:off -clp:ErrorsOnly)
fi
ROUTER_BUILT=1 "$cluster" start --dir "$dir" --config "$dir/router.yaml" >"$dir/start.txt" || { cat "$dir/start.txt"; exit 1; }
dotnet "$root/bench/Chaos/bin/Release/net10.0/chaos.dll" --dir "$dir" --script "$cluster" --sink-host "$sink_host" --sink-port "$sink_port" \
    --minutes "$minutes" --seed "$seed" --issues "$issues" --rate "$rate" ${only:+--only "$only"} \
    ${space:+--namespace "$space" --others "$others"} ${faketime:+--faketime "$faketime"}
