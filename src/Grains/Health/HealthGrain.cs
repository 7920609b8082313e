using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Health;
using Router.Domain.Storage;
using Router.Grains.Interfaces;
using Router.Grains.Storage;

namespace Router.Grains.Health;

/// <summary>The shell around <see cref="HealthPolicy"/>. What it tells are issues like any others, with the system channel as their destination.</summary>
[GrainType("health")]
internal sealed partial class HealthGrain(IGrainStateStorage storage, IIndexQuery index, ICurrentConfig config, TimeProvider time, ILogger<HealthGrain> logger) : Grain, IHealthGrain
{
    private static readonly TimeSpan ReportLasts = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, (HealthReport Report, DateTimeOffset At)> _reports = [];
    private GroupCommit<HealthState> _state = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var row = await storage.ReadAsync(HealthStore.Health, cancellationToken);
        _state = new(storage, HealthStore.Health, HealthStore.ReadHealth(row), row?.Version ?? 0, HealthStore.Encoder, DeactivateOnIdle);
    }

    public async Task ReportAsync(HealthReport report)
    {
        _state.ThrowIfFailed();
        var now = time.GetUtcNow();
        _reports[report.Host] = (report, now);
        foreach (var gone in _reports.Where(r => now - r.Value.At > ReportLasts).Select(r => r.Key).ToList())
            _reports.Remove(gone);

        var table = config.Table;
        var heard = HealthPolicy.Heard(_state.Pending.LastWebhooks, report.LastWebhooks, table.Config, now);
        var lastEvents = HealthPolicy.LastEvents(_state.Pending.LastEvents, report.LastWebhooks, table.Config);
        await _state.CommitAsync(_state.Pending with { LastWebhooks = heard, LastEvents = lastEvents, StoredAt = now }, []);
        var causes = table.Config.System?.Channel is null ? [] : await CausesAsync(table.Config, heard, now);
        foreach (var alert in HealthPolicy.Alerts(_state.Pending.Open, causes, now))
            await TellAsync(alert);
    }

    private async Task<List<HealthCause>> CausesAsync(RouterConfig current, ImmutableDictionary<string, DateTimeOffset> heard, DateTimeOffset now) =>
    [
        .. _reports.Values.SelectMany(r => r.Report.Causes),
        .. HealthPolicy.Silent(heard, current, now),
        .. await DisabledAsync(current),
        .. await DeadLettersAsync(),
    ];

    private async Task<IEnumerable<HealthCause>> DisabledAsync(RouterConfig current)
    {
        var sinks = await Task.WhenAll(current.Sinks.Select(async sink => (sink.Id, Status: await GrainFactory.GetGrain<ISinkGrain>(sink.Id).StatusAsync())));
        return sinks.Where(sink => sink.Status.DisabledAt is not null).Select(sink => new HealthCause(
            HealthKind.SinkDisabled, sink.Id, $"Sink {sink.Id} is disabled: its receiver wants no more", $"{sink.Status.DisabledReason} A person enables it: POST /api/v1/sinks/{sink.Id}/enable"));
    }

    private async Task<IEnumerable<HealthCause>> DeadLettersAsync()
    {
        const int pageSize = 500;
        var page = await index.ListAsync(new() { Type = DeliveryStore.GrainType, Status = nameof(DeliveryStatus.DeadLetter), Limit = pageSize });
        return page.Items.Select(queue => queue.Row.Rule ?? "").Distinct().Where(sink => sink.Length > 0).Select(sink => new HealthCause(
            HealthKind.DeadLetters, sink, $"Deliveries to sink {sink} were given up", $"See them, and retry or drop each: GET /api/v1/deliveries?state=dead_letter&sink={sink}"));
    }

    /// <summary>First the alert, then that it was told: a crash between the two tells the same again, which the issue knows.</summary>
    private async Task TellAsync(AlertEvent alert)
    {
        var cause = alert.Issue.Value[(alert.Issue.Value.LastIndexOf('|') + 1)..];
        var isOver = alert.Kind == AlertKind.Resolve;
        await GrainFactory.GetGrain<IIssueGrain>(alert.Issue.Value).IngestAsync(alert, config.Table.RouteSystem(alert));
        var open = _state.Pending.Open;
        await _state.CommitAsync(_state.Pending with { Open = isOver ? open.Remove(cause) : open.Add(cause) }, []);
        if (isOver)
            LogOver(cause);
        else
            LogBegun(cause, alert.Title, alert.Message);
    }

    [LoggerMessage(1601, LogLevel.Warning, "{Cause}: {Title}. {Detail}")]
    private partial void LogBegun(string cause, string? title, string? detail);

    [LoggerMessage(1602, LogLevel.Information, "{Cause} is over")]
    private partial void LogOver(string cause);
}
