using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Storage;
using Router.Domain.TwoWay;
using Router.Grains.Interfaces;
using Router.Grains.Tests.Delivery;
using Router.Grains.Tests.Issues;

namespace Router.Grains.Tests.TwoWay;

public class SentryChangeTests
{
    [Theory]
    [InlineData(ActionKind.Acknowledge, "Ann", """{"hasSeen":true}""")]
    [InlineData(ActionKind.Acknowledge, SentryServer.Member, """{"assignedTo":"ann@example.org"}""")]
    [InlineData(ActionKind.Resolve, "Ann", """{"status":"resolved"}""")]
    public async Task Action_changes_the_issue_in_sentry(ActionKind kind, string actor, string body)
    {
        await using var sentry = await SentryServer.StartAsync();
        await using var router = await TriggeredAsync(sentry);

        await router.Issue().ActAsync(new() { Kind = kind, Actor = actor });

        Assert.Equal(("PUT", "1", body), await sentry.NextAsync());
        await router.Storage.WhenAsync(() => Waiting(router).Change is null && router.Stored().Change is null);
        Assert.Contains(Audit(router), text => text.Contains($"\"actor\":\"{actor}\",\"action\":\"sentry_{(kind == ActionKind.Resolve ? "resolved" : "acknowledged")}\",\"subject\":\"web|issue|1\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reopen_goes_to_sentry_too()
    {
        await using var sentry = await SentryServer.StartAsync();
        await using var router = await TriggeredAsync(sentry);
        await router.Issue().ActAsync(new() { Kind = ActionKind.Resolve, Actor = "Ann" });
        await sentry.NextAsync();

        await router.Issue().ActAsync(new() { Kind = ActionKind.Reopen, Actor = "Ann" });

        Assert.Equal(("PUT", "1", """{"status":"unresolved"}"""), await router.Time.AdvanceUntilAsync(sentry.NextAsync(), SentryPace.Spacing));
        Assert.Equal("unresolved", sentry.Status("1"));
    }

    [Fact]
    public async Task Snooze_of_an_incident_archives_its_issues_and_the_echo_changes_nothing()
    {
        await using var sentry = await SentryServer.StartAsync();
        await using var router = await TriggeredAsync(sentry);
        var key = router.Config.Table.Route(router.Alert(AlertKind.Trigger)).Destinations[0].Incident.Value;
        var until = router.Time.GetUtcNow().AddMinutes(90);

        Assert.Equal(ActionReason.Snoozed, await router.Incident(key).ActAsync(1, new() { Kind = ActionKind.Snooze, Actor = "Ann", Until = until }));

        Assert.Equal("""{"status":"ignored","substatus":"archived_until_condition_met","statusDetails":{"ignoreDuration":90}}""", (await sentry.NextAsync()).Body);
        var echo = router.Alert(AlertKind.Suppress) with { Resource = "issue", Action = "ignored", ByApplication = true };
        Assert.Equal(IngestReason.OwnChange, (await router.SendAsync(echo)).Reason);
        Assert.Equal(IssueStatus.Triggered, router.Stored().History.Phase.Status);
        Assert.Equal(IngestReason.Suppressed, (await router.SendAsync(echo)).Reason);
    }

    [Fact]
    public async Task Echo_of_a_resolve_is_our_own_change_and_that_of_a_person_is_not()
    {
        await using var sentry = await SentryServer.StartAsync();
        await using var router = await TriggeredAsync(sentry);
        await router.Issue().ActAsync(new() { Kind = ActionKind.Resolve, Actor = "Ann" });
        var echo = router.Alert(AlertKind.Resolve) with { Resource = "issue", Action = "resolved" };
        router.Time.Advance(TimeSpan.FromMinutes(1));
        await router.SendAsync(router.Alert(AlertKind.Trigger, "e2"));

        Assert.Equal(IngestReason.OwnChange, (await router.SendAsync(echo with { ByApplication = true })).Reason);
        Assert.Equal(IssueStatus.Triggered, router.Stored().History.Phase.Status);
        Assert.Equal(IngestReason.Resolved, (await router.SendAsync(echo with { OrderTime = router.Time.GetUtcNow() })).Reason);
    }

    [Fact]
    public async Task Outage_of_sentry_delays_the_change()
    {
        await using var sentry = await SentryServer.StartAsync();
        await using var router = await TriggeredAsync(sentry);
        sentry.Fault = _ => 503;
        await router.Issue().ActAsync(new() { Kind = ActionKind.Resolve, Actor = "Ann" });
        await sentry.NextAsync();
        await router.Storage.WhenAsync(() => Waiting(router).Attempts == 1);

        sentry.Fault = _ => null;
        var call = await router.Time.AdvanceUntilAsync(sentry.NextAsync(), TimeSpan.FromSeconds(1));

        Assert.Equal("resolved", System.Text.Json.Nodes.JsonNode.Parse(call.Body)!["status"]!.ToString());
        await router.Storage.WhenAsync(() => Waiting(router).Change is null);
        Assert.Equal("resolved", sentry.Status("1"));
    }

    [Fact]
    public async Task Change_that_waited_does_not_undo_what_happened_since()
    {
        await using var sentry = await SentryServer.StartAsync();
        await using var router = await TriggeredAsync(sentry);
        sentry.Fault = _ => 503;
        await router.Issue().ActAsync(new() { Kind = ActionKind.Resolve, Actor = "Ann" });
        await sentry.NextAsync();
        await router.Storage.WhenAsync(() => Waiting(router).Attempts == 1);

        router.Time.Advance(TimeSpan.FromMilliseconds(500));
        await router.SendAsync(router.Alert(AlertKind.Trigger, "e2"));
        sentry.Fault = _ => null;

        await router.Time.AdvanceUntilAsync(
            router.Storage.WhenAsync(() => Audit(router).Any(text => text.Contains("sentry_change_dropped", StringComparison.Ordinal))), TimeSpan.FromSeconds(1));
        Assert.Equal("unresolved", sentry.Status("1"));
    }

    [Fact]
    public async Task Rate_limit_is_kept_until_its_reset()
    {
        await using var sentry = await SentryServer.StartAsync();
        await using var router = await TriggeredAsync(sentry);
        var reset = router.Time.GetUtcNow().AddSeconds(5);
        sentry.Fault = context =>
        {
            context.Response.Headers["X-Sentry-Rate-Limit-Remaining"] = "0";
            context.Response.Headers["X-Sentry-Rate-Limit-Reset"] = reset.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
            return 429;
        };
        await router.Issue().ActAsync(new() { Kind = ActionKind.Resolve, Actor = "Ann" });
        await sentry.NextAsync();
        await router.Storage.WhenAsync(() => Waiting(router).Attempts == 1);

        var place = await router.Grains.GetGrain<ISentryPaceGrain>($"{sentry.Config.Url.GetLeftPart(UriPartial.Authority)}|{SentryServer.Organization}").TakeAsync();

        Assert.Equal((reset, true), (place.At, place.IsKept));
    }

    [Fact]
    public async Task Change_that_a_killed_silo_had_not_handed_over_is_made_by_the_next_one()
    {
        await using var sentry = await SentryServer.StartAsync();
        var storage = new FakeStorage();
        await using (var first = await TriggeredAsync(sentry, storage))
        {
            storage.Fault = write => write.Key.Type == SentryChangeStore.GrainType ? new StoreUnavailableException("not yet") : null;
            await first.Issue().ActAsync(new() { Kind = ActionKind.Resolve, Actor = "Ann" });
            Assert.NotNull(first.Stored().Change);
            Assert.NotNull(storage.Row(new(IssueStore.GrainType, "web|issue|1"))!.DueAt);
            await first.KillAsync();
        }

        storage.Fault = _ => null;
        await using var second = await RouterCluster.StartAsync(storage: storage, sentry: sentry.Config);
        await second.Issue().WakeAsync();

        Assert.Equal("""{"status":"resolved"}""", (await sentry.NextAsync()).Body);
        await storage.WhenAsync(() => second.Stored().Change is null);
    }

    [Fact]
    public async Task Actor_that_sentry_does_not_know_marks_the_issue_as_seen()
    {
        await using var sentry = await SentryServer.StartAsync();
        await using var router = await TriggeredAsync(sentry);

        await router.Issue().ActAsync(new() { Kind = ActionKind.Acknowledge, Actor = "stranger@example.org" });
        await sentry.NextAsync();
        await router.Storage.WhenAsync(() => Waiting(router).IsUnassignable);

        Assert.Equal("""{"hasSeen":true}""", (await router.Time.AdvanceUntilAsync(sentry.NextAsync(), SentryPace.Spacing)).Body);
    }

    [Fact]
    public async Task Without_sentry_in_the_config_nothing_is_queued()
    {
        await using var router = await RouterCluster.StartAsync();
        await router.SendAsync(router.Alert(AlertKind.Trigger));

        await router.Issue().ActAsync(new() { Kind = ActionKind.Resolve, Actor = "Ann" });

        Assert.Null(router.Stored().Change);
        Assert.Null(router.Stored().OwnChange);
    }

    private static async Task<RouterCluster> TriggeredAsync(SentryServer sentry, FakeStorage? storage = null)
    {
        sentry.Add("1");
        var router = await RouterCluster.StartAsync(storage: storage, sentry: sentry.Config);
        await router.SendAsync(router.Alert(AlertKind.Trigger));
        await router.Sink.NextAsync();
        return router;
    }

    private static SentryChangeState Waiting(RouterCluster router) =>
        router.Storage.Row(new(SentryChangeStore.GrainType, "web|issue|1")) is { } row ? SentryChangeStore.Read(new(row.Version, row.State, 0, row.Parts)) : new();

    private static IEnumerable<string> Audit(RouterCluster router) =>
        router.Storage.Journal.Where(entry => entry.Kind == JournalKind.Audit).Select(entry => System.Text.Encoding.UTF8.GetString(entry.Data.Span));
}
