#!/usr/bin/env bash
# Builds the router if its sources are newer than its output, and runs it.
#   ./run.sh [--urls URL] [--data DIR] [--config FILE] [--role all|silo|api]
#   ./run.sh VERB ...      any other verb of the executable, such as check or send-sample
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
output="$root/src/Silo/bin/Release/net10.0"
stamp="$output/.built"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 PATH="$PATH:${DOTNET_ROOT:-${HOME:-/root}/.dotnet}"

sources_are_newer() {
    [ ! -f "$stamp" ] || [ ! -f "$output/router.dll" ] ||
        [ -n "$(find "$root/src" -mindepth 2 \( -name bin -o -name obj \) -prune -o -newer "$stamp" -print -quit)" ] ||
        [ -n "$(find "$root"/Directory.*.props "$root/global.json" -newer "$stamp" -print -quit)" ]
}

if ! (cd "$root" && dotnet --version) >/dev/null 2>&1; then
    echo "router: the .NET 10 SDK is missing; install it from https://dotnet.microsoft.com/download/dotnet/10.0 and run this again" >&2
    exit 1
fi

build() {
    if command -v flock >/dev/null; then flock 9; fi
    if sources_are_newer; then
        echo "router: building" >&2
        touch "$stamp.next"
        (cd "$root" && MSBUILDDISABLENODEREUSE=1 dotnet build src/Silo/Silo.csproj -c Release -v quiet --nologo -tl:off -clp:ErrorsOnly) >&2 </dev/null 9>&-
        mv "$stamp.next" "$stamp"
    fi
}

mkdir -p "$output"
build 9>"$output/.lock"

case "${1-}" in
    --version) ;;
    '' | -*) set -- run "$@" ;;
esac
exec dotnet "$output/router.dll" "$@"
