using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Router.Grains.Tests.Sinks.Servers;

/// <summary>Debian's Alertmanager, running on this machine with a folder of its own.</summary>
internal sealed class Alertmanager : IAsyncDisposable
{
    public const string Program = "prometheus-alertmanager";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _client = new();

    private Alertmanager(Process process, DirectoryInfo folder, Uri url) => (_process, _folder, Url) = (process, folder, url);

    public Uri Url { get; }

    public static async Task<Alertmanager> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("router-alertmanager-");
        var file = Path.Combine(folder.FullName, "alertmanager.yml");
        await File.WriteAllTextAsync(file, "route: { receiver: none }\nreceivers: [{ name: none }]\n");
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(Program, [$"--config.file={file}", $"--storage.path={folder.FullName}", $"--web.listen-address={url.Authority}", "--cluster.listen-address="])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
                listening.TrySetException(new InvalidOperationException("Alertmanager ended before it listened."));
            else if (line.Data.Contains("Listening on", StringComparison.OrdinalIgnoreCase))
                listening.TrySetResult();
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await listening.Task.WaitAsync(Bound);
        return new(process, folder, url);
    }

    /// <summary>The alerts that are firing.</summary>
    public async Task<JsonElement[]> AlertsAsync()
    {
        using var document = JsonDocument.Parse(await _client.GetStringAsync(new Uri(Url, "/api/v2/alerts")));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Bound);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
