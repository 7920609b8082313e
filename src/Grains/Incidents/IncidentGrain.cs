using Router.Domain.Actions;
using Router.Domain.Audit;
using Router.Domain.Configuration;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Noise;
using Router.Domain.Storage;
using Router.Grains.Interfaces;
using Router.Grains.Storage;

namespace Router.Grains.Incidents;

/// <summary>The shell around <see cref="IncidentPolicy"/>: decides, commits, then hands notifications to the sinks' queues.</summary>
[GrainType(IncidentStore.GrainType)]
[CollectionAgeLimit(Minutes = 10)]
internal sealed partial class IncidentGrain(
    IGrainStateStorage storage, ICurrentConfig config, ISilences silences, IncidentMetrics metrics, TimeProvider time, ILogger<IncidentGrain> logger) : Grain, IIncidentGrain
{
    private const int IssuesAtOnce = 100;

    private GroupCommit<IncidentView> _state = null!;
    private ReportWatch _reports = null!;
    private RecordWriter _records = null!;
    private Handover _handover = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = new GrainKey(IncidentStore.GrainType, this.GetPrimaryKeyString());
        var row = await storage.ReadAsync(key, cancellationToken);
        _state = new(storage, key, IncidentView.Read(row), row?.Version ?? 0, v => v.Encoder(), DeactivateOnIdle);
        _handover = new(HandOverAsync, LogNotHandedOver);
        _reports = new(() => _state.Committed, time);
        _records = new(storage);
    }

    public async Task ReportAsync(ImmutableArray<IssueReport> reports)
    {
        var changed = new List<Task>(reports.Length);
        foreach (var report in reports)
        {
            await CatchUpAsync(report.Destination.Channel);
            var decided = DecideAsync(report.Destination.Channel, (state, context) => IncidentPolicy.Decide(state, report, context));
            changed.Add(CommitAsync(decided.IsCompletedSuccessfully ? decided.Result : await decided));
        }

        await Task.WhenAll(changed);
        _reports.OnTaken();
        _ = _handover.TryAsync();
    }

    public async Task CountAsync(IssueCount count)
    {
        _state.ThrowIfFailed();
        var view = _state.Pending;
        var issue = count.Issue.Value;
        if (count.Newer(view.Members.GetValueOrDefault(issue)) is { } member)
            await _state.CommitAsync(view with { Members = view.Members.SetItem(issue, member) }, [], [IncidentStore.Member(issue, member)]);
    }

    public async Task<long> TestAsync(IssueReport report)
    {
        await CatchUpAsync(report.Destination.Channel);
        var position = await CommitAsync(IncidentPolicy.Test(_state.Pending.State, report, Context(report.Destination.Channel)));
        _ = _handover.TryAsync();
        return position;
    }

    public async Task<ActionReason> ActAsync(int number, PersonAction action)
    {
        var decision = IncidentPolicy.Act(_state.Pending.State, number, action, Context(_state.Pending.State.Channel));
        await CommitAsync(decision);
        await GiveToIssuesAsync();
        await _handover.TryAsync();
        return decision.Action!.Value;
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

        await CommitAsync(await DecideAsync(state.Channel, IncidentPolicy.Wake));
        await GiveToIssuesAsync();
        await _handover.RunAsync();
        await _state.CommitAsync(_state.Pending, [], deferrable: true);
    }

    /// <summary>A channel that this silo doesn't know may be of a newer config: without it nobody would be told.</summary>
    private ValueTask CatchUpAsync(string channel) => config.Table.Channel(channel) is null ? config.CatchUpAsync() : default;

    private IncidentContext Context(string channel)
    {
        _state.ThrowIfFailed();
        var table = config.Table;
        var view = _state.Pending;
        return new(new(this.GetPrimaryKeyString()), view.Members, ChannelRules.Of(table, view.State, channel), table, time.GetUtcNow()) { Silences = silences.Current };
    }

    /// <summary>Decides; asks the channel first for what the decision must know of it. There is no await between the decision and the end.</summary>
    private async ValueTask<IncidentDecision> DecideAsync(string channel, Func<IncidentState, IncidentContext, IncidentDecision> decide)
    {
        var known = ChannelKnowledge.None;
        while (true)
        {
            var decision = decide(_state.Pending.State, Context(channel) with { Channel = known });
            if (decision.Ask is not { } ask)
                return decision;
            known = known.With(ask, await GrainFactory.GetGrain<IChannelGrain>(ChannelOf(channel)).AskAsync(ask));
        }
    }

    /// <summary>The channel that the grain belongs to: that of its first report.</summary>
    private string ChannelOf(string channel) => _state.Pending.State.Channel is { Length: > 0 } own ? own : channel;

    private async Task<long> CommitAsync(IncidentDecision decision)
    {
        var view = _state.Pending;
        if (ReferenceEquals(decision.State, view.State) && decision.Members.IsEmpty)
            return 0;
        using var span = IncidentTracing.Start(decision);
        var now = time.GetUtcNow();
        var position = await _state.CommitAsync(
            new(decision.State, view.Members.SetItems(decision.Members).RemoveRange(decision.Forgotten)),
            [.. decision.Journal.Select(e => IncidentStore.Journal(e, now)), .. decision.Audit is { } audit ? [AuditJson.Journal(audit, now)] : ImmutableArray<JournalWrite>.Empty],
            [.. decision.Members.Select(m => IncidentStore.Member(m.Key, m.Value)), .. decision.Forgotten.Select(issue => new PartWrite(issue, null))]);
        foreach (var entry in decision.Journal)
            metrics.OnDecided(entry);
        return position;
    }

    /// <summary>Gives the acts that are durable to their issues. One that fails stays, and the row's due time brings it back; an issue takes an act once.</summary>
    private async Task GiveToIssuesAsync()
    {
        foreach (var act in _state.Committed.State.Acts)
        {
            try
            {
                foreach (var issues in act.Issues.Chunk(IssuesAtOnce))
                {
                    var results = await Task.WhenAll(issues.Select(issue => GrainFactory.GetGrain<IIssueGrain>(issue).ActAsync(act.Action)));
                    await _reports.WhenTakenAsync([.. issues.Zip(results).Where(r => r.Second.FirstReport > 0).Select(r => (r.First, r.Second.FirstReport))]);
                }
            }
            catch (Exception e)
            {
                LogNotActed(this.GetPrimaryKeyString(), e);
                return;
            }

            await _state.CommitAsync(_state.Pending with { State = IncidentPolicy.Acted(_state.Pending.State, act.Id) }, [], deferrable: true);
        }
    }

    private async Task HandOverAsync()
    {
        while (_state.Committed.State is { } state && !(state.Outbox.IsEmpty && state.Records.IsEmpty && state.Claims.IsTold()))
        {
            if (!state.Claims.IsTold())
                await ClaimAsync(state);
            var enqueued = state.Outbox.GroupBy(n => n.Sink).Select(sink =>
                GrainFactory.GetGrain<IDeliveryGrain>($"{this.GetPrimaryKeyString()}|{sink.Key}").EnqueueAsync([.. sink.Select(n => n.Notification)]));
            await Task.WhenAll(enqueued.Append(_records.WriteAsync(state.Records)));
            var rest = IncidentPolicy.Recorded(IncidentPolicy.HandedOver(_state.Pending.State, state.Outbox), state.Records);
            await _state.CommitAsync(_state.Pending with { State = rest }, [], deferrable: true);
        }
    }

    /// <summary>Tells the channel what the open issues inhibit, before anybody is told of the issues.</summary>
    private async Task ClaimAsync(IncidentState state)
    {
        var claims = state.Claims;
        var claim = new ChannelClaim($"{this.GetPrimaryKeyString()}-{state.Newest()?.Number ?? 0}", claims.Version, [.. claims.Counts.Keys]);
        await GrainFactory.GetGrain<IChannelGrain>(state.Channel).ClaimAsync(this.GetPrimaryKeyString(), claim);
        await _state.CommitAsync(_state.Pending with { State = IncidentPolicy.Claimed(_state.Pending.State, claims.Version) }, [], deferrable: true);
    }

    private void LogNotHandedOver(Exception e, bool isFirst)
    {
        if (isFirst)
            LogNotHandedOver(this.GetPrimaryKeyString(), e.Message);
        LogWhyNotHandedOver(this.GetPrimaryKeyString(), e);
    }

    [LoggerMessage(1101, LogLevel.Warning, "Incident {Incident} could not reach its sinks' queues or its record; it will be tried again: {Problem}")]
    private partial void LogNotHandedOver(string incident, string problem);

    [LoggerMessage(1102, LogLevel.Debug, "Incident {Incident} could not reach its sinks' queues or its record")]
    private partial void LogWhyNotHandedOver(string incident, Exception e);

    [LoggerMessage(1103, LogLevel.Warning, "A person's action on incident {Incident} could not reach all its issues; it will be tried again")]
    private partial void LogNotActed(string incident, Exception e);
}
