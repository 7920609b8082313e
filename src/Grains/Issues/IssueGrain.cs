using Orleans.Concurrency;
using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Audit;
using Router.Domain.Configuration;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Noise;
using Router.Domain.Routing;
using Router.Domain.Storage;
using Router.Grains.Interfaces;
using Router.Grains.Storage;

namespace Router.Grains.Issues;

/// <summary>The shell around <see cref="IssuePolicy"/>: decides, commits, answers, then tells the incidents.</summary>
[GrainType(IssueStore.GrainType)]
[CollectionAgeLimit(Minutes = 10)]
internal sealed partial class IssueGrain(IGrainStateStorage storage, ISilences silences, ICurrentConfig config, TimeProvider time, ILogger<IssueGrain> logger) : Grain, IIssueGrain
{
    private GroupCommit<IssueState> _state = null!;
    private Handover _handover = null!;
    private IGrainTimer? _counts;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = new GrainKey(IssueStore.GrainType, this.GetPrimaryKeyString());
        var row = await storage.ReadAsync(key, cancellationToken);
        _state = new(storage, key, IssueStore.Read(row?.State), row?.Version ?? 0, Encoder, DeactivateOnIdle);
        _handover = new(HandOverAsync, LogNotHandedOver);
    }

    public Task<IngestResult> IngestAsync(AlertEvent alert, RouteDecision route) =>
        alert.IsTest ? TestAsync(alert, route) : TakeAsync(IssueInput.Webhook(alert, SilenceDrops.Apply(route, alert, silences.Current, time.GetUtcNow())));

    public async Task<IssueActionResult> ActAsync(PersonAction action)
    {
        _state.ThrowIfFailed();
        var now = time.GetUtcNow();
        var before = _state.Pending;
        var input = IssueInput.Act(action, config.Table.Integration(new IssueKey(this.GetPrimaryKeyString()).Integration)?.Sentry is not null);
        var decision = IssuePolicy.Decide(before, input, now);
        var reason = decision.Action!.Value;
        if (ReferenceEquals(decision.State, before))
        {
            await _state.CommitAsync(before, [], deferrable: true);
            return new(reason, 0);
        }

        var entry = IssueStore.Journal(before, input, decision, now);
        await _state.CommitAsync(decision.State, reason.IsAccepted()
            ? [entry, AuditJson.Journal(ActionAudit.Of(action, "issue", this.GetPrimaryKeyString(), reason), now)]
            : [entry]);
        if (IsToHandOver())
            _ = _handover.TryAsync();
        return new(reason, decision.State.LastReport > before.LastReport ? before.LastReport + 1 : 0);
    }

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
        if (IsToHandOver())
            await _handover.RunAsync();
        await _state.CommitAsync(_state.Pending, [], deferrable: true);
    }

    private async Task<IngestResult> TakeAsync(IssueInput input)
    {
        _state.ThrowIfFailed();
        var now = time.GetUtcNow();
        var decision = IssuePolicy.Decide(_state.Pending, input, now);
        if (decision.Reason.Outcome() == IngestOutcome.Ignored && ReferenceEquals(decision.State, _state.Pending))
            return new(decision.Reason, 0);

        var position = await _state.CommitAsync(decision.State, [IssueStore.Journal(_state.Pending, input, decision, now)], deferrable: !decision.IsTransition);
        if (!_state.Pending.Outbox.IsEmpty)
            _ = _handover.TryAsync();
        if (!decision.IsTransition)
            TellCountsSoon();
        return new(decision.Reason, position);
    }

    private async Task HandOverAsync()
    {
        while (!_state.Committed.Outbox.IsEmpty)
        {
            var reports = _state.Committed.Outbox;
            foreach (var incident in reports.GroupBy(r => r.Destination.Incident))
                await GrainFactory.GetGrain<IIncidentGrain>(incident.Key.Value).ReportAsync([.. incident]);
            await _state.CommitAsync(IssuePolicy.HandedOver(_state.Pending, reports[^1].Sequence), [], deferrable: true);
        }

        while (_state.Committed.Change is { } change)
        {
            await GrainFactory.GetGrain<ISentryChangeGrain>(change.Issue.Value).EnqueueAsync(change);
            await _state.CommitAsync(IssuePolicy.ChangeHandedOver(_state.Pending, change.Id), [], deferrable: true);
        }
    }

    private bool IsToHandOver() => !_state.Pending.Outbox.IsEmpty || _state.Pending.Change is not null;

    private void TellCountsSoon()
    {
        if (_counts is null && IssueCount.IsWanted(_state.Committed))
            _counts = this.RegisterGrainTimer(TellCountsAsync, new() { DueTime = IssueCount.Pace, Period = Timeout.InfiniteTimeSpan, Interleave = true });
    }

    private async Task TellCountsAsync()
    {
        _counts?.Dispose();
        _counts = null;
        if (!_state.Committed.Outbox.IsEmpty)
        {
            // A report under way may carry older counts: it goes first.
            TellCountsSoon();
            return;
        }

        try
        {
            foreach (var count in IssueCount.Of(_state.Committed))
                await GrainFactory.GetGrain<IIncidentGrain>(count.Incident.Value).CountAsync(count);
        }
        catch (Exception e) when (e is StoreUnavailableException or OrleansException or TimeoutException)
        {
            LogNotCounted(this.GetPrimaryKeyString(), e);
            TellCountsSoon();
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

    private void LogNotHandedOver(Exception e, bool isFirst)
    {
        if (isFirst)
            LogNotHandedOver(this.GetPrimaryKeyString(), e.Message);
        LogWhyNotHandedOver(this.GetPrimaryKeyString(), e);
    }

    [LoggerMessage(1002, LogLevel.Debug, "Issue {Issue} could not tell its incidents its counts; it will be tried again")]
    private partial void LogNotCounted(string issue, Exception e);

    [LoggerMessage(1001, LogLevel.Warning, "Issue {Issue} could not tell its incidents; it will be tried again: {Problem}")]
    private partial void LogNotHandedOver(string issue, string problem);

    [LoggerMessage(1003, LogLevel.Debug, "Issue {Issue} could not tell its incidents")]
    private partial void LogWhyNotHandedOver(string issue, Exception e);
}
