using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Router.Acceptance.Driver;

namespace Router.Chaos;

/// <summary>The processes that <c>deploy/local-cluster.sh</c> started.</summary>
public sealed class LocalCluster
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly ChaosOptions _options;
    private readonly Dictionary<string, string> _settings;

    public LocalCluster(ChaosOptions options)
    {
        _options = options;
        _settings = File.ReadLines(Path.Combine(options.Directory, "cluster.env")).Select(line => line.Split('=', 2)).ToDictionary(p => p[0], p => p[1].Trim('\''));
    }

    public IReadOnlyList<string> Silos => Names("silo", "SILOS");

    public IReadOnlyList<string> Apis => Names("api", "APIS");

    public Uri Front => new($"http://127.0.0.1:{_settings["NGINX_PORT"]}");

    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = int.Parse(_settings["POSTGRES_PORT"], CultureInfo.InvariantCulture),
        Username = "postgres",
        Password = _settings["POSTGRES_PASSWORD"],
        Database = "postgres",
    }.ConnectionString;

    /// <summary>One verb of the script for one process; what is begun may not be ready yet.</summary>
    public Task DoAsync(string verb, string name) => RunAsync(_options.Script, [verb, name, "--no-wait", "--dir", _options.Directory], throws: true);

    /// <summary>Thaws and starts whatever does not run, and waits until every host is ready.</summary>
    public async Task HealAsync()
    {
        foreach (var name in (string[])["postgres", .. Silos, .. Apis, "nginx"])
        {
            await RunAsync(_options.Script, ["thaw", name, "--dir", _options.Directory], throws: false);
            await DoAsync("up", name);
        }

        foreach (var name in (string[])[.. Silos, .. Apis])
            await ReadyAsync(name);
    }

    public void Fault(string name, IEnumerable<string> settings) => File.WriteAllLines(Path.Combine(_options.Directory, $"{name}.fault"), settings);

    public void NoFault(string name) => File.Delete(Path.Combine(_options.Directory, $"{name}.fault"));

    /// <summary>Ends every connection to the database, in the middle of whatever it does.</summary>
    public async Task CutConnectionsAsync()
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand("select count(pg_terminate_backend(pid)) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'");
        await command.ExecuteScalarAsync();
    }

    /// <summary>Drops what the partitioned silo sends to the others, and so their connections; the database has another address.</summary>
    public Task PartitionAsync(bool cut) =>
        RunAsync("ip", ["netns", "exec", _options.Namespace!, "ip", "route", cut ? "replace" : "del", "blackhole", $"{_options.Others}/32"], throws: cut);

    /// <summary>By how much a host's clock is before this one's, to a second or two: by the Date of its answer, for which this waits.</summary>
    public async Task<TimeSpan> ClockShiftAsync(string name) =>
        (await Eventually.FitsAsync(() => ClockShiftNowAsync(name), shift => shift is not null, $"{name} to say what time it is", Bound))!.Value;

    private async Task<TimeSpan?> ClockShiftNowAsync(string name)
    {
        try
        {
            using var response = await Http.GetAsync(new Uri(UrlOf(name), "health/live"));
            return response.Headers.Date - TimeProvider.System.GetUtcNow();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    private Task ReadyAsync(string name) => Eventually.FitsAsync(() => IsReadyAsync(name), ready => ready, $"{name} to be ready", Bound);

    private async Task<bool> IsReadyAsync(string name)
    {
        // A silo that was declared dead while it was frozen ends itself a moment after it is thawed.
        await DoAsync("up", name);
        try
        {
            using var response = await Http.GetAsync(new Uri(UrlOf(name), "health/ready"));
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private Uri UrlOf(string name)
    {
        var host = Path.Combine(_options.Directory, $"{name}.host");
        var address = File.Exists(host) ? File.ReadAllText(host).Trim() : "127.0.0.1";
        return new($"http://{address}:{_settings[$"{name.Replace('-', '_').ToUpperInvariant()}_HTTP"]}");
    }

    private string[] Names(string prefix, string count) =>
        [.. Enumerable.Range(1, int.Parse(_settings[count], CultureInfo.InvariantCulture)).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{i}"))];

    private static async Task RunAsync(string program, string[] arguments, bool throws)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        // A started router keeps the pipe no longer than its starter: its own output goes to its log.
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (throws && process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {error}");
    }
}
