using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
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

    [Fact]
    public async Task Issue_that_was_deleted_in_sentry_ends_when_that_is_certain()
    {
        await using var sentry = await SentryServer.StartAsync();
        await using var router = await RouterCluster.StartAsync(sentry: sentry.Config);
        await OpenAsync(router, sentry, "1");
        sentry.Issues.Clear();

        for (var asked = 0; asked <= 10; asked++)
        {
            if (asked > 0)
                await EndPassAsync(router);
            await StepAsync(router);
            Assert.Equal("1", (await sentry.NextAsync()).Issue);
            Assert.Equal(IssueStatus.Triggered, router.Stored().History.Phase.Status);
        }

        router.Time.Advance(SentryReconcilerGrain.Pace);
        await StepAsync(router);

        Assert.Equal(("GET", "", ""), await sentry.NextAsync());
        Assert.Equal(IssueStatus.Resolved, router.Stored().History.Phase.Status);
        Assert.Equal(NotifyReason.Deleted, (await router.Sink.NextAsync()).Reason);
    }

    [Fact]
    public async Task Issue_is_not_taken_for_deleted_while_the_organisation_is_not_there()
    {
        await using var sentry = await SentryServer.StartAsync();
        await using var router = await RouterCluster.StartAsync(sentry: sentry.Config);
        await OpenAsync(router, sentry, "1");
        sentry.Fault = _ => 404;

        for (var asked = 0; asked < 24; asked++)
        {
            await StepAsync(router);
            await EndPassAsync(router);
        }

        Assert.Contains(sentry.Calls, call => call.Issue.Length == 0);
        Assert.Equal(IssueStatus.Triggered, router.Stored().History.Phase.Status);
    }

    [Fact]
    public async Task Private_address_is_not_called_unless_it_may_be()
    {
        await using var sentry = await SentryServer.StartAsync();
        await using var router = await RouterCluster.StartAsync(sentry: sentry.Config with { AllowPrivate = false });
        await OpenAsync(router, sentry, "1");

        await StepAsync(router);

        Assert.Empty(sentry.Calls);
        Assert.Contains(router.Log.Lines, line => line.Contains("allowPrivate is off", StringComparison.Ordinal));
    }

    /// <summary>The last step of a pass finds that there is no more, and the next pass is due.</summary>
    private static async Task EndPassAsync(RouterCluster router)
    {
        router.Time.Advance(SentryReconcilerGrain.Pace);
        await StepAsync(router);
        router.Time.Advance(SentryReconcilerGrain.PassEvery);
    }

    private static Task StepAsync(RouterCluster router) => router.Grains.GetGrain<ISentryReconcilerGrain>("web").StepAsync();

    private static async Task OpenAsync(RouterCluster router, SentryServer sentry, string id)
    {
        sentry.Add(id);
        await router.SendAsync(router.Alert(AlertKind.Trigger, $"e{id}", id));
        await router.Sink.NextAsync();
    }
}
