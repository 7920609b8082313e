using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Issues;

namespace Router.Domain.Tests.Issues;

public class IssueConvergenceTests
{
    private static readonly string?[] Releases = [null, "1.0", "1.1"];

    /// <summary>A history with distinct order times and an order of arrival that permutes and duplicates it.</summary>
    public sealed record Scenario(AlertEvent[] History, int[] Arrivals)
    {
        public override string ToString() => $"{string.Join(' ', History.Select(a => $"{a.Kind}@{a.OrderTime - Alert.T0}/{a.Severity}/{a.Release}"))} | {string.Join(',', Arrivals)}";
    }

    public static Arbitrary<Scenario> Scenarios() => Arb.From(
        from length in Gen.Choose(1, 24)
        from kinds in Gen.Choose(0, 9).ArrayOf(length)
        from severities in Gen.Elements(Severity.Info, Severity.Warning, Severity.Critical).ArrayOf(length)
        from releases in Gen.Elements(Releases).ArrayOf(length)
        from order in Gen.Shuffle(Enumerable.Range(0, length).Concat(Enumerable.Range(0, length)).ToArray())
        from kept in Gen.Choose(length, length * 2)
        let history = kinds.Select((k, i) => Event(k, i * 3, severities[i], releases[i])).ToArray()
        select new Scenario(history, [.. order.Take(kept).Concat(Enumerable.Range(0, length))]));

    [Property(Arbitrary = [typeof(IssueConvergenceTests)], MaxTest = 2000)]
    public void Any_order_and_duplication_of_a_history_converges(Scenario scenario)
    {
        var inOrder = new IssueDriver();
        foreach (var alert in scenario.History)
            inOrder.SendAt(1000, alert);
        var shuffled = new IssueDriver();
        foreach (var i in scenario.Arrivals)
            shuffled.SendAt(1000, scenario.History[i]);

        Assert.Equal(View(inOrder.State), View(shuffled.State));
    }

    [Property(Arbitrary = [typeof(IssueConvergenceTests)], MaxTest = 500)]
    public void What_was_told_ends_where_the_status_is(Scenario scenario)
    {
        var issue = new IssueDriver();
        foreach (var i in scenario.Arrivals)
            issue.SendAt(1000, scenario.History[i]);

        var lastTold = issue.Reports.Count == 0 ? (IssueChange?)null : issue.Reports[^1].Change;
        var isOpen = issue.State.History.Phase.IsOpen();
        var toldOpen = lastTold is IssueChange.Opened or IssueChange.Reopened or IssueChange.Escalated or IssueChange.Lowered or IssueChange.Acknowledged;
        Assert.Equal(isOpen, toldOpen);
    }

    [Property(Arbitrary = [typeof(IssueConvergenceTests)], MaxTest = 500)]
    public void A_persons_action_after_any_order_of_a_history_converges(Scenario scenario, ActionKind kind)
    {
        if (kind == ActionKind.Snooze)
            return;
        var inOrder = new IssueDriver();
        foreach (var alert in scenario.History)
            inOrder.SendAt(1000, alert);
        var shuffled = new IssueDriver();
        foreach (var i in scenario.Arrivals)
            shuffled.SendAt(1000, scenario.History[i]);

        Assert.Equal(inOrder.Act(1001, kind), shuffled.Act(1001, kind));
        var acted = View(shuffled.State);
        Assert.Equal(View(inOrder.State), acted);
        foreach (var alert in scenario.History.Where(a => a.Kind is not AlertKind.Trigger))
            shuffled.SendAt(1002, alert);
        Assert.Equal(acted, View(shuffled.State));
    }

    [Property(Arbitrary = [typeof(IssueConvergenceTests)], MaxTest = 500)]
    public void Replaying_the_journal_gives_the_state(Scenario scenario)
    {
        var state = new IssueState();
        var journal = new List<Domain.Storage.JournalEntry>();
        foreach (var i in scenario.Arrivals)
        {
            var alert = scenario.History[i];
            var input = i % 5 == 4
                ? IssueInput.Act(new() { Kind = (ActionKind)(i % 3), Actor = "Ann", Reason = "why", Key = i % 2 == 0 ? $"key {i % 4}" : null })
                : IssueInput.Webhook(alert, Alert.Route(alert));
            var decision = IssuePolicy.Decide(state, input, Alert.At(1000));
            var entry = IssueStore.Journal(state, input, decision, Alert.At(1000));
            journal.Add(new(journal.Count + 1, journal.Count, new(IssueStore.GrainType, "k"), entry.Kind, entry.At, entry.Data));
            state = decision.State;
        }

        var replayed = IssueStore.Replay(new IssueState(), journal);
        Assert.Equal(IssueStore.Snapshot(state).State.ToArray(), IssueStore.Snapshot(replayed).State.ToArray());
    }

    [Property(Arbitrary = [typeof(IssueConvergenceTests)], MaxTest = 300)]
    public void A_stored_state_reads_back_as_it_was(Scenario scenario)
    {
        var issue = new IssueDriver();
        foreach (var i in scenario.Arrivals)
            issue.SendAt(1000, scenario.History[i]);

        var json = IssueStore.Snapshot(issue.State).State;
        Assert.Equal(json.ToArray(), IssueStore.Snapshot(IssueStore.Read(json)).State.ToArray());
        Assert.Equal(View(issue.State), View(IssueStore.Read(json)));
    }

    private static (IssueStatus Status, Severity Severity, long Count, DateTimeOffset First, DateTimeOffset Last) View(IssueState state) =>
        (state.History.Phase.Status, state.History.Phase.ShownSeverity(), state.Count, state.FirstSeen, state.LastSeen);

    private static AlertEvent Event(int kind, int second, Severity severity, string? release) => kind switch
    {
        < 5 => Alert.Trigger(second, severity: severity, release: release),
        5 => Alert.Resolve(second),
        6 => Alert.ResolveInRelease(second),
        7 => Alert.Reopen(second),
        8 => Alert.Assign(second),
        _ => Alert.Archive(second),
    };
}
