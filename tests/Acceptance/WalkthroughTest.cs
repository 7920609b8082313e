using System.Text.Json;
using System.Text.RegularExpressions;
using Router.Acceptance.Driver;
using Router.Api.Sentry.Samples;

namespace Router.Acceptance;

/// <summary>What the README promises to someone who starts it for the first time.</summary>
public sealed partial class WalkthroughTest : IDisposable
{
    private const string Key = $"web|issue|{SentrySampleOptions.DefaultIssueId}";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Starter_config_shows_a_sample_trigger_and_its_resolve_on_the_console()
    {
        var data = _directory.File("data");
        await using var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = data });
        var config = await File.ReadAllTextAsync(Path.Combine(data, "router.yaml"));
        var first = FirstIntegration().Match(config).Groups[1].Value;
        var secret = FirstClientSecret().Match(config).Groups[1].Value;
        var pushUrl = (await router.PushUrlAsync(first)).ToString();
        await router.Output.FirstAsync(l => l.StartsWith("dashboard ", StringComparison.Ordinal), "the dashboard's line", Bound);

        var trigger = await RouterCommand.RunAsync(["send-sample", "event_alert.triggered", "--to", pushUrl, "--secret", secret]);
        Assert.True(trigger.ExitCode == 0, $"{trigger}");
        Assert.Contains("accepted", trigger.Output, StringComparison.Ordinal);
        var before = router.Output.Count;
        await router.Output.FirstAsync(l => l.Contains("triggered", StringComparison.OrdinalIgnoreCase), "the trigger on the console", Bound);

        var resolve = await RouterCommand.RunAsync(["send-sample", "issue.resolved", "--to", pushUrl, "--secret", secret]);
        Assert.True(resolve.ExitCode == 0, $"{resolve}");
        await router.Output.FirstAsync(l => l.Contains("resolved", StringComparison.OrdinalIgnoreCase), "the resolve on the console", Bound, from: before);
    }

    [Fact]
    public async Task Start_that_warms_up_leaves_no_trace()
    {
        await using var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data") });
        using var api = await ManagementClient.OfAsync(router);
        foreach (var list in (string[])["issues", "incidents", "receipts", "rejected", "deliveries"])
            Assert.Empty(await api.ListAsync($"api/v1/{list}"));
        var total = (await api.GetJsonAsync("api/v1/stats")).GetProperty("total");
        Assert.All(total.EnumerateObject().Where(count => count.Value.ValueKind == JsonValueKind.Number), count => Assert.Equal(0, count.Value.GetInt64()));
    }

    [Fact]
    public async Task Starter_config_is_kept_and_its_push_url_masked_on_the_next_start()
    {
        var data = _directory.File("data");
        string config, whole;
        await using (var first = await RouterProcess.StartReadyAsync(new() { DataDirectory = data }))
        {
            config = await File.ReadAllTextAsync(Path.Combine(data, "router.yaml"));
            whole = (await first.PushUrlAsync(FirstIntegration().Match(config).Groups[1].Value)).AbsolutePath;
            Assert.Equal(0, await first.StopAsync(Bound));
        }

        await using var second = await RouterProcess.StartReadyAsync(new() { DataDirectory = data });
        await second.Output.FirstAsync(l => l.StartsWith("push url ", StringComparison.Ordinal), "the push URL's line", Bound);

        Assert.Equal(config, await File.ReadAllTextAsync(Path.Combine(data, "router.yaml")));
        Assert.DoesNotContain(second.Output.Snapshot(), l => l.Contains(whole, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Receiver_is_told_of_trigger_and_resolve_with_one_incident()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var config = _directory.Write("router.yaml", SampleConfig.For(receiver.Url));
        await using var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data"), ConfigFile = config });
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);

        await sender.WarmUpAsync();
        var trigger = await sender.SendAsync("event_alert.triggered");
        Assert.Equal((202, "accepted", "triggered"), (trigger.Status, trigger.Outcome, trigger.Reason));
        var triggered = await receiver.Calls.FirstAsync(c => c.Type == "incident.triggered" && c.IssueKeys.Contains(Key), "incident.triggered", Bound);

        var resolve = await sender.SendAsync("issue.resolved");
        Assert.Equal((202, "accepted", "resolved"), (resolve.Status, resolve.Outcome, resolve.Reason));
        var resolved = await receiver.Calls.FirstAsync(c => c.Type == "incident.resolved" && c.IssueKeys.Contains(Key), "incident.resolved", Bound);

        Assert.Equal(triggered.IncidentId, resolved.IncidentId);
        Assert.True(resolved.Sequence > triggered.Sequence);
        Assert.Equal("Triggered", triggered.Incident.GetProperty("status").GetString());
        Assert.Equal("Warning", triggered.Incident.GetProperty("severity").GetString());
        Assert.Equal("Resolved", resolved.Incident.GetProperty("status").GetString());
        Assert.Equal("Ok", resolved.Incident.GetProperty("severity").GetString());
    }

    [Fact]
    public async Task Refused_calls_get_the_status_of_the_contract()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var config = _directory.Write("router.yaml", SampleConfig.For(receiver.Url));
        await using var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data"), ConfigFile = config });
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        using var stranger = new SignedSender(SampleConfig.PushUrl(router, "no-such-key-0000000001"), SampleConfig.ClientSecret);
        var sample = SentrySample.Create("event_alert.triggered", SignedSender.Fresh());

        await sender.WarmUpAsync();
        Assert.Equal(404, (await stranger.SendAsync(sample)).Status);
        Assert.Equal(401, (await sender.SendAsync(sample, signature: new string('0', 64))).Status);
        Assert.Equal((202, "ignored", "unknown_issue"), await OutcomeAsync(sender, "issue.resolved", "31337"));
        (await sender.SendAsync(sample)).MustBeAccepted();
        var again = await sender.SendAsync(sample);
        Assert.Equal((202, "duplicate", "same_delivery"), (again.Status, again.Outcome, again.Reason));
    }

    private static async Task<(int, string?, string?)> OutcomeAsync(SignedSender sender, string name, string issueId)
    {
        var answer = await sender.SendAsync(name, issueId);
        return (answer.Status, answer.Outcome, answer.Reason);
    }

    [GeneratedRegex(@"^\s*-\s*id:\s*([a-z0-9-]+)", RegexOptions.Multiline)]
    private static partial Regex FirstIntegration();

    [GeneratedRegex(@"^\s*clientSecrets:\s*(?:#.*\s*)*(?:\[|-)\s*""?([^""\],\s]+)", RegexOptions.Multiline)]
    private static partial Regex FirstClientSecret();
}
