using System.Globalization;
using Microsoft.AspNetCore.Components;
using Orleans.Runtime;
using Router.Api.Cluster;
using Router.Api.Dashboard.Live;
using Router.Api.Health;
using Router.Api.Stats;
using Router.Domain.Alerts;

namespace Router.Api.Dashboard.Pages;

/// <summary>How much noise was removed, what is open, and whether all is well.</summary>
public sealed partial class Overview
{
    private static readonly Severity[] Severities = [Severity.Critical, Severity.Warning, Severity.Info];

    private static readonly TimeSpan Silent = TimeSpan.FromDays(7);

    private static readonly TimeSpan SilosKept = TimeSpan.FromSeconds(10);

    private string _window = "1h";
    private StatsAnswer? _stats;
    private Readiness _readiness;
    private IReadOnlyList<ChartBar> _bars = [];
    private long _waiting;
    private (int Active, int Changing)? _silos;
    private DateTimeOffset _silosAt;

    [Inject]
    private SharedReads Reads { get; set; } = null!;

    [Inject]
    private JournalPulse Pulse { get; set; } = null!;

    /// <inheritdoc/>
    protected override Task NextAsync(CancellationToken cancellationToken) => Pulse.NextAsync(cancellationToken);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _readiness = Readiness.Current;
        var window = _window;
        var stats = await Reads.ReadAsync((nameof(Overview), window), () => Stats.ReadAsync(window), null, cancellationToken);
        _bars = [.. stats.Buckets.Select(b => new ChartBar(b.From, Received(b), b.Duplicate, b.Suppressed, b.Notified))];
        _waiting = stats.WaitingDeliveries;
        _stats = stats;
        if (Time.GetUtcNow() - _silosAt < SilosKept)
            return;
        _silosAt = Time.GetUtcNow();
        try
        {
            _silos = await Reads.ReadAsync<(int Active, int Changing)?>(nameof(ClusterReader), async () => await Cluster.SilosAsync(), null, cancellationToken);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            _silos = null;
        }
    }

    private static long Received(StatsBucket bucket) => bucket.Accepted + bucket.Duplicate + bucket.Ignored;

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds < 0.05 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");

    private static string Milliseconds(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.#} ms");

    private Task ShowAsync(string window)
    {
        _window = window;
        return ReloadAsync();
    }

    /// <summary>For how long nothing came, when that is remarkably long; counted from the start when nothing came since.</summary>
    private TimeSpan? Silence(IntegrationItem integration)
    {
        var silent = Time.GetUtcNow() - (integration.LastEventAt ?? _stats!.StartedAt);
        return silent >= Silent ? silent : null;
    }
}
