using System.Globalization;
using Router.Domain.Alerts;
using Router.Domain.Issues;
using Router.Domain.Routing;

namespace Router.Domain.Replay.Timelines;

/// <summary>One run of a timeline.</summary>
internal sealed class TimelineRun
{
    private readonly DateTimeOffset _start;
    private readonly ReplaySimulation _simulation;
    private readonly List<ReplayNotification> _sent = [];
    private readonly List<(DateTimeOffset At, string Text)> _log = [];
    private readonly List<TimelineProblem> _problems = [];
    private int _events;

    public TimelineRun(RouteTable table, DateTimeOffset start)
    {
        _start = start;
        _simulation = new(table, new(table.Config.Silences)) { OnNotification = OnNotification, OnDecision = OnDecision };
    }

    public TimelineResult Run(ImmutableArray<TimelineStep> steps)
    {
        var now = _start;
        foreach (var step in steps)
        {
            now = _start + step.At;
            _simulation.Advance(now);
            Take(step, now);
        }

        foreach (var left in _sent)
            _problems.Add(new(steps.IsEmpty ? 1 : steps[^1].Line, $"not in the timeline: {Line(left)}"));
        return new([.. _log.Select(l => $"{At(l.At),9}  {l.Text}")], [.. _problems]);
    }

    private void Take(TimelineStep step, DateTimeOffset now)
    {
        switch (step.Verb)
        {
            case "sent":
                Expect(step);
                break;
            case "nothing":
                foreach (var unexpected in _sent)
                    _problems.Add(new(step.Line, $"something was sent: {Line(unexpected)}"));
                _sent.Clear();
                break;
            case "restart":
                _simulation.Restart();
                _log.Add((now, "restart"));
                break;
            default:
                var alert = TimelineAlert.Of(step, now, ++_events);
                _log.Add((now, $"{step.Verb} {step.Subject}"));
                _simulation.Take(alert.Issue.Value, IssueInput.Webhook(alert, new() { ConfigVersion = 1, Destinations = [] }), now);
                break;
        }
    }

    private void Expect(TimelineStep step)
    {
        if (_sent.Count == 0)
        {
            _problems.Add(new(step.Line, "nothing was sent"));
            return;
        }

        var sent = _sent[0];
        _sent.RemoveAt(0);
        var words = Words(sent);
        var missing = step.Words.Where(w => !words.Contains(w)).ToList();
        if (missing.Count > 0 || sent.At != _start + step.At)
            _problems.Add(new(step.Line, $"sent was: {Line(sent)}"));
    }

    private void OnNotification(ReplayNotification notification)
    {
        var isKnown = _sent.Exists(n => n.At == notification.At && n.IncidentId == notification.IncidentId && n.Type == notification.Type && n.Reason == notification.Reason);
        if (isKnown)
            return;
        _sent.Add(notification);
        _log.Add((notification.At, $"-> {string.Join(' ', Words(notification).Select(w => w.Contains(' ', StringComparison.Ordinal) ? $"\"{w}\"" : w))}"));
    }

    private void OnDecision(string channel, Incidents.IncidentJournalEntry entry)
    {
        if (entry.Suppressed is { } reason)
            _log.Add((_simulation.Now, $"   nobody was told: {SnakeCase.Of(reason)}{(entry.Silences.IsEmpty ? "" : " by " + string.Join(", ", entry.Silences))}"));
    }

    private string Line(ReplayNotification notification) => $"at {At(notification.At)} sent {string.Join(' ', Words(notification))}";

    private static string[] Words(ReplayNotification n) => [SnakeCase.Of(n.Type), SnakeCase.Of(n.Reason), n.Title, n.Severity.ToString()];

    private string At(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{(at - _start).TotalSeconds:0.###} s");
}
