using Router.Domain.Delivery;
using Router.Domain.Noise;
using Router.Domain.Routing.Conditions;

namespace Router.Api.Tests.Receipts;

public sealed class ReceiptStoryTests : IAsyncLifetime
{
    private ReceiptWorld _world = null!;

    public async Task InitializeAsync() => _world = await ReceiptWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Story_goes_from_the_webhook_to_the_last_attempt()
    {
        var id = await _world.TakeAsync(_world.Trigger(eventId: "e1"));
        _world.Time.Advance(TimeSpan.FromSeconds(30));
        await _world.WakeAsync("triage");
        await _world.AttemptAsync("ops", "triage", new(SinkVerdict.Retry, FailureReason.ServerError, 503, "busy\u001b[2J"));
        _world.Time.SetUtcNow(ReceiptWorld.Start.AddSeconds(32));
        await _world.AttemptAsync("ops", "triage", SinkResult.Delivered(200));
        var incident = $"{Domain.Incidents.IncidentKey.Of("triage", "org|issue|1")}-1";

        Assert.Equal(
            $"""
            Receipt r1: accepted, triggered.

            On 2026-01-31 at 12:00:00 UTC Sentry sent event_alert.triggered for issue SHOP-1 (org|issue|1), "It broke", to integration org.
            Its signature was right: Sentry-Hook-Signature, made with the 1st client secret.
            It said: severity Warning, project "payments", environment "staging", release absent, rule "Critical errors", event e1.
            It had not come before, by its event and rule.
            It opened the issue. It was new here, and is Triggered since.

            Config version 1 decided, which ann put in force on 2026-01-30 at 12:00:00 (first).
              Route payments did not match: project == "payments" && environment == "production"
                yes  project == "payments": it was "payments"
                no   environment == "production": it was "staging"
              Route checkout did not match: tags["feature"] == "checkout" || release.startsWith("2.")
                no   tags["feature"] == "checkout": it was absent
                no   release.startsWith("2."): it was absent
              The default took it to triage
              So it was for channel triage, with severity Warning.

            Channel triage, incident {incident}, which is Triggered now:
              12:00:00  Nobody was told yet: the channel waits before its first message (delay).
              12:00:30  Message 1: triggered (first_notification).
                Sink ops was told:
                  12:00:30  attempt 1 failed: 503 after 12 ms, it has an error (server_error): "busy [2J"
                  12:00:32  attempt 2 was answered 200 after 12 ms
                Sink night was not told: its condition was false (sink_condition): severity == "Critical"

            """.ReplaceLineEndings("\n"),
            await _world.StoryAsync(id));
    }

    [Fact]
    public async Task Story_of_a_repeat_says_why_nobody_was_told()
    {
        await _world.TakeAsync(_world.Trigger());
        var story = await _world.StoryAsync(await _world.TakeAsync(_world.Trigger()));

        Assert.Contains("it was counted. Nobody was told: it said nothing new (repeat). What people know comes from receipt r1.", story, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Story_says_until_when_a_message_is_held_back()
    {
        var story = await _world.StoryAsync(await _world.TakeAsync(_world.Trigger()));

        Assert.Contains("Nobody was told yet: the channel waits before its first message (delay), until 12:00:30.", story, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SilenceMode.Mark, "Nobody was told: a silence holds it back (silenced), by deploy.")]
    [InlineData(SilenceMode.Drop, "So it was for channel payments, with severity Warning, but silence deploy dropped it.")]
    public async Task Story_names_the_silence(SilenceMode mode, string line)
    {
        var always = ConditionCompiler.Compile("true").Condition!;
        _world.Silences = new([new() { Id = "deploy", When = always, Mode = mode, Schedule = new(null, ReceiptWorld.Start.AddDays(1), null) }]);

        Assert.Contains(line, await _world.StoryAsync(await _world.TakeAsync(_world.Trigger() with { Environment = "production" })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Story_of_a_message_that_was_given_up_says_so()
    {
        var id = await _world.TakeAsync(_world.Trigger() with { Environment = "production" });
        await _world.AttemptAsync("ops", "payments", new(SinkVerdict.Reject, FailureReason.Unauthorized, 401));
        var story = await _world.StoryAsync(id);

        Assert.Contains("Sink ops could not be told, and it was given up:", story, StringComparison.Ordinal);
        Assert.Contains("attempt 1 failed: 401 after 12 ms, it wants other credentials (unauthorized)", story, StringComparison.Ordinal);
    }
}
