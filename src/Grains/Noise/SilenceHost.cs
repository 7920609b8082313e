using Microsoft.Extensions.Hosting;
using Router.Domain.Configuration;
using Router.Domain.Incidents;
using Router.Domain.Noise;
using Router.Domain.Routing;
using Router.Domain.Storage;
using Router.Grains.Interfaces;

namespace Router.Grains.Noise;

/// <summary>
/// Keeps this process's silences: the config's and the stored ones, looked for twice a second. When one is gone before its time,
/// the open incidents are woken, so that what it held back is told now.
/// </summary>
internal sealed partial class SilenceHost(
    ICurrentConfig config, StoredSilences stored, IIndexQuery index, IGrainFactory grains, TimeProvider time, ILogger<SilenceHost> logger)
    : BackgroundService, ISilences, ISilenceRefresh
{
    private const int WakesAtOnce = 64;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _refreshing = new(1);
    private readonly SemaphoreSlim _toWake = new(0);
    private RouteTable? _table;
    private volatile SilenceSet? _current;

    /// <inheritdoc/>
    public SilenceSet Current => _current ?? new(config.Table.Config.Silences);

    /// <inheritdoc/>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            var isChanged = await stored.RefreshAsync(now, cancellationToken);
            var table = config.Table;
            if (!isChanged && table == _table)
                return;
            var before = Current;
            var current = new SilenceSet([.. table.Config.Silences, .. stored.Live.Values.Select(s => s.Silence).OfType<Silence>()]);
            var previous = _table;
            (_table, _current) = (table, current);
            var signatures = current.All.Select(s => s.Signature()).ToHashSet();
            if (before.All.Any(s => s.Schedule.IsActive(now) && !signatures.Contains(s.Signature())) || IsNoiseChanged(previous, table))
                _toWake.Release();
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _refreshing.Dispose();
        _toWake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(LookAlwaysAsync(stoppingToken), WakeAlwaysAsync(stoppingToken));

    /// <summary>The channels' rules are others than before; at the start that is not known, and only what incidents inhibit needs to be told anew.</summary>
    private static bool IsNoiseChanged(RouteTable? before, RouteTable now) =>
        before is null
            ? now.Config.Channels.Any(c => !c.Inhibit.IsEmpty)
            : before != now && !before.Config.Channels.Select(c => c.NoiseSignature).SequenceEqual(now.Config.Channels.Select(c => c.NoiseSignature));

    private async Task LookAlwaysAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
            await LookAsync(cancellationToken);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotRead(e);
        }
    }

    private async Task WakeAlwaysAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _toWake.WaitAsync(cancellationToken);
            try
            {
                foreach (var status in (IncidentStatus[])[IncidentStatus.Triggered, IncidentStatus.Acknowledged])
                {
                    await Parallel.ForEachAsync(
                        IndexPages.ReadAsync(index, IncidentStore.GrainType, status.ToString(), cancellationToken),
                        new ParallelOptions { MaxDegreeOfParallelism = WakesAtOnce, CancellationToken = cancellationToken },
                        (row, _) => new(WakeAsync(row.Id)));
                }
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotListed(e);
            }
        }
    }

    private async Task WakeAsync(string incident)
    {
        try
        {
            await grains.GetGrain<IIncidentGrain>(incident).WakeAsync();
        }
        catch (Exception e)
        {
            LogNotWoken(incident, e);
        }
    }

    [LoggerMessage(1301, LogLevel.Warning, "The silences could not be read; the last known ones stay in force")]
    private partial void LogNotRead(Exception e);

    [LoggerMessage(1303, LogLevel.Warning, "Incident {Incident} could not be woken after a silence; it looks itself within five minutes")]
    private partial void LogNotWoken(string incident, Exception e);

    [LoggerMessage(1304, LogLevel.Warning, "The open incidents could not be listed after a silence; they look themselves within five minutes")]
    private partial void LogNotListed(Exception e);
}
