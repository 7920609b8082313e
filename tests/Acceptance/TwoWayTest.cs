using Router.Acceptance.Driver;
using Router.Api.Sentry.Samples;
using Router.Grains.Tests.TwoWay;

namespace Router.Acceptance;

/// <summary>What people do in the router is done in Sentry, and what webhooks lost is asked for.</summary>
public sealed class TwoWayTest : IDisposable
{
    private const string Mine = "4001";
    private const string Lost = "4002";
    private const string Person = """actor":{"type":"user","id":90210,"name":"Robin Example"}""";
    private const string Ourselves = """actor":{"type":"application","id":"8a1f","name":"Orleans.Router web"}""";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    /// <summary>Sentry is asked about each issue once a minute.</summary>
    private static readonly TimeSpan PassBound = TimeSpan.FromMinutes(3);
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Acts_reach_sentry_their_echo_changes_nothing_and_a_lost_resolve_is_found()
    {
        await using var sentry = await SentryServer.StartAsync();
        sentry.Add("1");
        sentry.Add(Mine);
        sentry.Add(Lost);
        await using var receiver = await TestReceiver.StartAsync();
        var config = SampleConfig.For(receiver.Url).Replace("    channel: web\n", $$"""
                channel: web
                sentry: { url: "{{sentry.Config.Url}}", organization: {{SentryServer.Organization}}, token: "{{SentryServer.Token}}", allowPrivate: true }

            """, StringComparison.Ordinal);
        await using var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data"), ConfigFile = _directory.Write("router.yaml", config) });
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        using var api = await ManagementClient.OfAsync(router);
        await sender.WarmUpAsync();
        (await sender.SendAsync("event_alert.triggered", Mine)).MustBeAccepted();
        (await sender.SendAsync("event_alert.triggered", Lost)).MustBeAccepted();

        await ActAsync(api, "acknowledge");
        await PutAsync(sentry, """{"hasSeen":true}""");
        await HeardAsync(receiver, "incident.acknowledged", Mine);

        await ActAsync(api, "resolve");
        await PutAsync(sentry, """{"status":"resolved"}""");
        Assert.Equal("resolved", sentry.Status(Mine));
        await HeardAsync(receiver, "incident.resolved", Mine);
        var echo = await sender.SendAsync(SentrySample.Create("issue.resolved", SignedSender.Fresh(Mine)), Person, Ourselves);
        Assert.Equal((202, "ignored", "own_change"), (echo.Status, echo.Outcome, echo.Reason));

        sentry.Issues[Lost]["status"] = "resolved";
        var found = await HeardAsync(receiver, "incident.resolved", Lost, PassBound);
        Assert.Equal("Resolved", found.Incident.GetProperty("status").GetString());
        var resources = (await api.ListAsync($"api/v1/receipts?issue={Uri.EscapeDataString($"web|issue|{Lost}")}")).Select(r => r.GetProperty("resource").GetString());
        Assert.Contains("reconcile", resources);
        Assert.DoesNotContain(router.Output.Snapshot(), line => line.Contains(SentryServer.Token, StringComparison.Ordinal));
    }

    private static async Task ActAsync(ManagementClient api, string action)
    {
        var (status, body) = await api.PostAsync($"api/v1/issues/{Uri.EscapeDataString($"web|issue|{Mine}")}/{action}", "{}");
        Assert.True(status == 200, body);
    }

    private static Task PutAsync(SentryServer sentry, string body) => Eventually.FitsAsync(
        () => Task.FromResult(sentry.Calls.Any(c => c.Method == "PUT" && c.Issue == Mine && c.Body == body)), made => made, $"PUT {body}", Bound);

    private static Task<ReceivedWebhook> HeardAsync(TestReceiver receiver, string type, string issue, TimeSpan? bound = null) =>
        receiver.Calls.FirstAsync(c => c.Type == type && c.IssueKeys.Contains($"web|issue|{issue}"), $"{type} of {issue}", bound ?? Bound);
}
