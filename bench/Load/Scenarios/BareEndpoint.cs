using Router.Acceptance.Driver;
using Router.Load.Client;
using Router.Load.Requests;

namespace Router.Load.Scenarios;

/// <summary>The barest Kestrel endpoint that only reads and verifies: the floor of what this machine and this generator can show.</summary>
internal sealed class BareEndpoint : IAsyncDisposable
{
    private const string Secret = "bench-client-secret-0123456789abcdef";

    private readonly PeerProcess _process;
    private readonly BenchSettings _settings;
    private readonly SentryTarget _target;

    private BareEndpoint(PeerProcess process, BenchSettings settings)
    {
        (_process, _settings) = (process, settings);
        _target = new(new Uri($"http://127.0.0.1:{process.Port}/webhooks/sentry/bench-push-key-0000000001"), Secret);
    }

    /// <summary>Starts one, and warms it up.</summary>
    public static async Task<BareEndpoint> StartAsync(BenchSettings settings)
    {
        var executable = Path.Combine(SolutionRoot.Path, "bench", "Baseline", "bin", SolutionRoot.Configuration, "net10.0", "Router.Baseline");
        var bare = new BareEndpoint(await PeerProcess.StartAsync(executable, port => [$"http://127.0.0.1:{port}", Secret]), settings);
        await LoadRun.RunAsync(bare.Load() with { Duration = settings.WarmUp });
        return bare;
    }

    /// <summary>The options of the ordinary load on it.</summary>
    public LoadOptions Load() => new()
    {
        Server = _process.Server,
        Requests = connection => new SentryRequests(_target, IssueChoices.Uniform(_settings.Issues), connection),
        Duration = _settings.Round,
    };

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
