namespace Router.Acceptance.Driver;

/// <summary>A cluster of <c>deploy/local-cluster.sh</c>: PostgreSQL, silos, API hosts, and nginx before them.</summary>
public sealed class LocalCluster : IAsyncDisposable
{
    private const string Script = "local-cluster.sh";
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(4);
    private readonly TempDirectory _directory;
    private readonly Dictionary<string, string> _settings;

    private LocalCluster(TempDirectory directory)
    {
        _directory = directory;
        _settings = File.ReadLines(directory.File("cluster.env")).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    /// <summary>What the load balancer listens on.</summary>
    public Uri Front => new($"http://127.0.0.1:{_settings["NGINX_PORT"]}");

    public string AdminKey => File.ReadAllText(_directory.File("admin.key")).Trim();

    public IReadOnlyList<string> Silos => Names("silo", "SILOS");

    public IReadOnlyList<string> Apis => Names("api", "APIS");

    /// <summary>Starts two silos, two API hosts and what they need, and waits until all are ready.</summary>
    /// <param name="config">The config.</param>
    /// <param name="build">The folder of the build that the hosts run; null for this repository's own.</param>
    public static async Task<LocalCluster> StartAsync(string config, string? build = null)
    {
        var directory = new TempDirectory();
        // A machine that is busy with other tests is not overload.
        foreach (var api in (string[])["api-1", "api-2"])
            directory.Write($"{api}.settings", "Router__Ingress__AnswerWithin=00:00:15\n");
        if (build is not null)
            foreach (var host in (string[])["silo-1", "silo-2", "api-1", "api-2"])
                directory.Write($"{host}.build", build);
        var start = await LocalClusterScript.RunAsync(Script, ["start", "--dir", directory.Path, "--silos", "2", "--apis", "2", "--config", directory.Write("router.yaml", config)], Bound);
        var cluster = new LocalCluster(directory);
        if (start.ExitCode == 0)
            return cluster;
        await cluster.DisposeAsync();
        throw new InvalidOperationException(start.Text);
    }

    public Uri UrlOf(string name) => new($"http://127.0.0.1:{_settings[$"{name.Replace('-', '_').ToUpperInvariant()}_HTTP"]}");

    /// <summary>Stops a process as a supervisor does (SIGTERM), and waits for its end.</summary>
    public Task DownAsync(string name) => RunAsync("down", name);

    /// <summary>Starts a process; a host is ready then.</summary>
    public Task UpAsync(string name) => RunAsync("up", name);

    /// <summary>Has a host run this repository's own build when it starts next.</summary>
    public void Upgrade(string host) => File.Delete(_directory.File($"{host}.build"));

    public async ValueTask DisposeAsync()
    {
        await LocalClusterScript.RunAsync(Script, ["stop", "--dir", _directory.Path], Bound);
        _directory.Dispose();
    }

    private async Task RunAsync(string verb, string name)
    {
        var run = await LocalClusterScript.RunAsync(Script, [verb, name, "--dir", _directory.Path], Bound);
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"{verb} {name}: {run.Text}");
    }

    private string[] Names(string prefix, string count) =>
        [.. Enumerable.Range(1, int.Parse(_settings[count], System.Globalization.CultureInfo.InvariantCulture)).Select(i => $"{prefix}-{i}")];
}
