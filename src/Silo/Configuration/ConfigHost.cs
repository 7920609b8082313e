using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Router.Domain.Configuration;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Silo.Configuration;

/// <summary>
/// The config file in force. Read again when the file changes and on SIGHUP; a bad one changes nothing,
/// is reported with every error, and the last good one stays.
/// </summary>
internal sealed partial class ConfigHost : BackgroundService, ICurrentConfig
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private readonly string _path;
    private readonly ConfigVersions _versions;
    private readonly TimeProvider _time;
    private readonly ILogger<ConfigHost> _logger;
    private readonly SemaphoreSlim _reloading = new(1);
    private volatile RouteTable _table;
    private FileStamp _stamp;

    /// <summary>Begins with a config that was read and found good.</summary>
    public ConfigHost(ConfigStart start, ConfigVersions versions, TimeProvider time, ILogger<ConfigHost> logger)
    {
        (_path, _table, _stamp) = (start.Path, start.Table, start.Stamp);
        (_versions, _time, _logger) = (versions, time, logger);
    }

    /// <inheritdoc/>
    public RouteTable Table => _table;

    /// <summary>Reads the file and, when it is good, puts it in force.</summary>
    /// <returns>The diagnostics; empty errors when it is in force.</returns>
    public async Task<ImmutableArray<ConfigDiagnostic>> ReloadAsync()
    {
        await _reloading.WaitAsync();
        try
        {
            _stamp = FileStamp.Of(_path);
            return await ApplyAsync(await File.ReadAllTextAsync(_path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
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

    /// <summary>Changes the file's text and puts it in force, unless the changed text is bad.</summary>
    /// <param name="edit">Makes the new text of the old.</param>
    /// <returns>The changed text's errors; empty when it is in force.</returns>
    public async Task<ImmutableArray<ConfigDiagnostic>> EditAsync(Func<string, string> edit)
    {
        var current = await File.ReadAllTextAsync(_path);
        var text = edit(current);
        if (text == current)
            return [];
        var result = ConfigFile.Parse(_path, text);
        if (result.Config is null)
            return [.. result.Diagnostics.Where(d => d.IsError)];
        ConfigFile.Write(_path, text);
        return await ReloadAsync();
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

    private async Task<ImmutableArray<ConfigDiagnostic>> ApplyAsync(string text)
    {
        var result = ConfigFile.Parse(_path, text);
        if (result.Config is { } config)
        {
            _table = new(config, await _versions.VersionOfAsync(text));
            LogReloaded(_path, _table.Version);
            return [];
        }

        var errors = result.Diagnostics.Where(d => d.IsError).ToImmutableArray();
        foreach (var error in errors)
            LogError(error.ToString(_path));
        LogKept(_path, errors.Length, _table.Version);
        return errors;
    }

    [LoggerMessage(2001, LogLevel.Information, "{File} is in force as version {Version}")]
    private partial void LogReloaded(string file, long version);

    [LoggerMessage(2002, LogLevel.Error, "{Error}")]
    private partial void LogError(string error);

    [LoggerMessage(2003, LogLevel.Error, "{File} has {Errors} errors and changes nothing: version {Version} stays in force")]
    private partial void LogKept(string file, int errors, long version);

    [LoggerMessage(2004, LogLevel.Error, "{File} can't be put in force: version {Version} stays. {Cause}")]
    private partial void LogNotApplied(string file, long version, string cause);
}
