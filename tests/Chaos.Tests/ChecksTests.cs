using Router.Domain.Alerts;
using Router.Domain.Delivery;

namespace Router.Chaos.Tests;

/// <summary>Each check sees what it is there to see, in a run that is otherwise as it must be, and no other check takes it for its own.</summary>
public class ChecksTests
{
    private readonly Run _run = Run.Faultless();

    [Fact]
    public void Faultless_run_violates_nothing()
    {
        Assert.Empty(_run.Violated());
        Assert.Null(_run.Evidence().UnderWay);
    }

    [Fact]
    public void Trigger_that_was_answered_202_and_is_nowhere_is_lost() => OnlySees(Checks.Counted, _run.Answer("lost", IngestReason.Repeated));

    [Theory]
    [InlineData(IngestReason.Queued)]
    [InlineData(IngestReason.SameDelivery)]
    public void Trigger_is_owed_whatever_its_202_said(IngestReason reason) => OnlySees(Checks.Counted, _run.Answer("lost", reason));

    [Fact]
    public void Resolve_that_was_answered_202_and_is_nowhere_is_lost() => OnlySees(Checks.Counted, _run.Answer("lost", IngestReason.Resolved));

    [Fact]
    public void Refused_or_unanswered_webhook_is_owed_nothing()
    {
        _run.Answer("refused", IngestReason.Triggered, status: 503).Answer("unanswered", IngestReason.Triggered, status: 0);
        Assert.Empty(_run.Violated());
    }

    [Fact]
    public void Unanswered_webhook_may_have_been_counted()
    {
        _run.Answer("unanswered", IngestReason.Repeated, status: 0).Take("unanswered", IngestReason.Repeated);
        _run.Rows[0] = _run.Rows[0] with { Count = 3 };
        Assert.Empty(_run.Violated());
    }

    [Fact]
    public void Trigger_that_was_counted_twice_is_seen()
    {
        _run.Take("b", IngestReason.Repeated);
        _run.Rows[0] = _run.Rows[0] with { Count = 3 };
        OnlySees(Checks.Counted, _run);
    }

    [Fact]
    public void Resolve_that_was_applied_twice_is_seen() => OnlySees(Checks.Counted, _run.Take("c", IngestReason.Resolved));

    [Fact]
    public void Webhook_that_nobody_sent_is_seen()
    {
        _run.Take("made up", IngestReason.Repeated);
        _run.Rows[0] = _run.Rows[0] with { Count = 3 };
        OnlySees(Checks.Counted, _run);
    }

    [Fact]
    public void Row_that_counts_otherwise_than_the_journal_is_seen()
    {
        _run.Rows[0] = _run.Rows[0] with { Count = 1 };
        OnlySees(Checks.Rows, _run);
    }

    [Fact]
    public void Issue_without_a_row_is_seen()
    {
        _run.Rows.Clear();
        OnlySees(Checks.Rows, _run);
    }

    [Fact]
    public void Two_owners_commits_for_one_issue_are_seen()
    {
        _run.Journal[^2] = _run.Journal[^2] with { PreviousPosition = 1 };
        OnlySees(Checks.Owners, _run);
    }

    [Fact]
    public void Webhook_that_is_left_in_the_inbox_is_seen()
    {
        _run.Inbox = 1;
        OnlySees(Checks.Inbox, _run);
        Assert.NotNull(_run.Evidence().UnderWay);
    }

    [Fact]
    public void Transition_that_was_never_delivered_is_seen()
    {
        _run.Decide(3, NotificationType.Updated);
        OnlySees(Checks.Delivered, _run);
        Assert.NotNull(_run.Evidence().UnderWay);
    }

    [Fact]
    public void Delivery_that_the_sink_never_took_is_seen() =>
        OnlySees(Checks.Delivered, _run.Decide(3, NotificationType.Resolved).Deliver(3, "incident.resolved", isTaken: false));

    [Fact]
    public void Delivery_that_nothing_decided_is_seen() => OnlySees(Checks.Decided, _run.Deliver(3, "incident.resolved"));

    [Fact]
    public void Two_webhook_ids_for_one_transition_are_seen() =>
        Assert.Equal([Checks.Decided, Checks.Ids], _run.Deliver(2, "incident.resolved", id: $"{Run.Incident}-2b-{Evidence.Sink}").Violated());

    [Fact]
    public void Two_bodies_of_one_transition_are_seen() => OnlySees(Checks.Ids, _run.Deliver(2, "incident.resolved", title: "another"));

    [Fact]
    public void Same_delivery_again_is_none_of_these() => Assert.Empty(_run.Deliver(1, "incident.triggered").Deliver(2, "incident.resolved").Violated());

    [Fact]
    public void Notification_that_first_arrives_after_a_later_one_is_seen()
    {
        _run.Calls[0] = _run.Calls[0] with { Order = 3 };
        OnlySees(Checks.Ordered, _run);
    }

    [Fact]
    public void Issue_that_is_open_while_the_sink_heard_of_its_end_is_seen()
    {
        _run.Rows[0] = _run.Rows[0] with { IsOpen = true };
        OnlySees(Checks.Known, _run);
    }

    [Fact]
    public void Issue_that_is_over_while_the_sink_heard_last_that_it_is_open_is_seen() =>
        OnlySees(Checks.Known, _run.Decide(3, NotificationType.Reopened).Deliver(3, "incident.reopened"));

    [Fact]
    public void Issue_that_the_sink_never_heard_of_is_seen()
    {
        _run.Rows.Add(new("web|issue|2", 0, IsOpen: true));
        OnlySees(Checks.Known, _run);
    }

    private static void OnlySees(string check, Run run) => Assert.Equal([check], run.Violated());
}
