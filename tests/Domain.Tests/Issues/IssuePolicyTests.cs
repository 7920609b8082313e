using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Issues;

namespace Router.Domain.Tests.Issues;

public class IssuePolicyTests
{
    private readonly IssueDriver _issue = new();

    private IssueStatus Status => _issue.State.History.Phase.Status;

    [Fact]
    public void Trigger_of_a_new_issue_opens_it_and_tells()
    {
        Assert.Equal(IngestReason.Triggered, _issue.Send(Alert.Trigger(0)));
        Assert.Equal(IssueStatus.Triggered, Status);
        Assert.Equal([IssueChange.Opened], _issue.TakeChanges());
        Assert.Equal(1, _issue.State.Count);
    }

    [Fact]
    public void Trigger_of_an_open_issue_is_counted_and_not_told()
    {
        _issue.Send(Alert.Trigger(0));
        _issue.TakeChanges();
        Assert.Equal(IngestReason.Repeated, _issue.Send(Alert.Trigger(5)));
        Assert.Equal(SuppressReason.Repeat, _issue.Last.Suppressed);
        Assert.False(_issue.Last.IsTransition);
        Assert.Empty(_issue.TakeChanges());
        Assert.Equal((2, Alert.At(0), Alert.At(5)), (_issue.State.Count, _issue.State.FirstSeen, _issue.State.LastSeen));
    }

    [Fact]
    public void The_same_event_and_rule_within_a_quarter_of_an_hour_is_a_duplicate()
    {
        _issue.Send(Alert.Trigger(0, "e1"));
        Assert.Equal(IngestReason.SameEventAndRule, _issue.SendAt(899, Alert.Trigger(0, "e1")));
        Assert.Equal(1, _issue.State.Count);
        Assert.Equal(IngestReason.Repeated, _issue.SendAt(901, Alert.Trigger(0, "e1")));
    }

    [Fact]
    public void The_same_event_of_another_rule_is_a_repeat()
    {
        _issue.Send(Alert.Trigger(0, "e1"));
        Assert.Equal(IngestReason.Repeated, _issue.Send(Alert.Trigger(0, "e1") with { Rule = "other" }));
    }

    [Fact]
    public void The_same_idempotency_key_is_a_duplicate_whatever_the_event()
    {
        _issue.Send(Alert.Trigger(0) with { IdempotencyKey = "k" });
        Assert.Equal(IngestReason.SameDelivery, _issue.Send(Alert.Trigger(9) with { IdempotencyKey = "k" }));
    }

    [Fact]
    public void A_trigger_without_event_id_and_key_is_never_a_duplicate()
    {
        _issue.Send(Alert.Trigger(0) with { EventId = null });
        Assert.Equal(IngestReason.Repeated, _issue.Send(Alert.Trigger(0) with { EventId = null }));
        Assert.Equal(2, _issue.State.Count);
    }

    [Fact]
    public void Only_the_last_512_deliveries_are_remembered()
    {
        for (var i = 0; i < 600; i++)
            _issue.Send(Alert.Trigger(1, $"e{i}"));
        Assert.Equal(IngestReason.SameEventAndRule, _issue.Send(Alert.Trigger(1, "e88")));
        Assert.Equal(IngestReason.Repeated, _issue.Send(Alert.Trigger(1, "e30")));
    }

    [Fact]
    public void A_resolve_delivered_again_does_not_end_what_opened_in_between()
    {
        _issue.Send(Alert.Trigger(0));
        Assert.Equal(IngestReason.Resolved, _issue.Send(Alert.Resolve(5) with { IdempotencyKey = "r" }));
        _issue.Send(Alert.Trigger(6));
        // Without a Sentry-Hook-Timestamp its order is that of its arrival, which is another one on another host.
        Assert.Equal(IngestReason.AlreadyInState, _issue.Send(Alert.Resolve(7) with { IdempotencyKey = "r" }));
        Assert.Equal(IssueStatus.Triggered, Status);
    }

    [Fact]
    public void A_resolve_handed_over_late_does_not_end_what_opened_in_its_second_and_has_more_marks_than_are_kept()
    {
        var resolve = Alert.Resolve(5) with { IdempotencyKey = "r" };
        _issue.Send(Alert.Trigger(0));
        _issue.Send(resolve);
        for (var i = 0; i < 2 * IssueHistory.MaxMarks; i++)
            _issue.Send(Alert.Trigger(5, $"e{i}", release: $"{i}"));
        Assert.Equal(IngestReason.AlreadyInState, _issue.SendAt(9, resolve));
        Assert.Equal(IssueStatus.Triggered, Status);
    }

    [Fact]
    public void A_resolve_that_came_too_late_to_matter_is_late_once()
    {
        _issue.Send(Alert.Trigger(0));
        for (var i = 1; i < 2 * IssueHistory.MaxMarks; i++)
            _issue.Send(Alert.Trigger(i));
        Assert.Equal(IngestReason.Late, _issue.SendAt(99, Alert.Resolve(1) with { IdempotencyKey = "r" }));
        Assert.Equal(IngestReason.AlreadyInState, _issue.SendAt(99, Alert.Resolve(1) with { IdempotencyKey = "r" }));
    }

    [Fact]
    public void A_metric_alert_delivered_again_does_not_open_what_ended_in_between()
    {
        _issue.Send(Alert.Level(0, Severity.Critical) with { IdempotencyKey = "m" });
        _issue.Send(Alert.Resolve(5));
        Assert.Equal(IngestReason.AlreadyInState, _issue.Send(Alert.Level(7, Severity.Critical) with { IdempotencyKey = "m" }));
        Assert.Equal(IssueStatus.Resolved, Status);
    }

    [Fact]
    public void A_resolve_ends_the_issue_and_tells_every_channel_it_reached()
    {
        _issue.Send(Alert.Trigger(0), "ops", "web");
        _issue.TakeChanges();
        Assert.Equal(IngestReason.Resolved, _issue.Send(Alert.Resolve(5)));
        Assert.Equal(["ops", "web"], _issue.Reports.Select(r => r.Destination.Channel));
        Assert.All(_issue.Reports, r => Assert.Equal((IssueChange.Resolved, Severity.Ok), (r.Change, r.Issue.Severity)));
    }

    [Fact]
    public void A_resolve_repeated_is_ignored()
    {
        _issue.Send(Alert.Trigger(0));
        _issue.Send(Alert.Resolve(5));
        _issue.TakeChanges();
        Assert.Equal(IngestReason.AlreadyInState, _issue.Send(Alert.Resolve(5)));
        Assert.Equal(IngestReason.AlreadyInState, _issue.Send(Alert.Resolve(8)));
        Assert.Empty(_issue.TakeChanges());
    }

    [Fact]
    public void A_trigger_after_a_resolve_is_a_new_episode()
    {
        _issue.Send(Alert.Trigger(0));
        _issue.Send(Alert.Resolve(5));
        _issue.TakeChanges();
        Assert.Equal(IngestReason.Triggered, _issue.Send(Alert.Trigger(9)));
        Assert.Equal([IssueChange.Opened], _issue.TakeChanges());
        Assert.Equal(2, _issue.State.History.Phase.Episode);
    }

    [Fact]
    public void An_older_trigger_does_not_undo_a_resolve()
    {
        _issue.Send(Alert.Trigger(0));
        _issue.Send(Alert.Resolve(5));
        _issue.TakeChanges();
        Assert.Equal(IngestReason.Late, _issue.SendAt(6, Alert.Trigger(4)));
        Assert.Equal((IssueStatus.Resolved, 2L), (Status, _issue.State.Count));
        Assert.Empty(_issue.TakeChanges());
    }

    [Fact]
    public void A_trigger_of_the_same_second_as_the_resolve_goes_by_arrival()
    {
        _issue.Send(Alert.Trigger(0));
        _issue.Send(Alert.Resolve(5.2));
        Assert.Equal(IngestReason.Triggered, _issue.Send(Alert.Trigger(5.7)));
    }

    [Fact]
    public void An_early_resolve_keeps_an_older_trigger_from_opening()
    {
        Assert.Equal(IngestReason.UnknownIssue, _issue.Send(Alert.Resolve(5)));
        Assert.Equal(IngestReason.Late, _issue.SendAt(6, Alert.Trigger(2)));
        Assert.Equal(IssueStatus.Resolved, Status);
        Assert.Empty(_issue.TakeChanges());
    }

    [Fact]
    public void Changes_of_an_issue_never_triggered_are_ignored_and_forgotten_after_a_day()
    {
        Assert.Equal(IngestReason.UnknownIssue, _issue.Send(Alert.Assign(0)));
        Assert.Equal(IngestReason.UnknownIssue, _issue.Send(Alert.Reopen(1)));
        Assert.Equal(Alert.At(1).AddDays(1), IssuePolicy.DueAt(_issue.State));
        Assert.True(IssuePolicy.IsForgotten(_issue.State, Alert.At(1).AddDays(1)));
    }

    [Fact]
    public void A_higher_severity_escalates_and_ends_the_acknowledgement()
    {
        _issue.Send(Alert.Trigger(0));
        Assert.Equal(IngestReason.Acknowledged, _issue.Send(Alert.Assign(1)));
        Assert.Equal(IssueStatus.Acknowledged, Status);
        Assert.Equal(IngestReason.Escalated, _issue.Send(Alert.Trigger(2, severity: Severity.Critical)));
        Assert.Equal(IssueStatus.Triggered, Status);
        Assert.Equal([IssueChange.Opened, IssueChange.Acknowledged, IssueChange.Escalated], _issue.TakeChanges());
    }

    [Fact]
    public void A_lower_severity_is_recorded()
    {
        _issue.Send(Alert.Level(0, Severity.Critical));
        Assert.Equal(IngestReason.Lowered, _issue.Send(Alert.Level(5, Severity.Warning)));
        Assert.Equal(Severity.Warning, _issue.State.History.Phase.Severity);
    }

    [Fact]
    public void A_metric_level_sent_again_is_not_counted_twice()
    {
        _issue.Send(Alert.Level(0, Severity.Critical));
        Assert.Equal(IngestReason.AlreadyInState, _issue.Send(Alert.Level(0, Severity.Critical)));
        Assert.Equal(1, _issue.State.Count);
    }

    [Fact]
    public void A_new_channel_of_a_repeat_is_told()
    {
        _issue.Send(Alert.Trigger(0), "ops");
        _issue.TakeChanges();
        Assert.Equal(IngestReason.Repeated, _issue.Send(Alert.Trigger(1), "ops", "web"));
        Assert.Equal("web", Assert.Single(_issue.Reports).Destination.Channel);
        Assert.Equal([IssueChange.Opened], _issue.TakeChanges());
    }

    [Fact]
    public void Triggers_of_an_archived_issue_are_counted_until_it_is_unresolved()
    {
        _issue.Send(Alert.Trigger(0));
        Assert.Equal(IngestReason.Suppressed, _issue.Send(Alert.Archive(1)));
        Assert.Equal(IngestReason.Repeated, _issue.Send(Alert.Trigger(2)));
        Assert.Equal(SuppressReason.IssueSuppressed, _issue.Last.Suppressed);
        Assert.Equal(IngestReason.Reopened, _issue.Send(Alert.Reopen(3)));
        Assert.Equal([IssueChange.Opened, IssueChange.Archived, IssueChange.Reopened], _issue.TakeChanges());
        Assert.Equal(2, _issue.State.Count);
    }

    [Fact]
    public void A_trigger_after_the_ignore_time_opens_again()
    {
        _issue.Send(Alert.Trigger(0));
        _issue.Send(Alert.Archive(1, until: 60));
        Assert.Equal(IngestReason.Repeated, _issue.Send(Alert.Trigger(59)));
        Assert.Equal(IngestReason.Triggered, _issue.Send(Alert.Trigger(60)));
    }

    [Fact]
    public void A_resolve_in_a_release_holds_against_releases_already_seen()
    {
        _issue.Send(Alert.Trigger(0, release: "1.0"));
        _issue.Send(Alert.ResolveInRelease(1));
        Assert.Equal(IngestReason.Repeated, _issue.Send(Alert.Trigger(2, release: "1.0")));
        Assert.Equal(SuppressReason.ResolvedInRelease, _issue.Last.Suppressed);
        Assert.Equal(IngestReason.Triggered, _issue.Send(Alert.Trigger(3, release: "1.1")));
    }

    [Fact]
    public void No_trigger_for_the_auto_resolve_time_ends_the_issue_as_quiet()
    {
        _issue.Send(Alert.Trigger(0));
        _issue.Send(Alert.Trigger(3600));
        Assert.Equal(Alert.At(3600).AddDays(1), IssuePolicy.DueAt(_issue.State));
        _issue.Quiet(86400);
        Assert.Equal(IssueStatus.Triggered, Status);
        Assert.Equal(IngestReason.Resolved, _issue.Quiet(3600 + 86400));
        Assert.Equal([IssueChange.Opened, IssueChange.Quiet], _issue.TakeChanges());
    }

    [Fact]
    public void A_metric_alert_never_ends_as_quiet()
    {
        _issue.Send(Alert.Level(0, Severity.Critical));
        Assert.Null(IssuePolicy.DueAt(_issue.State));
    }

    [Fact]
    public void The_same_metric_id_opens_again_after_its_resolve()
    {
        _issue.Send(Alert.Level(0, Severity.Critical));
        _issue.Send(Alert.Resolve(1));
        Assert.Equal(IngestReason.Triggered, _issue.Send(Alert.Level(2, Severity.Warning)));
        Assert.Equal(Severity.Warning, _issue.State.History.Phase.Severity);
    }
}
