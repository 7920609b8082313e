using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Router.Api.Management.Config;
using Router.Domain.Configuration;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Silo.Configuration;

/// <summary>
/// The config file in force. Read again when the file changes and on SIGHUP; a bad one changes nothing,
/// is reported with every error, and the last good one stays.
/// </summary>
internal sealed partial class ConfigHost : BackgroundService, ICurrentConfig, IConfigChanges
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private readonly string _path;
    private readonly ConfigHistory _history;
    private readonly TimeProvider _time;
    private readonly ILogger<ConfigHost> _logger;
    private readonly SemaphoreSlim _reloading = new(1);
    private volatile RouteTable _table;
    private FileStamp _stamp;

    /// <summary>Begins with a config that was read and found good.</summary>
    public ConfigHost(ConfigStart start, ConfigHistory history, TimeProvider time, ILogger<ConfigHost> logger)
    {
        (_path, _table, _stamp) = (start.Path, start.Table, start.Stamp);
        (_history, _time, _logger) = (history, time, logger);
    }

    /// <inheritdoc/>
    public RouteTable Table => _table;

    /// <inheritdoc/>
    public string? Problem { get; private set; }

    /// <summary>Where an edit that was refused is kept when a change over the API takes its place.</summary>
    private string RefusedPath => $"{_path}.refused";

    /// <summary>Reads the file and, when it is good, puts it in force.</summary>
    /// <returns>The diagnostics; empty errors when it is in force.</returns>
    public async Task<ImmutableArray<ConfigDiagnostic>> ReloadAsync()
    {
        await _reloading.WaitAsync();
        try
        {
            return await ReadAsync();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Problem = e.Message;
            LogNotApplied(_path, _table.Version, e.Message);
            return [];
        }
        catch (StoreUnavailableException e)
        {
            // A stamp that no file has: the next look tries again.
            _stamp = default;
            LogNotApplied(_path, _table.Version, e.Message);
            return [];
        }
        finally
        {
            _reloading.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<ConfigChange> ChangeAsync(Func<string, ConfigDraft> edit, long? expected, string author, string? reason)
    {
        await _reloading.WaitAsync();
        try
        {
            if (FileStamp.Of(_path) != _stamp)
                await ReadAsync();
            if (expected is { } version && version != _table.Version)
                return new ConfigChange.Outdated(_table.Version);
            var current = await File.ReadAllTextAsync(_path);
            var draft = edit(current);
            var (config, diagnostics) = ConfigFile.Compile(_path, draft);
            if (config is null)
                return new ConfigChange.Invalid(diagnostics);
            var text = draft.Document;
            if (text != current)
                Write(text, current);
            _stamp = default;
            await UseAsync(config, text, author, reason);
            _stamp = FileStamp.Of(_path);
            return new ConfigChange.InForce(_table.Version, diagnostics);
        }
        finally
        {
            _reloading.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _reloading.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            _ = ReloadAsync();
        });
        using var timer = new PeriodicTimer(LookEvery, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (FileStamp.Of(_path) != _stamp)
                await ReloadAsync();
        }
    }

    private async Task<ImmutableArray<ConfigDiagnostic>> ReadAsync()
    {
        _stamp = FileStamp.Of(_path);
        var text = await File.ReadAllTextAsync(_path);
        var result = ConfigFile.Parse(_path, text);
        if (result.Config is { } config)
        {
            await UseAsync(config, text, ConfigRevision.FileAuthor, null);
            return [];
        }

        var errors = result.Diagnostics.Where(d => d.IsError).ToImmutableArray();
        foreach (var error in errors)
            LogError(error.ToString(_path));
        Problem = FormattableString.Invariant($"{errors.Length} errors, version {_table.Version} stays in force; the first: {errors[0].ToString(_path)}");
        LogKept(_path, errors.Length, _table.Version);
        return errors;
    }

    private void Write(string text, string current)
    {
        // An edit that was refused is somebody's work: it is set aside, not lost.
        if (ConfigFile.Parse(_path, current).Config is null)
            ConfigFile.Write(RefusedPath, current);
        ConfigFile.Write(_path, text);
    }

    private async Task UseAsync(RouterConfig config, string text, string author, string? reason)
    {
        _table = new(config, (await _history.RecordAsync(text, author, reason)).Version);
        Problem = null;
        LogReloaded(_path, _table.Version);
    }

    [LoggerMessage(2001, LogLevel.Information, "{File} is in force as version {Version}")]
    private partial void LogReloaded(string file, long version);

    [LoggerMessage(2002, LogLevel.Error, "{Error}")]
    private partial void LogError(string error);

    [LoggerMessage(2003, LogLevel.Error, "{File} changes nothing, errors: {Errors}; version {Version} stays in force")]
    private partial void LogKept(string file, int errors, long version);

    [LoggerMessage(2004, LogLevel.Error, "{File} can't be put in force: version {Version} stays. {Cause}")]
    private partial void LogNotApplied(string file, long version, string cause);
}
