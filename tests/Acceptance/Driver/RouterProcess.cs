using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;

namespace Router.Acceptance.Driver;

/// <summary>A real router process.</summary>
public sealed class RouterProcess : IAsyncDisposable
{
    public const int SigHup = 1;
    public const int SigTerm = 15;

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly Process _process;

    private RouterProcess(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Every line of standard output and error.</summary>
    public RecordedList<string> Output { get; } = new();

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The processor time that it has used so far, on all cores.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The highest resident memory so far, in bytes (Linux).</summary>
    public long PeakResidentBytes =>
        long.Parse(File.ReadLines($"/proc/{Id}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal))[6..^3].Trim(), System.Globalization.CultureInfo.InvariantCulture) * 1024;

    /// <summary>The management API's bearer key, from the file that the router named.</summary>
    public async Task<string> AdminKeyAsync() => (await File.ReadAllTextAsync(await AdminKeyFileAsync())).Trim();

    /// <summary>The file of the line <c>admin key FILE</c>.</summary>
    public Task<string> AdminKeyFileAsync() => PrintedAsync("admin key ");

    /// <summary>The whole push URL of the line <c>push url INTEGRATION URL</c>.</summary>
    public async Task<Uri> PushUrlAsync(string integration) => new(await PrintedAsync($"push url {integration} "));

    /// <summary>Starts it and does not wait.</summary>
    public static RouterProcess Start(RouterOptions options)
    {
        var url = new Uri($"http://127.0.0.1:{options.Port}");
        string[] command =
        [
            .. options.Under, options.Executable, "run", "--urls", url.ToString().TrimEnd('/'), "--data", options.DataDirectory,
            .. options.ConfigFile is null ? (string[])[] : ["--config", options.ConfigFile],
        ];
        var start = RouterCommand.StartInfo(command[0], command[1..]);
        start.WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(options.DataDirectory))!;
        foreach (var (name, value) in options.Environment)
            start.Environment[name] = value;

        var process = new Process { StartInfo = start };
        var router = new RouterProcess(process, url);
        process.OutputDataReceived += (_, line) => router.Record(line.Data);
        process.ErrorDataReceived += (_, line) => router.Record(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return router;
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<RouterProcess> StartReadyAsync(RouterOptions options, TimeSpan? bound = null)
    {
        var router = Start(options);
        try
        {
            await router.ReadyAsync(bound ?? TimeSpan.FromSeconds(60));
            return router;
        }
        catch
        {
            await router.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until <c>/health/ready</c> answers 200.</summary>
    /// <exception cref="InvalidOperationException">It exited first.</exception>
    public Task ReadyAsync(TimeSpan bound) => Eventually.FitsAsync(IsReadyAsync, ready => ready, $"{Url}health/ready", bound);

    /// <summary>SIGKILL: no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Signal(int signal)
    {
        if (NativeMethods.Kill(Id, signal) != 0)
            throw new InvalidOperationException($"kill({Id}, {signal}) failed");
    }

    /// <summary>SIGTERM, and the exit code.</summary>
    public async Task<int> StopAsync(TimeSpan bound)
    {
        Signal(SigTerm);
        return await ExitAsync(bound);
    }

    public async Task<int> ExitAsync(TimeSpan bound)
    {
        using var deadline = new CancellationTokenSource(bound);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"router {Id} still runs after {bound.TotalSeconds:0} s:\n{Tail()}");
        }

        return _process.ExitCode;
    }

    /// <summary>How it ended: its exit code (128 and the signal that ended it) and its last lines. Null while it runs.</summary>
    public async Task<string?> EndAsync()
    {
        if (!_process.HasExited)
            return null;
        await _process.WaitForExitAsync();
        return $"router {Id} exited with {_process.ExitCode}:\n{Tail()}";
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (await EndAsync() is { } end)
            throw new InvalidOperationException($"not ready: {end}");

        try
        {
            using var response = await Http.GetAsync(new Uri(Url, "health/ready"));
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException)
        {
            return false;
        }
    }

    private async Task<string> PrintedAsync(string prefix)
    {
        var line = await Output.FirstAsync(l => l.StartsWith(prefix, StringComparison.Ordinal), $"the line '{prefix}...'", TimeSpan.FromSeconds(10));
        return line[prefix.Length..].Trim();
    }

    private string Tail() => string.Join('\n', Output.Snapshot().TakeLast(40));

    private void Record(string? line)
    {
        if (line is not null)
            Output.Add(line);
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "kill"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Kill(int pid, int signal);
    }
}
