using System.Text.Json;
using Router.Acceptance.Driver;
using Router.Api.Sentry.Samples;

namespace Router.Acceptance;

/// <summary>"Why was I (not) told?", asked of a real router.</summary>
public sealed class ReceiptTest : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Receipt_explains_a_webhook_from_its_signature_to_the_attempts()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Answer = call => call.Attempt == 1 ? 503 : 200;
        await using var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data"), ConfigFile = _directory.Write("router.yaml", Config(receiver.Url)) });
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        using var client = await ManagementClient.OfAsync(router);
        await sender.WarmUpAsync();

        var answer = await sender.SendAsync("event_alert.triggered", "4711");
        Assert.Equal((202, "triggered"), (answer.Status, answer.Reason));
        await receiver.Calls.FirstAsync(c => c.IssueKeys.Contains("org|issue|4711") && c.Attempt == 2, "the second attempt", Bound);
        var receipt = await Eventually.FitsAsync(
            () => client.GetJsonAsync($"api/v1/receipts/{answer.Receipt}"), r => Delivery(r)?.GetProperty("status").GetString() == "delivered", "the delivery", Bound);

        Assert.Equal(
            [("nobody", "not_matched"), ("default", "matched")],
            receipt.GetProperty("routing").GetProperty("routes").EnumerateArray().Select(r => (r.GetProperty("name").GetString(), r.GetProperty("verdict").GetString())));
        Assert.Equal(JsonValueKind.Null, receipt.GetProperty("routing").GetProperty("routes")[0].GetProperty("comparisons")[0].GetProperty("values")[0].ValueKind);
        Assert.Equal([503, 200], Delivery(receipt)!.Value.GetProperty("attempts").EnumerateArray().Select(a => a.GetProperty("status").GetInt32()));

        var found = await client.ListAsync("api/v1/receipts?issue=org%7Cissue%7C4711");
        Assert.Equal([answer.Receipt], found.Select(r => r.GetProperty("id").GetString()));

        var story = await ExplainAsync(router, answer.Receipt!);
        Assert.Contains("Its signature was right: Sentry-Hook-Signature, made with the 2nd client secret.", story, StringComparison.Ordinal);
        Assert.Contains("Route nobody did not match: tags", story, StringComparison.Ordinal);
        Assert.Contains("it was absent", story, StringComparison.Ordinal);
        Assert.Contains("Sink hook was told:", story, StringComparison.Ordinal);
        Assert.Contains("attempt 1 failed: 503", story, StringComparison.Ordinal);
        Assert.Contains("attempt 2 was answered 200", story, StringComparison.Ordinal);

        Assert.Contains($"{answer.Receipt} ", await ExplainAsync(router, "4711"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ignored_webhook_has_no_receipt_and_is_told_why()
    {
        await using var receiver = await TestReceiver.StartAsync();
        await using var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data"), ConfigFile = _directory.Write("router.yaml", Config(receiver.Url)) });
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        using var client = await ManagementClient.OfAsync(router);
        await sender.WarmUpAsync();

        var sample = SentrySample.Create("issue.resolved", SignedSender.Fresh("31337"));
        await sender.SendAsync(sample);
        var answer = await sender.SendAsync(sample);
        Assert.Equal((202, "ignored"), (answer.Status, answer.Outcome));
        var (status, body) = await client.GetAsync($"api/v1/receipts/{answer.Receipt}");

        Assert.Equal(404, status);
        Assert.Contains("ignored", body, StringComparison.Ordinal);
    }

    private static JsonElement? Delivery(JsonElement receipt) =>
        receipt.GetProperty("incidents").EnumerateArray().Select(i => i.GetProperty("decision")).FirstOrDefault() is { ValueKind: JsonValueKind.Object } decision
            ? decision.GetProperty("sinks")[0].GetProperty("delivery")
            : null;

    private static async Task<string> ExplainAsync(RouterProcess router, string subject)
    {
        var result = await RouterCommand.RunAsync(["explain", subject, "--url", router.Url.ToString(), "--key-file", await router.AdminKeyFileAsync()]);
        Assert.True(result.ExitCode == 0, $"{result}");
        return result.Output;
    }

    private static string Config(Uri receiver) => $"""
        integrations:
          - id: org
            key: {SampleConfig.Key}
            clientSecrets: ["the-secret-that-comes-next", "{SampleConfig.ClientSecret}"]
            routes:
              - name: nobody
                when: tags["nothing"] == "here"
                channels: [web]
            default: [web]
        channels:
          - id: web
            sinks: [hook]
        sinks:
          - id: hook
            type: webhook
            url: "{receiver}"
            allowPrivate: true

        """;
}
