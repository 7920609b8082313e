using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.TwoWay;

namespace Router.Domain.Tests.TwoWay;

public class SentryChangePolicyTests
{
    private static readonly DateTimeOffset T0 = Alert.T0;

    [Fact]
    public void Newer_change_takes_the_place_of_one_that_waits()
    {
        var state = SentryChangePolicy.Enqueue(new(), Change(1, ActionKind.Resolve), T0);
        state = SentryChangePolicy.Enqueue(state, Change(2, ActionKind.Reopen), T0.AddSeconds(1));

        Assert.Equal(ActionKind.Reopen, state.Change!.Kind);
        Assert.Same(state, SentryChangePolicy.Enqueue(state, Change(1, ActionKind.Resolve), T0.AddSeconds(2)));
        Assert.Same(state, SentryChangePolicy.Enqueue(state, Change(2, ActionKind.Reopen), T0.AddSeconds(2)));
    }

    [Theory]
    [InlineData(SinkVerdict.Delivered, null, 200, SentryChangeOutcome.Made, false)]
    [InlineData(SinkVerdict.Reject, FailureReason.Rejected, 404, SentryChangeOutcome.GivenUp, false)]
    [InlineData(SinkVerdict.Reject, FailureReason.Redirected, 302, SentryChangeOutcome.GivenUp, false)]
    [InlineData(SinkVerdict.Reject, FailureReason.Unauthorized, 401, SentryChangeOutcome.Retried, true)]
    [InlineData(SinkVerdict.Retry, FailureReason.ServerError, 503, SentryChangeOutcome.Retried, true)]
    [InlineData(SinkVerdict.Retry, FailureReason.RateLimited, 429, SentryChangeOutcome.Retried, true)]
    public void Answer_decides(SinkVerdict verdict, FailureReason? reason, int status, SentryChangeOutcome expected, bool waits)
    {
        var change = Change(1, ActionKind.Resolve);
        var state = SentryChangePolicy.Enqueue(new(), change, T0);

        var (next, outcome) = SentryChangePolicy.Record(state, change, new(verdict, reason, status), T0.AddSeconds(1), 0);

        Assert.Equal((expected, waits), (outcome, next.Change is not null));
        Assert.Equal(waits ? T0.AddSeconds(2) : T0.AddSeconds(1) + SentryChangePolicy.Memory, SentryChangePolicy.DueAt(next));
    }

    [Fact]
    public void Day_in_vain_is_the_end()
    {
        var change = Change(1, ActionKind.Resolve);
        var state = SentryChangePolicy.Enqueue(new(), change, T0);

        var (next, outcome) = SentryChangePolicy.Record(state, change, new(SinkVerdict.Retry, FailureReason.ServerError, 503), T0.AddHours(24), 0);

        Assert.Equal(SentryChangeOutcome.GivenUp, outcome);
        Assert.False(SentryChangePolicy.IsForgotten(next, T0.AddHours(24)));
        Assert.True(SentryChangePolicy.IsForgotten(next, T0.AddHours(25)));
    }

    [Fact]
    public void Answer_to_a_change_that_was_superseded_changes_nothing()
    {
        var state = SentryChangePolicy.Enqueue(new(), Change(2, ActionKind.Reopen), T0);

        var (next, outcome) = SentryChangePolicy.Record(state, Change(1, ActionKind.Resolve), SinkResult.Delivered(200), T0, 0);

        Assert.Equal(SentryChangeOutcome.Superseded, outcome);
        Assert.Same(state, next);
    }

    [Fact]
    public void Unknown_member_is_tried_once_more_without_assigning()
    {
        var change = Change(1, ActionKind.Acknowledge);
        var refused = new SinkResult(SinkVerdict.Reject, FailureReason.Rejected, 400);
        var state = SentryChangePolicy.Enqueue(new(), change, T0);

        var (once, first) = SentryChangePolicy.Record(state, change, refused, T0, 0);
        var (_, second) = SentryChangePolicy.Record(once, change, refused, T0, 0);

        Assert.Equal((SentryChangeOutcome.Retried, true, T0), (first, once.IsUnassignable, once.NextAttemptAt));
        Assert.Equal(SentryChangeOutcome.GivenUp, second);
    }

    private static SentryChange Change(long id, ActionKind kind) => new() { Id = id, Issue = IssueKey.Issue("web", "1"), Kind = kind, Actor = "Ann" };
}
