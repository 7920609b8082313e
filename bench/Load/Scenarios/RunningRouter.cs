using System.Net;
using Router.Acceptance.Driver;
using Router.Load.Client;
using Router.Load.Requests;

namespace Router.Load.Scenarios;

/// <summary>A router process with a data folder of its own and a config like a small organisation's.</summary>
public sealed class RunningRouter : IAsyncDisposable
{
    /// <summary>The secret part of the push URL.</summary>
    public const string Key = "bench-push-key-0000000001";

    /// <summary>What the webhooks are signed with.</summary>
    public const string ClientSecret = "bench-client-secret-0123456789abcdef";

    private readonly RouterOptions _options;
    private readonly BenchSettings _settings;

    private RunningRouter(RouterOptions options, BenchSettings settings, RouterProcess process) => (_options, _settings, Process) = (options, settings, process);

    public RouterProcess Process { get; }

    public IPEndPoint Server => new(IPAddress.Loopback, _options.Port);

    /// <summary>Starts one on an empty folder and waits until it takes webhooks.</summary>
    /// <param name="context">The run's.</param>
    /// <param name="name">Its folder's name.</param>
    /// <param name="config">Its <c>router.yaml</c>; null is that of a small organisation.</param>
    /// <param name="settings">Its settings, as environment variables.</param>
    public static async Task<RunningRouter> StartAsync(
        BenchContext context, string name, string? config = null, IReadOnlyDictionary<string, string>? settings = null) =>
        (await StartTimedAsync(context, Prepare(context, name, config) with { Environment = settings ?? new Dictionary<string, string>() })).Router;

    /// <summary>Starts one on an empty folder that takes no webhooks itself, and waits until it is ready.</summary>
    public static async Task<RunningRouter> StartSiloAsync(BenchContext context, string name, IReadOnlyDictionary<string, string> settings)
    {
        var options = Prepare(context, name) with { Environment = settings };
        return new(options, context.Settings, await RouterProcess.StartReadyAsync(options));
    }

    /// <summary>Starts one on an empty folder, and how long it took from the start of the process to the first 202.</summary>
    public static Task<(RunningRouter Router, TimeSpan FirstAccepted)> StartTimedAsync(BenchContext context, string name) =>
        StartTimedAsync(context, Prepare(context, name));

    /// <summary>Starts one whose folder holds so many open issues, on a channel without sinks, and how long it took to the first 202.</summary>
    public static async Task<(RunningRouter Router, TimeSpan FirstAccepted)> StartSeededAsync(BenchContext context, string name, long issues)
    {
        var options = Prepare(context, name);
        var target = new SentryTarget(new Uri("http://127.0.0.1/"), ClientSecret, Environment: "stored");
        await StoreSeeder.SeedAsync(options.DataDirectory, await File.ReadAllTextAsync(options.ConfigFile!), target, issues);
        return await StartTimedAsync(context, options);
    }

    /// <summary>Closed loop, spread over the given number of issues; so many answers may be 503.</summary>
    public Task<LoadResult> SpreadAsync(long issues, TimeSpan duration, long refused = 0) => RunAsync(IssueChoices.Uniform(issues), duration, refused);

    /// <summary>Closed loop until every issue of the range was sent once, as small as possible, on a channel without sinks.</summary>
    public async Task<LoadResult> FillAsync(long issues) =>
        AllAccepted(await LoadRun.RunAsync(Load(IssueChoices.Sequential(), Target(bodyBytes: 0, "stored")) with { Total = issues, Duration = TimeSpan.FromHours(1) }));

    /// <summary>Closed loop; every answer must be 202, but for so many that may be 503.</summary>
    public async Task<LoadResult> RunAsync(IssueChoice choose, TimeSpan duration, long refused = 0) =>
        AllAccepted(await LoadRun.RunAsync(Load(choose) with { Duration = duration }), refused);

    /// <summary>The options of a load on this router.</summary>
    public LoadOptions Load(IssueChoice choose, SentryTarget? target = null)
    {
        var to = target ?? Target();
        return new() { Server = Server, Requests = connection => new SentryRequests(to, choose, connection), Duration = _settings.Round };
    }

    public SentryTarget Target(int bodyBytes = 6_000, string environment = "production") =>
        new(new Uri(Process.Url, $"webhooks/sentry/{Key}"), ClientSecret, bodyBytes, environment);

    /// <summary>Ends it and forgets its data. What it printed is kept beside; of one that ended by itself, how it ended and its last lines are told.</summary>
    public async ValueTask DisposeAsync()
    {
        var end = await Process.EndAsync();
        await File.WriteAllLinesAsync(Path.GetDirectoryName(_options.DataDirectory) + ".log", Process.Output.Snapshot());
        if (end is not null)
            await Console.Error.WriteLineAsync(end);
        await Process.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_options.DataDirectory)!, recursive: true);
    }

    private static async Task<(RunningRouter Router, TimeSpan FirstAccepted)> StartTimedAsync(BenchContext context, RouterOptions options)
    {
        var started = TimeProvider.System.GetTimestamp();
        var router = new RunningRouter(options, context.Settings, RouterProcess.Start(options));
        try
        {
            return (router, await router.FirstAcceptedAsync(started));
        }
        catch
        {
            await router.DisposeAsync();
            throw;
        }
    }

    private static RouterOptions Prepare(BenchContext context, string name, string? yaml = null)
    {
        var folder = Path.Combine(context.Settings.Work, name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var config = Path.Combine(folder, "router.yaml");
        File.WriteAllText(config, yaml ?? Config(context.Receiver.Url));
        return new() { DataDirectory = Path.Combine(folder, "data"), ConfigFile = config };
    }

    /// <summary>Fails when a webhook was answered otherwise than 202.</summary>
    /// <param name="result">The load's.</param>
    /// <param name="refused">How many may have been answered 503.</param>
    public static LoadResult AllAccepted(LoadResult result, long refused = 0) =>
        result.Statuses.Keys.All(s => s is "202" or "503") && Refused(result) <= refused && result is { Broken: 0, Unanswered: 0 } ? result
        : throw new InvalidOperationException($"not every webhook was accepted: {string.Join(", ", result.Statuses)}, {result.Broken} broken, {result.Unanswered} unanswered");

    /// <summary>How many webhooks were answered 503.</summary>
    public static long Refused(LoadResult result) => result.Statuses.GetValueOrDefault("503");

    private async Task<TimeSpan> FirstAcceptedAsync(long started)
    {
        using var connection = new HttpConnection(Server);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var requests = new SentryRequests(Target(), IssueChoices.Hot, connection: 0);
        while (!Process.HasExited)
        {
            try
            {
                if (await connection.SendAsync(requests.Next(0), bound.Token) == 202)
                {
                    return connection.Answer.Contains("\"accepted\"", StringComparison.Ordinal) ? TimeProvider.System.GetElapsedTime(started)
                        : throw new InvalidOperationException($"the webhook was not accepted: {connection.Answer}");
                }
            }
            catch (System.Net.Sockets.SocketException)
            {
                // Not listening yet.
            }

            await timer.WaitForNextTickAsync(bound.Token);
        }

        throw new InvalidOperationException("the router ended before it took a webhook");
    }

    private static string Config(Uri receiver) => $"""
        integrations:
          - id: load
            key: {Key}
            clientSecrets: ["{ClientSecret}"]
            routes:
              - name: stored
                when: environment == "stored"
                channels: [quiet]
              - name: search
                when: tags["team"] == "search"
                channels: [quiet]
              - name: payments
                when: project == "payments" && environment == "production"
                channels: [web]
            default: [web]
        channels:
          - id: web
            sinks: [hook]
          - id: quiet
            sinks: []
        sinks:
          - id: hook
            type: webhook
            url: "{receiver}"
            allowPrivate: true

        """;
}
