#!/usr/bin/env bash
# Installs what the tests need, checks the formatting, builds, and runs every test.
#   ./test.sh [--fast]     --fast leaves out what starts real processes or needs a server (Category=Acceptance, Category=Postgres, Category=Azurite, Category=LocalCluster)
# The last line is "N passed, N failed, N skipped"; a step that fails (build, format, a test host) counts as one failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1
export HOME="${HOME:-/root}" PATH="$PATH:${DOTNET_ROOT:-${HOME:-/root}/.dotnet}"
exec </dev/null

results=TestResults
solution=Orleans.Router.sln
azurite=tests/Storage.Tests/AzureTables/Azurite
passed=0 failed=0 skipped=0 missing=0
fast= filter=

finish() {
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
    exit
}

fail() {
    echo "test.sh: $1" >&2
    failed=$((failed + 1))
}

# PostgreSQL's server and Azurite lie outside the path.
is_there() {
    case "$1" in
        azurite) [ -f "$azurite/node_modules/azurite/dist/src/azurite.js" ] && command -v node >/dev/null ;;
        nginx) [ -x /usr/sbin/nginx ] ;;
        postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

# A command, and the Debian package that has it where that is called otherwise.
install_package() {
    local package="${2:-$1}"
    is_there "$1" && return
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        (apt-get install -y -qq "$package" || { apt-get update -qq && apt-get install -y -qq "$package"; }) >/dev/null 2>&1
    fi
    is_there "$1" || echo "test.sh: $1 is missing and can't be installed; the tests that need it are skipped"
}

# A folder's npm packages, as its lock file has them, and what needs them.
install_packages() {
    install_package node nodejs
    install_package npm npm
    if command -v node >/dev/null && command -v npm >/dev/null; then
        npm ci --prefix "$1" --no-audit --no-fund --ignore-scripts --loglevel=error ||
            echo "test.sh: npm ci failed; the tests that need $2 are skipped"
    fi
}

# The tests of a category whose server is missing: left out, counted and named.
leave_out() {
    local names
    names=$(dotnet test "$solution" -c Release --no-build --nologo -m:1 --list-tests --filter "Category=$1" 2>/dev/null | grep '^    ')
    [ -z "$names" ] || missing=$((missing + $(wc -l <<<"$names")))
    echo "skipped, because $2 is missing:"
    echo "$names"
    filter="${filter:+$filter&}Category!=$1"
}

# The sum of an attribute of <Counters> over the result files.
counted() {
    cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*>' | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum + 0 }'
}

for argument in "$@"; do
    case "$argument" in
        --fast) fast=1 filter='Category!=Acceptance&Category!=Postgres&Category!=Azurite' ;;
        *) echo "usage: ./test.sh [--fast]" >&2; exit 2 ;;
    esac
done

if ! dotnet --version >/dev/null 2>&1; then
    fail "the .NET 10 SDK is missing; install it from https://dotnet.microsoft.com/download/dotnet/10.0"
    finish
fi

[ -n "$fast" ] || { install_package strace; install_package postgresql; install_package prometheus-alertmanager; install_package nginx nginx-light; install_package faketime; install_package kubectl kubernetes-client; install_package promtool prometheus; install_package systemd-analyze systemd; }
[ -n "$fast" ] || {
    install_packages tests/Api.Tests/Auth/Oidc/Provider 'the OpenID provider'
    install_packages tests/Grains.Tests/Sinks/Servers/Smtp 'the SMTP server'
    install_packages "$azurite" Azurite
    install_packages tests/Deploy.Tests/Linters 'the linters of deploy/'
}

echo "== build"
dotnet build "$solution" -c Release -v quiet --nologo -tl:off -clp:ErrorsOnly || { fail "the build failed"; finish; }

echo "== format"
dotnet format "$solution" --verify-no-changes --no-restore || fail "the formatting differs from .editorconfig; run dotnet format"

echo "== test"
rm -rf "$results"
[ -n "$fast" ] || is_there postgresql || leave_out Postgres PostgreSQL
[ -n "$fast" ] || is_there azurite || leave_out Azurite Azurite
[ -n "$fast" ] || { is_there postgresql && is_there nginx; } || leave_out LocalCluster 'nginx or PostgreSQL'
dotnet test "$solution" -c Release --no-build --nologo -m:1 --logger trx --results-directory "$results" ${filter:+--filter "$filter"}
status=$?

passed=$(counted passed)
tests_failed=$(($(counted executed) - passed))
skipped=$(($(counted total) - $(counted executed) + missing))
failed=$((failed + tests_failed))
[ "$status" -eq 0 ] || [ "$tests_failed" -gt 0 ] || fail "dotnet test failed without naming a test (exit $status)"
[ "$passed" -gt 0 ] || fail "no test ran"
finish
