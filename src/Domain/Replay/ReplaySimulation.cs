using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Noise;
using Router.Domain.Routing;

namespace Router.Domain.Replay;

/// <summary>
/// The router without its shells: one config, virtual time, issues and incidents in memory, the real decisions, and nobody told.
/// The same inputs always give the same notifications.
/// </summary>
public sealed class ReplaySimulation
{
    /// <summary>Within one instant a grain is woken at most so often; then a moment later, so that time always goes on.</summary>
    private const int MaxWakes = 16;

    /// <summary>How many of the last reports are handed over again after a restart: as many as may be under way at a crash of a busy moment.</summary>
    private const int Unconfirmed = 8;

    private readonly RouteTable _table;
    private readonly SilenceSet _silences;
    private readonly ReplayTimers _timers = new();
    private readonly Dictionary<string, IssueState> _issues = [];
    private readonly Dictionary<string, (IncidentState State, ImmutableDictionary<string, IncidentMember> Members)> _incidents = [];
    private readonly Dictionary<string, ReplayChannel> _channels = [];
    private readonly Queue<(string Issue, IssueReport Report, DateTimeOffset At)> _lastReports = [];
    private (string Key, DateTimeOffset At, int Count) _lastWake;
    private DateTimeOffset _now;

    /// <summary>Begins with nothing known.</summary>
    /// <param name="table">The config to decide by.</param>
    /// <param name="silences">The silences to decide by, ended ones of that time too.</param>
    public ReplaySimulation(RouteTable table, SilenceSet silences) => (_table, _silences) = (table, silences);

    /// <summary>Told of each notification.</summary>
    public Action<ReplayNotification> OnNotification { get; init; } = _ => { };

    /// <summary>Told of each decision of an incident, with its channel.</summary>
    public Action<string, IncidentJournalEntry> OnDecision { get; init; } = (_, _) => { };

    /// <summary>The clock.</summary>
    public DateTimeOffset Now => _now;

    /// <summary>The incidents as they stand.</summary>
    internal IEnumerable<IncidentState> Incidents => _incidents.Values.Select(i => i.State);

    /// <summary>The key of one of them.</summary>
    internal string KeyOf(IncidentState state) => _incidents.First(i => i.Value.State == state).Key;

    /// <summary>The members of one of them.</summary>
    internal IEnumerable<IncidentMember> MembersOf(IncidentState state) => _incidents[KeyOf(state)].Members.Values;

    /// <summary>Writes everything down, forgets it, reads it again, and hands over again what was handed over last, as a crash at the worst moment does.</summary>
    internal void Restart()
    {
        foreach (var (key, issue) in _issues.ToList())
            _issues[key] = IssueStore.Read(IssueStore.Snapshot(issue).State);
        foreach (var (key, (state, members)) in _incidents.ToList())
            _incidents[key] = (IncidentStore.Read(IncidentStore.Snapshot(state).State), members.ToImmutableDictionary(m => m.Key, m => IncidentStore.ReadMember(IncidentStore.Member(m.Key, m.Value).Data!.Value)));
        foreach (var channel in _channels.Values)
            channel.Restart();
        foreach (var (issue, report, at) in _lastReports)
        {
            if (at + IncidentPolicy.ReportMemory > _now)
                Report(issue, report);
        }
    }

    /// <summary>Gives a recorded input to an issue, routed anew. What an integration that isn't there, or is disabled, would have refused is left out.</summary>
    /// <param name="issue">The issue's key.</param>
    /// <param name="input">The input as it was recorded.</param>
    /// <param name="at">When it was decided; the clock goes on to it first, and never back.</param>
    public void Take(string issue, IssueInput input, DateTimeOffset at)
    {
        Advance(at);
        if (input.IsQuietTimeout)
            return;
        if (input.Alert is { } alert)
        {
            if (_table.Integration(alert.Integration) is not { Enabled: true })
                return;
            input = input with { Route = SilenceDrops.Apply(_table.Route(alert), alert, _silences, _now) };
        }

        Decide(issue, input);
    }

    /// <summary>Lets time pass, and does what comes due.</summary>
    public void Advance(DateTimeOffset until)
    {
        while (_timers.Take(until) is var (key, at))
        {
            _now = at > _now ? at : _now;
            if (ReplayChannel.IdOf(key) is { } channel)
                WakeChannel(channel);
            else if (_issues.TryGetValue(key, out var issue))
                WakeIssue(key, issue);
            else
                WakeIncident(key);
        }

        _now = until > _now ? until : _now;
    }

    private void WakeIssue(string key, IssueState state)
    {
        if (IssuePolicy.IsForgotten(state, _now))
            _issues.Remove(key);
        else if (IssuePolicy.IsQuiet(state, _now))
            Decide(key, IssueInput.QuietTimeout());
        else
            SetTimer(key, IssuePolicy.DueAt(state));
    }

    private void WakeIncident(string key) => Keep(key, _incidents[key].State.Channel, IncidentPolicy.Wake, null);

    private void Decide(string key, IssueInput input)
    {
        var before = _issues.GetValueOrDefault(key) ?? new();
        var decision = IssuePolicy.Decide(before, input, _now);
        var state = IssuePolicy.ChangeHandedOver(IssuePolicy.HandedOver(decision.State, decision.State.LastReport), decision.State.LastChange);
        if (state.LastInputAt == default)
            return;
        _issues[key] = state;
        SetTimer(key, IssuePolicy.DueAt(state));
        foreach (var report in decision.State.Outbox)
        {
            if (_lastReports.Count == Unconfirmed)
                _lastReports.Dequeue();
            _lastReports.Enqueue((key, report, _now));
            Report(key, report);
        }
    }

    private void Report(string issue, IssueReport report) =>
        Keep(report.Destination.Incident.Value, report.Destination.Channel, (known, context) => IncidentPolicy.Decide(known, report, context), issue);

    private void Keep(string key, string channel, Func<IncidentState, IncidentContext, IncidentDecision> decide, string? issue)
    {
        var decision = Decide(key, channel, decide);
        var members = _incidents.GetValueOrDefault(key).Members ?? ImmutableDictionary<string, IncidentMember>.Empty;
        foreach (var entry in decision.Journal)
            OnDecision(decision.State.Channel, entry);
        foreach (var (sink, n) in decision.State.Outbox)
        {
            var subject = issue ?? (n.Issues.IsEmpty ? "" : n.Issues[0].Key.Value);
            var episode = _issues.GetValueOrDefault(subject)?.History.Phase.Episode ?? 0;
            OnNotification(new(n.Timestamp, n.Channel, sink, n.Type, n.Reason, n.Severity, n.Title, n.IncidentId, subject, episode));
        }

        var state = IncidentPolicy.Recorded(IncidentPolicy.HandedOver(decision.State, decision.State.Outbox), decision.State.Records);
        if (!state.Claims.IsTold())
        {
            Channel(state.Channel).Claim(key, new($"{key}-{state.Newest()?.Number ?? 0}", state.Claims.Version, [.. state.Claims.Counts.Keys]), _now);
            SetTimer(ReplayChannel.TimerKey(state.Channel), Channel(state.Channel).DueAt);
            state = IncidentPolicy.Claimed(state, state.Claims.Version);
        }

        _incidents[key] = (state, members.SetItems(decision.Members).RemoveRange(decision.Forgotten));
        SetTimer(key, IncidentPolicy.DueAt(state));
    }

    private IncidentDecision Decide(string key, string channel, Func<IncidentState, IncidentContext, IncidentDecision> decide)
    {
        var state = _incidents.GetValueOrDefault(key).State ?? new();
        var known = ChannelKnowledge.None;
        while (true)
        {
            var decision = decide(state, Context(key, channel) with { Channel = known });
            if (decision.Ask is not { } ask)
                return decision;
            known = known.With(ask, Channel(channel).Ask(ask, _now));
            SetTimer(ReplayChannel.TimerKey(channel), Channel(channel).DueAt);
        }
    }

    private void WakeChannel(string id)
    {
        var channel = Channel(id);
        foreach (var entry in channel.Wake(_now, n => OnNotification(new(n.Notification.Timestamp, id, n.Sink, n.Notification.Type, n.Notification.Reason, n.Notification.Severity, n.Notification.Title, n.Notification.IncidentId, "", 0))))
            OnDecision(id, entry);
        var due = channel.Due;
        foreach (var incident in due.Select(d => d.Key).Where(_incidents.ContainsKey))
            WakeIncident(incident);
        channel.Woken(due);
        SetTimer(ReplayChannel.TimerKey(id), channel.DueAt);
    }

    private ReplayChannel Channel(string id)
    {
        if (!_channels.TryGetValue(id, out var channel))
            _channels[id] = channel = new(id, _table);
        return channel;
    }

    private void SetTimer(string key, DateTimeOffset? due)
    {
        if (due <= _now)
        {
            _lastWake = _lastWake.Key == key && _lastWake.At == _now ? _lastWake with { Count = _lastWake.Count + 1 } : (key, _now, 1);
            due = _lastWake.Count > MaxWakes ? _now.AddSeconds(1) : _now;
        }

        _timers.Set(key, due);
    }

    private IncidentContext Context(string key, string channel)
    {
        var (state, members) = _incidents.GetValueOrDefault(key);
        return new(new(key), members ?? ImmutableDictionary<string, IncidentMember>.Empty, ChannelRules.Of(_table, state ?? new(), channel), _table, _now) { Silences = _silences };
    }
}
