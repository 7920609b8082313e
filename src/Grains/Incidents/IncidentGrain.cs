using Router.Domain.Configuration;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Storage;
using Router.Grains.Interfaces;
using Router.Grains.Storage;

namespace Router.Grains.Incidents;

/// <summary>The shell around <see cref="IncidentPolicy"/>: decides, commits, then hands notifications to the sinks' queues.</summary>
[GrainType(IncidentStore.GrainType)]
[CollectionAgeLimit(Minutes = 10)]
internal sealed partial class IncidentGrain(IGrainStateStorage storage, ICurrentConfig config, TimeProvider time, ILogger<IncidentGrain> logger) : Grain, IIncidentGrain
{
    private GroupCommit<IncidentView> _state = null!;
    private Task? _handover;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = new GrainKey(IncidentStore.GrainType, this.GetPrimaryKeyString());
        var row = await storage.ReadAsync(key, cancellationToken);
        _state = new(storage, key, IncidentView.Read(row), row?.Version ?? 0, v => v.Encoder(), DeactivateOnIdle);
    }

    public async Task ReportAsync(ImmutableArray<IssueReport> reports)
    {
        var changed = new List<Task>(reports.Length);
        foreach (var report in reports)
        {
            var view = _state.Pending;
            changed.Add(CommitAsync(IncidentPolicy.Decide(view.State, report, Context(report.Destination.Channel))));
        }

        await Task.WhenAll(changed);
        _ = HandOver();
    }

    public async Task<long> TestAsync(IssueReport report)
    {
        var position = await CommitAsync(IncidentPolicy.Test(_state.Pending.State, report, Context(report.Destination.Channel)));
        _ = HandOver();
        return position;
    }

    public async Task WakeAsync()
    {
        _state.ThrowIfFailed();
        var state = _state.Pending.State;
        if (IncidentPolicy.IsForgotten(state, time.GetUtcNow()))
        {
            await _state.CommitAsync(IncidentView.Empty, []);
            DeactivateOnIdle();
            return;
        }

        await CommitAsync(IncidentPolicy.Wake(state, Context(state.Channel)));
        await HandOver();
        await _state.CommitAsync(_state.Pending, [], deferrable: true);
    }

    private IncidentContext Context(string channel)
    {
        _state.ThrowIfFailed();
        var table = config.Table;
        var view = _state.Pending;
        return new(new(this.GetPrimaryKeyString()), view.Members, ChannelRules.Of(table, view.State, channel), table, time.GetUtcNow());
    }

    private Task<long> CommitAsync(IncidentDecision decision)
    {
        var view = _state.Pending;
        if (ReferenceEquals(decision.State, view.State) && decision.Members.IsEmpty)
            return Task.FromResult(0L);
        var now = time.GetUtcNow();
        return _state.CommitAsync(
            new(decision.State, view.Members.SetItems(decision.Members).RemoveRange(decision.Forgotten)),
            [.. decision.Journal.Select(e => IncidentStore.Journal(e, now))],
            [.. decision.Members.Select(m => IncidentStore.Member(m.Key, m.Value)), .. decision.Forgotten.Select(issue => new PartWrite(issue, null))]);
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
            while (!_state.Committed.State.Outbox.IsEmpty)
            {
                var outbox = _state.Committed.State.Outbox;
                await Task.WhenAll(outbox.GroupBy(n => n.Sink).Select(sink =>
                    GrainFactory.GetGrain<IDeliveryGrain>($"{this.GetPrimaryKeyString()}|{sink.Key}").EnqueueAsync([.. sink.Select(n => n.Notification)])));
                await _state.CommitAsync(_state.Pending with { State = IncidentPolicy.HandedOver(_state.Pending.State, outbox) }, [], deferrable: true);
            }
        }
        catch (Exception e)
        {
            LogNotHandedOver(this.GetPrimaryKeyString(), e);
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "Incident {Incident} could not reach its sinks' queues; it will be tried again")]
    private partial void LogNotHandedOver(string incident, Exception e);
}
