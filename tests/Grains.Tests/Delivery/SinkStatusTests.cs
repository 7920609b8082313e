using Router.Domain.Audit;
using Router.Domain.Delivery;
using Router.Domain.Storage;
using Router.Grains.Delivery;
using Router.Grains.Interfaces;

namespace Router.Grains.Tests.Delivery;

public sealed class SinkStatusTests
{
    [Fact]
    public async Task Test_is_sent_as_a_test_and_answers_what_the_sink_said()
    {
        await using var cluster = await DeliveryCluster.StartAsync();
        cluster.Sink.Answer = _ => Task.FromResult(new SinkResult(SinkVerdict.Reject, FailureReason.Unauthorized, 401, "bad token"));

        var attempt = await cluster.SinkGrain.TestAsync("ann", "new token");

        var sent = await cluster.Sink.NextAsync();
        Assert.Equal((NotificationType.Test, true, attempt!.DeliveryId), (sent.Type, sent.IsTest, sent.DeliveryId("ops")));
        Assert.Equal((401, FailureReason.Unauthorized, "bad token"), (attempt.Result.StatusCode, attempt.Result.Reason, attempt.Result.Detail));
        var audit = StoredJson.Read<AuditEntry>(Assert.Single(cluster.Storage.Journal).Data);
        Assert.Equal(("ann", "sink_tested", "ops", "new token"), (audit.Actor, audit.Action, audit.Subject, audit.Reason));
        Assert.Equal(attempt, (await cluster.SinkGrain.StatusAsync()).LastFailure);
    }

    [Fact]
    public async Task Test_of_a_slow_sink_holds_nobody_up()
    {
        await using var cluster = await DeliveryCluster.StartAsync();
        var answer = new TaskCompletionSource<SinkResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.Sink.Answer = _ => answer.Task;

        var test = cluster.SinkGrain.TestAsync("ann", null);
        await cluster.Sink.NextAsync();

        Assert.False((await cluster.SinkGrain.GateAsync().WaitAsync(DeliveryCluster.Bound)).Disabled);
        answer.SetResult(SinkResult.Delivered(200));
        Assert.Equal(SinkVerdict.Delivered, (await test)!.Result.Verdict);
    }

    [Fact]
    public async Task Sink_that_is_not_in_the_config_is_not_tested()
    {
        await using var cluster = await DeliveryCluster.StartAsync();
        cluster.Config.Swap(new());

        Assert.Null(await cluster.SinkGrain.TestAsync("ann", null));
        Assert.Empty(cluster.Storage.Journal);
    }

    [Fact]
    public async Task Enable_is_audited_once()
    {
        await using var cluster = await DeliveryCluster.StartAsync();
        await cluster.SinkGrain.DisableAsync("410: gone");
        Assert.Equal("410: gone", (await cluster.SinkGrain.StatusAsync()).DisabledReason);

        Assert.True(await cluster.SinkGrain.EnableAsync("ann", "receiver is back"));
        Assert.False(await cluster.SinkGrain.EnableAsync("ann", "receiver is back"));

        var audit = StoredJson.Read<AuditEntry>(Assert.Single(cluster.Storage.Journal).Data);
        Assert.Equal(("ann", "sink_enabled", "ops", "receiver is back"), (audit.Actor, audit.Action, audit.Subject, audit.Reason));
        Assert.Null((await cluster.SinkGrain.StatusAsync()).DisabledAt);
    }

    [Fact]
    public void Notes_are_few_but_never_miss_a_change()
    {
        var notes = new SinkNotes();
        var now = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

        Assert.True(notes.Take("ops", Attempt(now, SinkVerdict.Delivered)));
        Assert.False(notes.Take("ops", Attempt(now.AddSeconds(4), SinkVerdict.Delivered)));
        Assert.True(notes.Take("ops", Attempt(now.AddSeconds(4), SinkVerdict.Retry)));
        Assert.True(notes.Take("ops", Attempt(now.AddSeconds(4), SinkVerdict.Delivered)));
        Assert.True(notes.Take("log", Attempt(now.AddSeconds(4), SinkVerdict.Delivered)));
        Assert.True(notes.Take("ops", Attempt(now.AddSeconds(9), SinkVerdict.Delivered)));
    }

    private static SinkAttempt Attempt(DateTimeOffset at, SinkVerdict verdict) => new("a-1-1-ops", at, TimeSpan.Zero, new(verdict));
}
