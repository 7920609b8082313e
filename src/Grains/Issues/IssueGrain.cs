using Orleans.Concurrency;
using Router.Domain.Alerts;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Routing;
using Router.Domain.Storage;
using Router.Grains.Interfaces;
using Router.Grains.Storage;

namespace Router.Grains.Issues;

/// <summary>The shell around <see cref="IssuePolicy"/>: decides, commits, answers, then tells the incidents.</summary>
[GrainType(IssueStore.GrainType)]
[CollectionAgeLimit(Minutes = 10)]
internal sealed partial class IssueGrain(IGrainStateStorage storage, TimeProvider time, ILogger<IssueGrain> logger) : Grain, IIssueGrain
{
    private GroupCommit<IssueState> _state = null!;
    private Task? _handover;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = new GrainKey(IssueStore.GrainType, this.GetPrimaryKeyString());
        var row = await storage.ReadAsync(key, cancellationToken);
        _state = new(storage, key, IssueStore.Read(row?.State), row?.Version ?? 0, Encoder, DeactivateOnIdle);
    }

    public Task<IngestResult> IngestAsync(AlertEvent alert, RouteDecision route) =>
        alert.IsTest ? TestAsync(alert, route) : TakeAsync(IssueInput.Webhook(alert, route));

    public async Task WakeAsync()
    {
        _state.ThrowIfFailed();
        var now = time.GetUtcNow();
        if (IssuePolicy.IsForgotten(_state.Pending, now))
        {
            await _state.CommitAsync(new IssueState(), []);
            DeactivateOnIdle();
            return;
        }

        if (IssuePolicy.IsQuiet(_state.Pending, now))
            await TakeAsync(IssueInput.QuietTimeout());
        if (!_state.Pending.Outbox.IsEmpty)
            await HandOver();
        await _state.CommitAsync(_state.Pending, [], deferrable: true);
    }

    private async Task<IngestResult> TakeAsync(IssueInput input)
    {
        _state.ThrowIfFailed();
        var now = time.GetUtcNow();
        var decision = IssuePolicy.Decide(_state.Pending, input, now);
        if (decision.Reason.Outcome() == IngestOutcome.Ignored && !decision.IsTransition)
            return new(decision.Reason, 0);

        var position = await _state.CommitAsync(decision.State, [IssueStore.Journal(input, decision, now)], deferrable: !decision.IsTransition);
        if (!_state.Pending.Outbox.IsEmpty)
            _ = HandOver();
        return new(decision.Reason, position);
    }

    private Task HandOver()
    {
        if (_handover is null or { IsCompleted: true })
            _handover = HandOverAsync();
        return _handover;
    }

    private async Task HandOverAsync()
    {
        try
        {
            while (!_state.Committed.Outbox.IsEmpty)
            {
                var reports = _state.Committed.Outbox;
                foreach (var incident in reports.GroupBy(r => r.Destination.Incident))
                    await GrainFactory.GetGrain<IIncidentGrain>(incident.Key.Value).ReportAsync([.. incident]);
                await _state.CommitAsync(IssuePolicy.HandedOver(_state.Pending, reports[^1].Sequence), [], deferrable: true);
            }
        }
        catch (Exception e)
        {
            LogNotHandedOver(this.GetPrimaryKeyString(), e);
        }
    }

    private async Task<IngestResult> TestAsync(AlertEvent alert, RouteDecision route)
    {
        long position = 0;
        foreach (var destination in route.Destinations)
        {
            var report = IssuePolicy.TestReport(alert, destination, time.GetUtcNow());
            var incident = GrainFactory.GetGrain<IIncidentGrain>(report.Destination.Incident.Value);
            position = await incident.TestAsync(report);
        }

        DeactivateOnIdle();
        return new(IngestReason.Test, position);
    }

    private static Func<GrainSnapshot>? Encoder(IssueState state) => state.LastInputAt == default ? null : () => IssueStore.Snapshot(state);

    [LoggerMessage(1001, LogLevel.Warning, "Issue {Issue} could not tell its incidents; it will be tried again")]
    private partial void LogNotHandedOver(string issue, Exception e);
}
