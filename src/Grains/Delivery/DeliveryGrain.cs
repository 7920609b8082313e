using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using Router.Domain.Audit;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Storage;
using Router.Grains.Interfaces;
using Router.Grains.Storage;

namespace Router.Grains.Delivery;

/// <summary>
/// The shell around <see cref="DeliveryPolicy"/>. One loop makes the attempts, and the queue takes further notifications meanwhile;
/// nothing is sent before it is durable.
/// </summary>
[GrainType(DeliveryStore.GrainType)]
[CollectionAgeLimit(Minutes = 10)]
internal sealed partial class DeliveryGrain(
    IGrainStateStorage storage,
    ICurrentConfig config,
    IPastSinks pastSinks,
    FrozenDictionary<string, ISink> sinks,
    RouterLinks links,
    DeliveryMetrics metrics,
    SinkNotes notes,
    TimeProvider time,
    Chance chance,
    IHostApplicationLifetime host,
    ILogger<DeliveryGrain> logger) : Grain, IDeliveryGrain
{
    private GroupCommit<DeliveryState> _state = null!;
    private AttemptLoop _loop = null!;
    private string _sinkId = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var id = this.GetPrimaryKeyString();
        _sinkId = id[(id.IndexOf('|', StringComparison.Ordinal) + 1)..];
        var key = new GrainKey(DeliveryStore.GrainType, id);
        var row = await storage.ReadAsync(key, cancellationToken);
        _state = new(storage, key, DeliveryStore.Read(row), row?.Version ?? 0, state => DeliveryStore.Encoder(state, _sinkId), DeactivateOnIdle);
        _loop = new(this, host, time, StepAsync, Failed);
    }

    public async Task EnqueueAsync(ImmutableArray<Notification> notifications)
    {
        await CommitAsync(DeliveryPolicy.Enqueue(_state.Pending, notifications, time.GetUtcNow()), []);
        _loop.LookAt(time.GetUtcNow());
    }

    public async Task<DeliveryCommandResult> CommandAsync(DeliveryCommand command)
    {
        var gate = await GateAsync(config.Table.Sink(_sinkId));
        var now = time.GetUtcNow();
        var decision = DeliveryCommands.Decide(_state.Pending, gate, command, now);
        await CommitAsync(decision.State, decision.Journal, [.. decision.Journal.Select(entry => AuditJson.Journal(Audit(command, entry), now))]);
        _loop.LookAt(time.GetUtcNow());
        return decision.Result;
    }

    public Task HearAsync(string incidentId, string key, NotificationType type) =>
        CommitAsync(ReceiverNews.Hear(_state.Pending, incidentId, key, type, time.GetUtcNow()), []);

    public async Task WakeAsync()
    {
        _state.ThrowIfFailed();
        if (!DeliveryPolicy.IsForgotten(_state.Pending, time.GetUtcNow()))
        {
            _loop.LookAt(time.GetUtcNow());
            return;
        }

        await CommitAsync(new(), []);
        DeactivateOnIdle();
    }

    /// <summary>A store that can't commit brings the queue back by its row; what else failed is tried again.</summary>
    private bool Failed(Exception e)
    {
        var isStored = e is not StoreUnavailableException;
        if (isStored)
            LogNotSent(this.GetPrimaryKeyString(), AttemptLoop.AfterFailure, e.Message);
        else
            LogNotStored(this.GetPrimaryKeyString(), e.Message);
        LogDetails(this.GetPrimaryKeyString(), e);
        return isStored;
    }

    /// <summary>Makes the next attempt; false when there is none to make now.</summary>
    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var sink = await SinkAsync(cancellationToken);
        var past = sink is null && !_state.Pending.Queue.IsEmpty ? await pastSinks.FindAsync(_sinkId, cancellationToken) : null;
        var gate = await GateAsync(sink ?? past?.Sink) with { IsRemoved = sink is null, Problem = past?.Problem };
        sink ??= past?.Sink;
        var next = DeliveryPolicy.Next(_state.Pending, gate, time.GetUtcNow(), chance());
        await CommitAsync(next.State, next.Journal);
        if (next.WaitUntil is { } until)
            _loop.LookAt(until);
        if (next.Attempt is not { } attempt || sink is null)
            return false;

        var began = time.GetTimestamp();
        var result = await AttemptAsync(sink, attempt.Notification, cancellationToken);
        var duration = time.GetElapsedTime(began);
        await TellSinkAsync(new(attempt.Notification.DeliveryId(_sinkId), time.GetUtcNow(), duration, result));
        var recorded = DeliveryPolicy.Record(_state.Pending, _sinkId, attempt, result, duration, time.GetUtcNow(), chance(), sink.ResendEvery);
        await CommitAsync(recorded.State, recorded.Journal);
        if (result.Verdict == SinkVerdict.Delivered && !attempt.IsResend)
            metrics.OnDelivered(_sinkId, attempt.Notification, time.GetUtcNow());
        return true;
    }

    /// <summary>The queue's sink. One that this silo doesn't know may be of a newer config, and is taken for removed only when it isn't.</summary>
    private async ValueTask<SinkConfig?> SinkAsync(CancellationToken cancellationToken)
    {
        if (config.Table.Sink(_sinkId) is { } sink)
            return sink;
        if (!_state.Pending.Queue.IsEmpty)
            await config.CatchUpAsync(cancellationToken);
        return config.Table.Sink(_sinkId);
    }

    private async Task<SinkResult> AttemptAsync(SinkConfig sink, Notification notification, CancellationToken cancellationToken)
    {
        using var span = DeliveryTracing.StartAttempt(_sinkId, notification);
        var result = await sinks[sink.Type].SendAsync(sink, notification, links, cancellationToken);
        DeliveryTracing.Ended(span, result);
        return result;
    }

    /// <summary>What concerns every queue of the sink; before the result is recorded, so that a crash between the two loses nothing.</summary>
    private Task TellSinkAsync(SinkAttempt attempt)
    {
        var result = attempt.Result;
        var sink = GrainFactory.GetGrain<ISinkGrain>(_sinkId);
        if (notes.Take(_sinkId, attempt))
            sink.NoteAsync(attempt).Ignore();
        if (result.Verdict == SinkVerdict.Disable)
            return sink.DisableAsync($"{result.StatusCode}: {result.Detail}");
        return result.RetryAfter is { } wait && wait > TimeSpan.Zero ? sink.PauseAsync(time.GetUtcNow() + wait) : Task.CompletedTask;
    }

    private async Task<DeliveryGate> GateAsync(SinkConfig? sink)
    {
        var gate = await GrainFactory.GetGrain<ISinkGrain>(_sinkId).GateAsync();
        return new(_sinkId, sink?.Family, gate.Disabled, gate.PausedUntil, ResendEvery: sink?.ResendEvery);
    }

    private static AuditEntry Audit(DeliveryCommand command, DeliveryJournalEntry entry) => new()
    {
        Actor = command.Actor,
        Action = command.Verb == DeliveryVerb.Retry ? "delivery_retried" : "delivery_dropped",
        Subject = entry.DeliveryId,
        Reason = command.Reason,
    };

    /// <summary>Commits, also when nothing changed but an earlier change is not durable yet.</summary>
    private async Task CommitAsync(DeliveryState next, ImmutableArray<DeliveryJournalEntry> journal, ImmutableArray<JournalWrite> audit = default)
    {
        _state.ThrowIfFailed();
        if (ReferenceEquals(next, _state.Committed))
            return;
        var now = time.GetUtcNow();
        next = DeliveryStore.Listed(next, now);
        await _state.CommitAsync(next, [.. journal.Select(entry => DeliveryStore.Journal(entry, now)), .. audit.IsDefault ? [] : audit], DeliveryStore.Parts(_state.Pending, next));
        foreach (var entry in journal)
        {
            metrics.OnRecorded(entry);
            if (entry.Outcome == DeliveryOutcome.DeadLettered)
                LogDeadLettered(entry.DeliveryId, entry.Reason ?? default, entry.StatusCode, entry.Detail);
        }
    }

    [LoggerMessage(1301, LogLevel.Warning, "Delivery {Delivery} is given up: {Reason}, {Status} {Detail}")]
    private partial void LogDeadLettered(string delivery, FailureReason reason, int? status, string? detail);

    [LoggerMessage(1302, LogLevel.Warning, "Queue {Queue} could not be stored; it is read again: {Problem}")]
    private partial void LogNotStored(string queue, string problem);

    [LoggerMessage(1303, LogLevel.Error, "Queue {Queue} failed; tried again in {Delay}: {Problem}")]
    private partial void LogNotSent(string queue, TimeSpan delay, string problem);

    [LoggerMessage(1304, LogLevel.Debug, "Queue {Queue} failed")]
    private partial void LogDetails(string queue, Exception e);
}
