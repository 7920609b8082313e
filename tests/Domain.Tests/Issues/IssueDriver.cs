using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Issues;

namespace Router.Domain.Tests.Issues;

/// <summary>Drives one issue through a timeline and keeps what it told its incidents.</summary>
internal sealed class IssueDriver
{
    public IssueState State { get; private set; } = new();

    public List<IssueReport> Reports { get; } = [];

    public IssueDecision Last { get; private set; }

    public IngestReason Send(AlertEvent alert, params string[] channels) => Apply(IssueInput.Webhook(alert, Alert.Route(alert, channels)), alert.ReceivedAt);

    public IngestReason SendAt(double arrival, AlertEvent alert, params string[] channels) =>
        Apply(IssueInput.Webhook(alert, Alert.Route(alert, channels)), Alert.At(arrival));

    public IngestReason Quiet(double second) => Apply(IssueInput.QuietTimeout(), Alert.At(second));

    public ActionReason Act(double second, ActionKind kind, string? key = null, string actor = "Ann", string? reason = null)
    {
        Apply(IssueInput.Act(new() { Kind = kind, Actor = actor, Key = key, Reason = reason }), Alert.At(second));
        return Last.Action!.Value;
    }

    public IssueChange[] TakeChanges()
    {
        IssueChange[] changes = [.. Reports.Select(r => r.Change)];
        Reports.Clear();
        return changes;
    }

    private IngestReason Apply(IssueInput input, DateTimeOffset now)
    {
        Last = IssuePolicy.Decide(State, input, now);
        State = Last.State;
        Reports.AddRange(State.Outbox);
        State = IssuePolicy.HandedOver(State, State.LastReport);
        return Last.Reason;
    }
}
