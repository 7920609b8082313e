using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Router.Storage.Tests.AzureTables;

/// <summary>Azure Storage's emulator, in memory, started once for a test run; ends with it, however it ends.</summary>
internal sealed class AzuriteServer
{
    /// <summary>The emulator's account, as Microsoft documents it.</summary>
    private const string Account = "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly Lazy<Task<AzuriteServer>> Running = new(() => StartAsync(""));

    private int _names;

    private AzuriteServer(int tables, int blobs) => (Tables, Blobs) = (tables, blobs);

    /// <summary>The port of the table service.</summary>
    public int Tables { get; }

    /// <summary>The port of the blob service.</summary>
    public int Blobs { get; }

    public string ConnectionString => ConnectionStringFor(Tables);

    public static Task<AzuriteServer> GetAsync() => Running.Value;

    /// <summary>Through another port of the table service, such as a proxy's.</summary>
    public string ConnectionStringFor(int tables) => string.Create(
        CultureInfo.InvariantCulture, $"{Account};TableEndpoint=http://127.0.0.1:{tables}/devstoreaccount1;BlobEndpoint=http://127.0.0.1:{Blobs}/devstoreaccount1");

    /// <summary>A table of one's own.</summary>
    public string NewName() => string.Create(CultureInfo.InvariantCulture, $"test{Environment.ProcessId}x{Interlocked.Increment(ref _names)}");

    /// <summary>The emulator's program, where <c>npm ci</c> has put it.</summary>
    private static string Program()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var program = Path.Combine(folder.FullName, "tests", "Storage.Tests", "AzureTables", "Azurite", "node_modules", "azurite", "dist", "src", "azurite.js");
            if (File.Exists(program))
                return program;
        }
        throw new InvalidOperationException("Azurite is not installed (npm ci --prefix tests/Storage.Tests/AzureTables/Azurite). Without it, run with --filter Category!=Azurite.");
    }

    /// <summary>One of one's own.</summary>
    /// <param name="arguments">Further arguments.</param>
    public static async Task<AzuriteServer> StartAsync(string arguments)
    {
        var (tables, blobs, queues) = (FreePort(), FreePort(), FreePort());
        // It is stopped when this process closes the pipe, or is killed.
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"""
            folder=$(mktemp -d "$TMPDIR/router-azurite-XXXXXX" 2>/dev/null || mktemp -d /tmp/router-azurite-XXXXXX) && cd "$folder" || exit 1
            node "{Program()}" --silent --inMemoryPersistence --disableTelemetry --skipApiVersionCheck --tableHost 127.0.0.1 --tablePort {tables} \
              --blobHost 127.0.0.1 --blobPort {blobs} --queueHost 127.0.0.1 --queuePort {queues} {arguments} >"/dev/null" 2>&1 &
            server=$!
            cat >/dev/null
            kill "$server"; cd /; rm -rf "$folder"
            """);
        var process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            process.StandardInput.Close();
            process.WaitForExit(10_000);
        };
        await WaitAsync(process, tables);
        await WaitAsync(process, blobs);
        return new(tables, blobs);
    }

    private static async Task WaitAsync(Process process, int port)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var attempt = 0; attempt < 1200 && !process.HasExited && await timer.WaitForNextTickAsync(); attempt++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                // Not there yet.
            }
        }
        throw new InvalidOperationException("Azurite did not start.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
