using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Router.Storage.Tests.Postgres;

/// <summary>Debian's PostgreSQL with a folder of its own, started once for a test run; ends with it, however it ends.</summary>
internal sealed class PostgresServer
{
    private static readonly Lazy<Task<PostgresServer>> Running = new(StartAsync);

    private int _schemas;

    private PostgresServer(int port) => Port = port;

    public int Port { get; }

    /// <summary>As the superuser, without a schema.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres");

    public static Task<PostgresServer> GetAsync() => Running.Value;

    /// <summary>A schema of one's own is as good as a database, and much sooner there.</summary>
    public string NewSchema() => string.Create(CultureInfo.InvariantCulture, $"{ConnectionString};Search Path=test_{Environment.ProcessId}_{Interlocked.Increment(ref _schemas)}");

    private static async Task<PostgresServer> StartAsync()
    {
        var binaries = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
        if (binaries is null)
            throw new InvalidOperationException("PostgreSQL is not installed (apt-get install postgresql). Without it, run with --filter Category!=Postgres.");
        var port = FreePort();
        // The server refuses root. It is stopped when this process closes the pipe, or is killed.
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($$"""
            as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }
            folder=$(as mktemp -d "${TMPDIR:-/tmp}/router-postgres-XXXXXX") && cd "$folder" || exit 1
            as "{{binaries}}/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --no-locale -N >"/dev/null" || exit 1
            as "{{binaries}}/postgres" -D "$folder/data" -h 127.0.0.1 -p {{port}} -c unix_socket_directories= -c max_connections=300 \
              -c max_prepared_transactions=4 >"/dev/null" 2>&1 &
            cat >/dev/null
            as "{{binaries}}/pg_ctl" -D "$folder/data" -m immediate stop >"/dev/null"; cd /; rm -rf "$folder"
            """);
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            process.StandardInput.Close();
            process.WaitForExit(10_000);
        };
        var server = new PostgresServer(port);
        await server.WaitAsync(process);
        return server;
    }

    private async Task WaitAsync(Process process)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var attempt = 0; attempt < 1200 && !process.HasExited && await timer.WaitForNextTickAsync(); attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString);
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException)
            {
                // Not there yet.
            }
        }
        throw new InvalidOperationException("PostgreSQL did not start.");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
