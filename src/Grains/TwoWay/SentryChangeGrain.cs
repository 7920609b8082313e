using Microsoft.Extensions.Hosting;
using Router.Domain;
using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Audit;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Issues;
using Router.Domain.Storage;
using Router.Domain.TwoWay;
using Router.Grains.Delivery;
using Router.Grains.Interfaces;
using Router.Grains.Storage;

namespace Router.Grains.TwoWay;

/// <summary>The shell around <see cref="SentryChangePolicy"/>. One loop makes the tries, and a newer change is taken meanwhile.</summary>
[GrainType(SentryChangeStore.GrainType)]
[CollectionAgeLimit(Minutes = 10)]
internal sealed partial class SentryChangeGrain(
    IGrainStateStorage storage, ICurrentConfig config, SentryApi api, SentryMetrics metrics, TimeProvider time, Chance chance, IHostApplicationLifetime host, ILogger<SentryChangeGrain> logger)
    : Grain, ISentryChangeGrain
{
    private GroupCommit<SentryChangeState> _state = null!;
    private AttemptLoop _loop = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = new GrainKey(SentryChangeStore.GrainType, this.GetPrimaryKeyString());
        var row = await storage.ReadAsync(key, cancellationToken);
        _state = new(storage, key, SentryChangeStore.Read(row), row?.Version ?? 0, SentryChangeStore.Encoder, DeactivateOnIdle);
        _loop = new(this, host, time, StepAsync, Failed);
    }

    public async Task EnqueueAsync(SentryChange change)
    {
        _state.ThrowIfFailed();
        var next = SentryChangePolicy.Enqueue(_state.Pending, change, time.GetUtcNow());
        if (!ReferenceEquals(next, _state.Committed))
            await _state.CommitAsync(next, []);
        _loop.LookAt(time.GetUtcNow());
    }

    public async Task WakeAsync()
    {
        _state.ThrowIfFailed();
        if (!SentryChangePolicy.IsForgotten(_state.Pending, time.GetUtcNow()))
        {
            _loop.LookAt(time.GetUtcNow());
            return;
        }

        await _state.CommitAsync(new(), []);
        DeactivateOnIdle();
    }

    private bool Failed(Exception e)
    {
        LogFailed(this.GetPrimaryKeyString(), AttemptLoop.AfterFailure, e);
        return true;
    }

    /// <summary>Makes the next try; false when there is none to make now.</summary>
    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        if (_state.Committed.Change is not { } change)
            return false;
        if (_state.Committed.NextAttemptAt > time.GetUtcNow())
        {
            _loop.LookAt(_state.Committed.NextAttemptAt);
            return false;
        }

        if (config.Table.Integration(change.Issue.Integration)?.Sentry is not { } sentry)
            return await DropAsync(change, "the integration has no sentry in the config any more");
        if (SentryChangePolicy.IsOver(change, time.GetUtcNow()))
            return await DropAsync(change, "the snooze is over");
        if (_state.Committed.Attempts > 0 && await HasGoneOnAsync(change, cancellationToken))
            return await DropAsync(change, "the issue has gone on meanwhile");

        var pace = GrainFactory.GetGrain<ISentryPaceGrain>(SentryPaceGrain.KeyOf(sentry));
        var place = await pace.TakeAsync();
        if (!place.IsKept)
        {
            _loop.LookAt(place.At);
            return false;
        }

        if (place.At - time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken);
        var answer = await api.PutAsync(sentry, change.Issue.SentryIssue!, SentryChangeBody.Write(change, _state.Committed.IsUnassignable, time.GetUtcNow()), cancellationToken);
        if (answer.PauseUntil is { } until)
            await pace.PauseAsync(until);
        await RecordAsync(change, answer.Result);
        return true;
    }

    private async Task RecordAsync(SentryChange change, SinkResult result)
    {
        _state.ThrowIfFailed();
        var (state, outcome) = SentryChangePolicy.Record(_state.Pending, change, result, time.GetUtcNow(), chance());
        metrics.OnChange(change.Issue.Integration, outcome);
        var problem = $"{(result.Reason is { } reason ? SnakeCase.Of(reason) : "")} {result.StatusCode} {result.Detail}".Trim();
        if (outcome == SentryChangeOutcome.GivenUp)
            LogGivenUp(change.Issue.Value, change.Kind, problem);
        else if (outcome == SentryChangeOutcome.Retried && state.Attempts == 1)
            LogRetried(change.Issue.Value, change.Kind, problem);
        if (ReferenceEquals(state, _state.Pending))
            return;
        await _state.CommitAsync(state, outcome switch
        {
            SentryChangeOutcome.Made => [Audit(change, Done(change.Kind), null)],
            SentryChangeOutcome.GivenUp => [Audit(change, "sentry_change_failed", problem)],
            _ => [],
        });
    }

    private async Task<bool> DropAsync(SentryChange change, string reason)
    {
        metrics.OnChange(change.Issue.Integration, SentryChangeOutcome.Superseded);
        await _state.CommitAsync(SentryChangePolicy.Drop(_state.Pending, time.GetUtcNow()), [Audit(change, "sentry_change_dropped", reason)]);
        return true;
    }

    /// <summary>A change that waited must not undo what happened to the issue since.</summary>
    private async Task<bool> HasGoneOnAsync(SentryChange change, CancellationToken cancellationToken)
    {
        var row = await storage.ReadAsync(new(IssueStore.GrainType, change.Issue.Value), cancellationToken);
        var phase = IssueStore.Read(row?.State).History.Phase;
        return change.Kind switch
        {
            ActionKind.Resolve => phase.IsOpen(),
            ActionKind.Reopen or ActionKind.Acknowledge or ActionKind.Snooze => phase.Status == IssueStatus.Resolved,
            _ => false,
        };
    }

    private JournalWrite Audit(SentryChange change, string action, string? reason) =>
        AuditJson.Journal(new() { Actor = change.Actor, Action = action, Subject = change.Issue.Value, Reason = reason }, time.GetUtcNow());

    private static string Done(ActionKind kind) => kind switch
    {
        ActionKind.Acknowledge => "sentry_acknowledged",
        ActionKind.Resolve => "sentry_resolved",
        ActionKind.Reopen => "sentry_reopened",
        _ => "sentry_snoozed",
    };

    [LoggerMessage(1501, LogLevel.Warning, "Issue {Issue} could not be changed in Sentry ({Kind}); it is given up: {Problem}")]
    private partial void LogGivenUp(string issue, ActionKind kind, string problem);

    [LoggerMessage(1502, LogLevel.Warning, "Issue {Issue} could not be changed in Sentry ({Kind}); it is tried again for a day: {Problem}")]
    private partial void LogRetried(string issue, ActionKind kind, string problem);

    [LoggerMessage(1503, LogLevel.Warning, "The change of issue {Issue} in Sentry failed; tried again in {Delay}")]
    private partial void LogFailed(string issue, TimeSpan delay, Exception e);
}
