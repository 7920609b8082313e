using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Issues;
using Router.Grains.Interfaces;
using Router.Grains.Tests.Issues;
using Router.Grains.TwoWay;

namespace Router.Grains.Tests.TwoWay;

public class SentryReconcilerTests
{
    [Theory]
    [InlineData("resolved", IssueStatus.Resolved)]
    [InlineData("ignored", IssueStatus.Suppressed)]
    [InlineData("unresolved", IssueStatus.Triggered)]
    public async Task Issue_becomes_what_it_is_in_sentry(string status, IssueStatus expected)
    {
        await using var sentry = await SentryServer.StartAsync();
        await using var router = await RouterCluster.StartAsync(sentry: sentry.Config);
        await OpenAsync(router, sentry, "1");
        sentry.Issues["1"]["status"] = status;

        await StepAsync(router);

        Assert.Equal(("GET", "1", ""), await sentry.NextAsync());
        Assert.Equal(expected, router.Stored().History.Phase.Status);
    }

    [Fact]
    public async Task Questions_are_spaced_and_each_issue_is_asked_about_once_a_minute()
    {
        await using var sentry = await SentryServer.StartAsync();
        await using var router = await RouterCluster.StartAsync(sentry: sentry.Config);
        await OpenAsync(router, sentry, "1");
        await OpenAsync(router, sentry, "2");

        await StepAsync(router);
        await StepAsync(router);
        Assert.Single(sentry.Calls);
        router.Time.Advance(SentryReconcilerGrain.Pace);
        await StepAsync(router);
        Assert.Equal(["1", "2"], sentry.Calls.Select(call => call.Issue));
        router.Time.Advance(SentryReconcilerGrain.Pace);
        await StepAsync(router);
        Assert.Equal(2, sentry.Calls.Count);
        router.Time.Advance(SentryReconcilerGrain.PassEvery);
        await StepAsync(router);

        Assert.Equal(3, sentry.Calls.Count);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(401)]
    [InlineData(500)]
    public async Task Issue_that_sentry_does_not_tell_stays_open(int status)
    {
        await using var sentry = await SentryServer.StartAsync();
        await using var router = await RouterCluster.StartAsync(sentry: sentry.Config);
        await OpenAsync(router, sentry, "1");
        sentry.Fault = _ => status;

        await StepAsync(router);

        await sentry.NextAsync();
        Assert.Equal(IssueStatus.Triggered, router.Stored().History.Phase.Status);
        Assert.DoesNotContain(router.Log.Lines, line => line.Contains(SentryServer.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Archive_that_stands_for_our_snooze_is_no_loss()
    {
        await using var sentry = await SentryServer.StartAsync();
        await using var router = await RouterCluster.StartAsync(sentry: sentry.Config);
        await OpenAsync(router, sentry, "1");
        var key = router.Config.Table.Route(router.Alert(AlertKind.Trigger)).Destinations[0].Incident.Value;
        await router.Incident(key).ActAsync(1, new() { Kind = ActionKind.Snooze, Actor = "Ann", Until = router.Time.GetUtcNow().AddHours(1) });
        await sentry.NextAsync();
        await router.Storage.WhenAsync(() => router.Stored().Change is null);
        Assert.Equal("ignored", sentry.Status("1"));

        router.Time.Advance(SentryReconcilerGrain.Pace);
        await StepAsync(router);

        Assert.Equal("GET", (await sentry.NextAsync()).Method);
        Assert.Equal(IssueStatus.Triggered, router.Stored().History.Phase.Status);
    }

    private static Task StepAsync(RouterCluster router) => router.Grains.GetGrain<ISentryReconcilerGrain>("web").StepAsync();

    private static async Task OpenAsync(RouterCluster router, SentryServer sentry, string id)
    {
        sentry.Add(id);
        await router.SendAsync(router.Alert(AlertKind.Trigger, $"e{id}", id));
        await router.Sink.NextAsync();
    }
}
