using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Router.Api.Management.Config;
using Router.Domain.Configuration;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Silo.Configuration;

/// <summary>
/// The config of a cluster: the store has it, and every host looks twice a second whether there is a newer version. One that this host
/// can't use (a secret that it can't resolve, mostly) changes nothing here, and the host is not ready until it can: it tries at every look.
/// </summary>
internal sealed partial class ClusterConfigHost : BackgroundService, ICurrentConfig, IConfigChanges
{
    /// <summary>How the document is called in messages.</summary>
    public const string Name = "config";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private readonly ConfigHistory _history;
    private readonly string _folderFile;
    private readonly TimeProvider _time;
    private readonly ILogger<ClusterConfigHost> _logger;
    private readonly SemaphoreSlim _changing = new(1);
    private volatile RouteTable _table;
    private volatile string? _problem;
    private long _refused;

    /// <summary>Begins with a version that was read and found good.</summary>
    public ClusterConfigHost(ConfigStart start, ConfigHistory history, TimeProvider time, ILogger<ClusterConfigHost> logger)
    {
        (_folderFile, _table, _history, _time, _logger) = (start.Path, start.Table, history, time, logger);
    }

    /// <inheritdoc/>
    public RouteTable Table => _table;

    /// <inheritdoc/>
    public string? Problem => _problem;

    /// <inheritdoc/>
    public ValueTask CatchUpAsync(CancellationToken cancellationToken = default) => new(LookAsync(cancellationToken));

    /// <inheritdoc/>
    public async Task<ConfigChange> ChangeAsync(Func<string, ConfigDraft> edit, long? expected, string author, string? reason)
    {
        await _changing.WaitAsync();
        try
        {
            var newest = (await _history.NewestAsync())!;
            if (expected is { } version && version != newest.Version)
                return new ConfigChange.Outdated(newest.Version);
            var draft = edit(newest.Text);
            var (config, diagnostics) = ConfigFile.Compile(_folderFile, draft);
            if (config is null)
                return new ConfigChange.Invalid(diagnostics);
            var revision = await _history.RecordAsync(draft.Document, author, reason, newest.Version);
            Use(config, revision.Version);
            return new ConfigChange.InForce(revision.Version, diagnostics);
        }
        catch (StoreConflictException)
        {
            return new ConfigChange.Outdated((await _history.NewestAsync())!.Version);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Looks for a newer version and, when this host can use it, puts it in force.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            if (await _history.NewestAsync(cancellationToken) is not { } newest || newest.Version == _table.Version)
                return;
            var result = ConfigFile.Parse(_folderFile, newest.Text);
            if (result.Config is { } config)
                Use(config, newest.Version);
            else
                Refuse(newest.Version, [.. result.Diagnostics.Where(d => d.IsError)]);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _changing.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (StoreUnavailableException e)
            {
                LogNotRead(e.Message);
            }
        }
    }

    private void Use(RouterConfig config, long version)
    {
        _table = new(config, version);
        _problem = null;
        LogInForce(version);
    }

    private void Refuse(long version, IReadOnlyList<ConfigDiagnostic> errors)
    {
        _problem = $"config version {version} can't be used by this host: {errors[0].ToString(Name)}";
        if (_refused == version)
            return;
        _refused = version;
        foreach (var error in errors)
            LogError(error.ToString(Name));
        LogKept(version, errors.Count, _table.Version);
    }

    [LoggerMessage(2011, LogLevel.Information, "Config version {Version} is in force")]
    private partial void LogInForce(long version);

    [LoggerMessage(2012, LogLevel.Error, "{Error}")]
    private partial void LogError(string error);

    [LoggerMessage(2013, LogLevel.Error, "Config version {Version} has {Errors} errors on this host, which is not ready and keeps version {Kept}")]
    private partial void LogKept(long version, int errors, long kept);

    [LoggerMessage(2014, LogLevel.Debug, "The store did not say whether there is a newer config: {Cause}")]
    private partial void LogNotRead(string cause);
}
