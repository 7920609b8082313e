using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Tests.Operations;
using Router.Domain.Alerts;
using Router.Domain.Health;
using Router.Domain.Storage;

namespace Router.Api.Tests.Stats;

[Collection(nameof(AloneCollection))]
public sealed class StatsEndpointsTests : IAsyncLifetime
{
    private OperationsServer _server = null!;

    public async Task InitializeAsync() => _server = await OperationsServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("", 60, 60)]
    [InlineData("?window=24h", 96, 900)]
    public async Task Webhooks_and_notifications_are_counted_from_the_hosts_start(string query, int buckets, int seconds)
    {
        Measure();

        var stats = await JsonAsync($"/api/v1/stats{query}");

        Assert.Equal((buckets, seconds), (stats["buckets"]!.AsArray().Count, (int)stats["bucketSeconds"]!));
        Assert.Equal("accepted 5 duplicate 1 ignored 1 refused 1 notified 2 sent 1 suppressed 3", Counts(stats["total"]!));
        Assert.Equal(5, stats["buckets"]!.AsArray().Sum(bucket => (long)bucket!["accepted"]!));
        Assert.Equal(12.5, (double)stats["commit"]!["meanMs"]!, 3);
        Assert.False(string.IsNullOrEmpty((string?)stats["version"]));
    }

    [Fact]
    public async Task Store_is_counted()
    {
        Put("incident-record", "a", "Triggered", Severity.Critical);
        Put("incident-record", "b", "Acknowledged", Severity.Critical);
        Put("incident-record", "c", "Resolved", Severity.Ok);
        Put("issue", "web|issue|1", "Triggered", Severity.Critical);
        Put("issue", "web|issue|2", "Suppressed", Severity.Critical);
        Put("issue", "web|issue|3", "Resolved", Severity.Ok);
        SampleQueue.Put(_server.Store, "a", "ops", SampleQueue.Now, 2, SampleQueue.Rejected, SampleQueue.Rejected);
        _server.Store.Due = new(new("issue", "web|issue|1"), TimeProvider.System.GetUtcNow().AddMinutes(-1));

        var stats = await JsonAsync("/api/v1/stats");

        Assert.Equal("""{"Info":0,"Warning":0,"Critical":2}""", stats["openIncidents"]!.ToJsonString());
        Assert.Equal("""{"Triggered":1,"Acknowledged":0,"Suppressed":1,"Resolved":0}""", stats["issues"]!.ToJsonString());
        Assert.Equal(2, (long)stats["deadLetters"]!);
        Assert.InRange((double)stats["sweeperLagSeconds"]!, 60, 600);
        Assert.False((bool)stats["isCut"]!);
    }

    [Fact]
    public async Task Integrations_are_listed_without_secrets()
    {
        Measure();

        var text = await _server.Client.GetStringAsync("/api/v1/integrations");

        var items = JsonNode.Parse(text)!["items"]!.AsArray();
        Assert.Equal(("web", "Web team", true, "private", "web"), ((string?)items[0]!["id"], (string?)items[0]!["name"], (bool)items[0]!["enabled"]!, (string?)items[0]!["kind"], (string?)items[0]!["channel"]));
        Assert.Equal((5, 1, 1, 1), ((long)items[0]!["accepted"]!, (long)items[0]!["duplicate"]!, (long)items[0]!["ignored"]!, (long)items[0]!["refused"]!));
        Assert.NotNull(items[0]!["lastEventAt"]);
        Assert.Equal(("org", false, "shared", null), ((string?)items[1]!["id"], (bool)items[1]!["enabled"]!, (string?)items[1]!["kind"], items[1]!["lastEventAt"]));
        Assert.DoesNotContain("push-key", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Last_event_of_before_the_start_is_shown()
    {
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        _server.Store.Put(HealthStore.Health, HealthStore.Encoder(new HealthState { LastEvents = ImmutableDictionary<string, DateTimeOffset>.Empty.Add("web", at) })());

        var items = (await JsonAsync("/api/v1/integrations"))["items"]!;

        Assert.Equal(at.UtcDateTime, (DateTime)items[0]!["lastEventAt"]!);
    }

    [Theory]
    [InlineData("/api/v1/stats?window=7d", "window")]
    [InlineData("/api/v1/stats?from=2026-01-01", "from")]
    [InlineData("/api/v1/integrations?q=x", "q")]
    public async Task Bad_query_is_a_400_that_names_the_field(string url, string field)
    {
        using var response = await _server.Client.GetAsync(url);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["field"]);
    }

    private void Measure()
    {
        var meters = _server.Services.GetRequiredService<IMeterFactory>();
        var webhooks = meters.Create("Router.Ingest").CreateCounter<long>("router_webhooks");
        webhooks.Add(5, new("integration", "web"), new("outcome", "accepted"));
        webhooks.Add(1, new("integration", "web"), new("outcome", "duplicate"));
        webhooks.Add(1, new("integration", "web"), new("outcome", "ignored"));
        meters.Create("Router.Ingest").CreateCounter<long>("router_webhooks_refused").Add(1, new KeyValuePair<string, object?>("integration", "web"));
        var outcomes = meters.Create("Router.Delivery").CreateCounter<long>("router.delivery.outcomes");
        outcomes.Add(1, new KeyValuePair<string, object?>("outcome", "delivered"));
        outcomes.Add(1, new KeyValuePair<string, object?>("outcome", "retrying"));
        var decisions = meters.Create("Router.Incidents").CreateCounter<long>("router.incident.decisions");
        decisions.Add(3, new KeyValuePair<string, object?>("outcome", "suppressed"));
        decisions.Add(2, new KeyValuePair<string, object?>("outcome", "notified"));
        var commits = meters.Create("Router.Storage").CreateHistogram<double>("router.storage.commit.duration");
        commits.Record(0.005);
        commits.Record(0.020);
    }

    private void Put(string type, string id, string status, Severity severity) => _server.Store.Put(new(type, id), new(
        "{}"u8.ToArray(), null, new IndexRow { Status = status, Severity = severity, Title = "It broke", FirstSeen = SampleQueue.Now, LastSeen = SampleQueue.Now, Count = 1 }));

    private static string Counts(JsonNode bucket) => string.Join(' ', bucket.AsObject().Where(count => count.Key != "from").Select(count => $"{count.Key} {count.Value}"));

    private async Task<JsonNode> JsonAsync(string url) => JsonNode.Parse(await _server.Client.GetStringAsync(url))!;
}
