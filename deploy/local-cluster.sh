#!/usr/bin/env bash
# A whole cluster as real processes on this machine, for trying and for tests: PostgreSQL or Azurite, silos, API hosts, and nginx before them.
#   deploy/local-cluster.sh start [--dir DIR] [--store postgres|azure] [--silos N] [--apis N] [--port PORT] [--config FILE]
#   deploy/local-cluster.sh stop [--dir DIR] [--wipe]
#   deploy/local-cluster.sh status [--dir DIR]
#   deploy/local-cluster.sh up|down|kill|freeze|thaw NAME [--dir DIR]     one process: postgres (azurite), silo-1, api-1, nginx; up waits until it is ready, but for --no-wait
# DIR holds everything (default ./cluster-data); a stopped cluster starts again with what it had. --port is nginx's (default: a free one).
# DIR/NAME.settings has further environment of a process, a line each; DIR/NAME.host its address, DIR/NAME.before words before its command;
# DIR/NAME.build the folder of another build of the router, for a rolling upgrade.
# --config is the first version of the config; later ones: router config apply. Needs Debian's postgresql and nginx, and the .NET 10 SDK;
# for --store azure (Azurite, Microsoft's emulator) Node.js and npm instead of postgresql.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
export PATH="$PATH:/usr/sbin:${DOTNET_ROOT:-${HOME:-/root}/.dotnet}" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

fail() { echo "local-cluster: $*" >&2; exit 1; }
usage() { sed -n '2,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }

verb="${1-}"; [ -n "$verb" ] || usage; shift
name=""
case "$verb" in up | down | kill | freeze | thaw) name="${1-}"; [ -n "$name" ] || usage; shift ;; start | stop | status) ;; *) usage ;; esac
dir=cluster-data store=postgres silos=3 apis=2 port="" config="" wipe=no wait=yes
while [ $# -gt 0 ]; do
    case "$1" in
        --dir) dir="${2:?}"; shift 2 ;;
        --store) store="${2:?}"; shift 2; case "$store" in postgres | azure) ;; *) usage ;; esac ;;
        --silos) silos="${2:?}"; shift 2 ;;
        --apis) apis="${2:?}"; shift 2 ;;
        --port) port="${2:?}"; shift 2 ;;
        --config) config="$(realpath "${2:?}")"; shift 2 ;;
        --wipe) wipe=yes; shift ;;
        --no-wait) wait=no; shift ;;
        *) usage ;;
    esac
done

postgres_bin() {
    local found
    found="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)"
    [ -x "$found/postgres" ] || fail "PostgreSQL is missing: apt-get install postgresql"
    echo "$found"
}

# PostgreSQL refuses root.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then (cd / && exec setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"); else "$@"; fi
}

used_ports=" "
free_port() {
    local p
    while :; do
        p=$((20000 + RANDOM % 12000))
        case "$used_ports" in *" $p "*) continue ;; esac
        (exec 3<>"/dev/tcp/127.0.0.1/$p") 2>/dev/null || break
    done
    used_ports="$used_ports$p "
    free="$p"
}

secret() { head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n'; }

settings() { [ -f "$dir/cluster.env" ] || fail "$dir: there is no cluster; start one"; . "$dir/cluster.env"; }

store_name() { [ "$STORE" = azure ] && echo azurite || echo postgres; }

write_settings() {
    local i
    if [ -n "$port" ]; then free="$port"; else free_port; fi
    echo "NGINX_PORT=$free"
    echo "STORE=$store"
    free_port; echo "POSTGRES_PORT=$free"
    for i in TABLE BLOB QUEUE; do free_port; echo "AZURITE_${i}_PORT=$free"; done
    echo "SILOS=$silos"; echo "APIS=$apis"
    echo "CONFIG='$config'"
    echo "POSTGRES_PASSWORD=$(secret)"
    for i in $(seq "$silos"); do
        free_port; echo "SILO_${i}_HTTP=$free"
        free_port; echo "SILO_${i}_PORT=$free"
        free_port; echo "SILO_${i}_GATEWAY=$free"
    done
    for i in $(seq "$apis"); do free_port; echo "API_${i}_HTTP=$free"; done
}

names() {
    local i
    store_name
    for i in $(seq "$SILOS"); do echo "silo-$i"; done
    for i in $(seq "$APIS"); do echo "api-$i"; done
    echo nginx
}

pid_of() { cat "$dir/run/$1.pid" 2>/dev/null || true; }

# The pid's own command line names the folder: a number that another process has by now is not ours.
is_up() {
    local pid; pid="$(pid_of "$1")"
    [ -n "$pid" ] && [ -d "/proc/$pid" ] && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF -- "$dir" && ! grep -q '^State:.Z' "/proc/$pid/status"
}

http_of() {
    local i="${1#*-}"
    case "$1" in
        silo-*) local v="SILO_${i}_HTTP" ;;
        api-*) local v="API_${i}_HTTP" ;;
        nginx) local v=NGINX_PORT ;;
        postgres) echo "127.0.0.1:$POSTGRES_PORT"; return ;;
        azurite) local v=AZURITE_TABLE_PORT ;;
    esac
    echo "http://$(cat "$dir/$1.host" 2>/dev/null || echo 127.0.0.1):${!v}"
}

ready() { [ "$(curl -s -o /dev/null -m 2 -w '%{http_code}' "$(http_of "$1")/health/ready")" = 200 ]; }

wait_until() { # WHAT SECONDS COMMAND...
    local what="$1" end=$((SECONDS + $2)); shift 2
    until "$@"; do
        [ $SECONDS -lt $end ] || fail "$what: not there in time; see $dir/log"
        sleep 0.2
    done
}

# In a session of its own, so that a signal to this script's group is not one to the cluster.
spawn() { # NAME COMMAND...
    local n="$1"; shift
    setsid "$@" >>"$dir/log/$n.log" 2>&1 </dev/null &
    echo $! >"$dir/run/$n.pid"
}

up_postgres() {
    local bin data="$dir/postgres"; bin="$(postgres_bin)"
    if [ ! -f "$data/PG_VERSION" ]; then
        mkdir -p "$data"
        [ "$(id -u)" != 0 ] || { chown postgres "$data"; chmod a+x "$dir"; }
        printf '%s\n' "$POSTGRES_PASSWORD" >"$dir/run/pw"; chmod 644 "$dir/run/pw"
        as_postgres "$bin/initdb" -D "$data" -U postgres -A scram-sha-256 --pwfile="$dir/run/pw" -E UTF8 --no-locale >>"$dir/log/postgres.log" 2>&1 ||
            fail "initdb failed; see $dir/log/postgres.log"
        rm -f "$dir/run/pw"
        [ ! -f "$dir/postgres.host" ] || echo "host all all $(cat "$dir/postgres.host")/24 scram-sha-256" | as_postgres tee -a "$data/pg_hba.conf" >/dev/null
    fi
    # One that was killed leaves children that end a moment later, and it can't start before.
    local attempt
    for attempt in $(seq 60); do
        start_postgres "$bin" "$data"
        until "$bin/pg_isready" -q -h 127.0.0.1 -p "$POSTGRES_PORT"; do is_up postgres || break; sleep 0.2; done
        ! is_up postgres || return 0
        sleep 0.5
    done
    fail "PostgreSQL does not start; see $dir/log/postgres.log"
}

start_postgres() { # BIN DATA
    spawn postgres bash -c '
        if [ "$(id -u)" = 0 ]; then cd /; set -- setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; fi; exec "$@"' \
        _ "$1/postgres" -D "$2" -h "127.0.0.1$([ ! -f "$dir/postgres.host" ] || echo ",$(cat "$dir/postgres.host")")" -p "$POSTGRES_PORT" -c unix_socket_directories= -c shared_buffers=64MB
}

up_azurite() {
    local folder="$root/tests/Storage.Tests/AzureTables/Azurite" host=127.0.0.1
    command -v node >/dev/null || fail "Node.js is missing: apt-get install nodejs npm"
    [ -d "$folder/node_modules/azurite" ] || npm ci --prefix "$folder" --no-audit --no-fund --ignore-scripts --loglevel=error >&2 ||
        fail "Azurite is missing: npm ci --prefix $folder"
    spawn azurite node "$folder/node_modules/azurite/dist/src/azurite.js" --silent --disableTelemetry --skipApiVersionCheck --location "$dir/azurite" \
        --tableHost $host --tablePort "$AZURITE_TABLE_PORT" --blobHost $host --blobPort "$AZURITE_BLOB_PORT" --queueHost $host --queuePort "$AZURITE_QUEUE_PORT"
    wait_until azurite 30 curl -s -o /dev/null "http://$host:$AZURITE_TABLE_PORT/"
}

# The emulator's account and key are the same everywhere, and public.
store_settings() { # NAME
    if [ "$STORE" = azure ]; then
        local account=devstoreaccount1 key=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==
        echo "Router__Storage=AzureStorage"
        echo "ConnectionStrings__Router=AccountName=$account;AccountKey=$key;TableEndpoint=http://127.0.0.1:$AZURITE_TABLE_PORT/$account;BlobEndpoint=http://127.0.0.1:$AZURITE_BLOB_PORT/$account"
    else
        echo "Router__Storage=Postgres"
        echo "ConnectionStrings__Router=Host=$([ ! -f "$dir/$1.host" ] && echo 127.0.0.1 || echo "$(cat "$dir/postgres.host");SSL Mode=Disable");Port=$POSTGRES_PORT;Username=postgres;Password=$POSTGRES_PASSWORD;Database=postgres"
    fi
}

up_router() { # NAME
    local n="$1" role="${1%-*}" i="${1#*-}" before=()
    mkdir -p -m 700 "$dir/$n"
    [ -f "$dir/$n/admin.key" ] || install -m 600 "$dir/admin.key" "$dir/$n/admin.key"
    local settings=(
        "Router__PublicUrl=http://127.0.0.1:$NGINX_PORT" "Router__ForwardedHeaders__KnownProxies=127.0.0.1"
    )
    mapfile -t -O "${#settings[@]}" settings < <(store_settings "$n")
    if [ "$role" = silo ]; then
        local silo="SILO_${i}_PORT" gateway="SILO_${i}_GATEWAY"
        settings+=("Router__Silo__Port=${!silo}" "Router__Silo__GatewayPort=${!gateway}")
    fi
    [ ! -f "$dir/$n.settings" ] || mapfile -t -O "${#settings[@]}" settings <"$dir/$n.settings"
    [ ! -f "$dir/$n.fault" ] || mapfile -t -O "${#settings[@]}" settings <"$dir/$n.fault"
    [ ! -f "$dir/$n.before" ] || read -r -a before <"$dir/$n.before"
    local given=() build="$root/src/Silo/bin/Release/net10.0"
    [ -z "$CONFIG" ] || given=(--config "$CONFIG")
    [ ! -f "$dir/$n.build" ] || build="$(cat "$dir/$n.build")"
    spawn "$n" ${before[@]+"${before[@]}"} env "${settings[@]}" dotnet "$build/router.dll" run \
        --role "$role" --urls "$(http_of "$n")" --data "$dir/$n" ${given[@]+"${given[@]}"}
}

up_nginx() {
    local i upstream user=""
    command -v nginx >/dev/null || fail "nginx is missing: apt-get install nginx-light"
    mkdir -p "$dir/nginx"
    [ "$(id -u)" != 0 ] || user="user root;"
    {
        echo "$user daemon off; pid $dir/nginx/nginx.pid; error_log $dir/log/nginx.log warn; worker_processes 1;"
        echo "events { worker_connections 4096; }"
        echo "http { access_log off; client_max_body_size 4m; client_body_temp_path $dir/nginx; proxy_temp_path $dir/nginx; fastcgi_temp_path $dir/nginx; uwsgi_temp_path $dir/nginx; scgi_temp_path $dir/nginx;"
        echo "  include $here/nginx/proxy.conf;"
        for upstream in webhooks pages; do
            echo "  upstream $upstream {"
            [ "$upstream" = webhooks ] || echo '    hash $remote_addr consistent;'
            for i in $(seq "$APIS"); do local v="API_${i}_HTTP"; echo "    server 127.0.0.1:${!v} max_fails=5 fail_timeout=1s;"; done
            # A host that fails is left alone for a second. When all were, each is asked again as a backup, which never is: no webhook is refused for that.
            [ "$upstream" = pages ] || for i in $(seq "$APIS"); do local v="API_${i}_HTTP"; echo "    server 127.0.0.1:${!v} backup max_fails=0;"; done
            echo "    keepalive 32;"
            echo "  }"
        done
        cat <<EOF
  server {
    listen 127.0.0.1:$NGINX_PORT;
    include $here/nginx/locations.conf;
  }
}
EOF
    } >"$dir/nginx/nginx.conf"
    spawn nginx nginx -p "$dir/nginx" -c "$dir/nginx/nginx.conf"
}

up() {
    ! is_up "$1" || return 0
    case "$1" in
        postgres) up_postgres ;;
        azurite) up_azurite ;;
        nginx) up_nginx ;;
        silo-* | api-*) up_router "$1" ;;
        *) fail "$1: not one of $(names | tr '\n' ' ')" ;;
    esac
}

# Waits for what is up and not ready yet; one that ends meanwhile says why in its log.
await_ready() { # NAME
    case "$1" in
        silo-* | api-* | nginx) wait_until "$1" 120 is_ready_or_down "$1"; is_up "$1" || fail "$1 ended; see $dir/log/$1.log" ;;
    esac
}

is_ready_or_down() { ready "$1" || ! is_up "$1"; }

down() { # NAME
    is_up "$1" || { rm -f "$dir/run/$1.pid"; return 0; }
    local pid signal=TERM; pid="$(pid_of "$1")"
    [ "$1" != postgres ] || signal=INT
    kill -CONT "$pid"; kill -"$signal" "$pid"
    local end=$((SECONDS + 60))
    while is_up "$1"; do
        [ $SECONDS -lt $end ] || { echo "local-cluster: $1 did not stop, and is killed" >&2; kill -KILL "$pid"; }
        sleep 0.1
    done
    rm -f "$dir/run/$1.pid"
}

signal() { is_up "$2" || fail "$2 does not run"; kill -"$1" "$(pid_of "$2")"; }

status() {
    local n state
    for n in $(names); do
        state=down
        if is_up "$n"; then
            state=up
            case "$n" in silo-* | api-*) if ready "$n"; then state=ready; else state="not ready"; fi ;; esac
        fi
        printf '%-10s %-10s %s\n' "$n" "$state" "$(http_of "$n")"
    done
    echo "dashboard  http://127.0.0.1:$NGINX_PORT"
    echo "admin key  $dir/admin.key"
    echo "logs       $dir/log"
}

mkdir -p "$dir"; dir="$(realpath "$dir")"
case "$verb" in
    start)
        mkdir -p "$dir/run" "$dir/log"
        [ -f "$dir/cluster.env" ] || (umask 077 && write_settings >"$dir/cluster.env")
        [ -f "$dir/admin.key" ] || (umask 077 && echo "$(secret)" >"$dir/admin.key")
        settings
        [ -n "${ROUTER_BUILT-}" ] || "$root/run.sh" --version >/dev/null
        up "$(store_name)"
        # The first makes schema and config; the others follow together.
        up silo-1; await_ready silo-1
        for n in $(names); do up "$n"; done
        for n in $(names); do await_ready "$n"; done
        # The start that made the config shows them whole.
        grep -h '^push url' "$dir/log/silo-1.log" | grep -v '\.\.\.$' || true
        status ;;
    stop)
        settings
        for n in nginx $(names | grep ^api-) $(names | grep ^silo-) "$(store_name)"; do down "$n"; done
        [ "$wipe" = no ] || rm -rf "$dir" ;;
    status) settings; status ;;
    up) settings; up "$name"; [ "$wait" = no ] || await_ready "$name" ;;
    down) settings; down "$name" ;;
    kill) settings; signal KILL "$name" ;;
    freeze) settings; signal STOP "$name" ;;
    thaw) settings; signal CONT "$name" ;;
esac
