using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Router.Api.Tests.Operations;
using Router.Domain.Delivery;

namespace Router.Api.Tests.Deliveries;

public sealed class DeliveryEndpointsTests : IAsyncLifetime
{
    private OperationsServer _server = null!;

    public async Task InitializeAsync() => _server = await OperationsServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Dead_letter_is_listed_with_the_sinks_answer()
    {
        SampleQueue.Put(_server.Store, "a", "ops", SampleQueue.Now, 1, SampleQueue.Rejected);

        Assert.Equal(
            """{"items":[{"id":"a-1-1-ops","state":"dead_letter","incident":"a-1","sequence":1,"sink":"ops","channel":"web","type":"incident.triggered","severity":"Warning","title":"It broke","at":"2026-01-02T03:04:05Z","attempts":1,"nextAttemptAt":null,"reason":"rejected","statusCode":400,"detail":"no such channel"}],"next":null}""",
            await _server.Client.GetStringAsync("/api/v1/deliveries"));
    }

    [Theory]
    [InlineData("", "a-1-1-ops a-1-2-ops b-1-1-log b-1-2-log b-1-3-log")]
    [InlineData("state=dead_letter", "a-1-1-ops")]
    [InlineData("state=retrying", "a-1-2-ops b-1-1-log")]
    [InlineData("state=pending", "b-1-2-log b-1-3-log")]
    [InlineData("sink=ops", "a-1-1-ops a-1-2-ops")]
    [InlineData("incident=b-1", "b-1-1-log b-1-2-log b-1-3-log")]
    [InlineData("incident=b-2", "")]
    [InlineData("channel=other", "")]
    [InlineData("from=2026-01-02T03:04:06Z", "b-1-1-log b-1-2-log b-1-3-log")]
    [InlineData("to=2026-01-02T03:04:06Z", "a-1-1-ops a-1-2-ops")]
    public async Task Filters_find(string query, string expected)
    {
        SampleQueue.Put(_server.Store, "a", "ops", SampleQueue.Now, 2, SampleQueue.Rejected, SampleQueue.Refused);
        SampleQueue.Put(_server.Store, "b", "log", SampleQueue.Now.AddSeconds(1), 3, SampleQueue.Refused);
        SampleQueue.Put(_server.Store, "c", "log", SampleQueue.Now.AddSeconds(2), 1, SinkResult.Delivered(200));

        var found = await IdsAsync($"/api/v1/deliveries?{query}");

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Pages_hold_every_delivery_once(int limit)
    {
        for (var i = 0; i < 5; i++)
            SampleQueue.Put(_server.Store, $"k{i}", "ops", SampleQueue.Now.AddSeconds(i / 2), 3, SampleQueue.Rejected, SampleQueue.Rejected, SampleQueue.Refused);

        var ids = new List<string>();
        var cursor = "";
        do
        {
            var page = JsonNode.Parse(await _server.Client.GetStringAsync($"/api/v1/deliveries?limit={limit}{cursor}"))!;
            Assert.InRange(page["items"]!.AsArray().Count, 0, limit);
            ids.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
            cursor = page["next"] is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(15, ids.Count);
        Assert.Equal(15, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("state=dead", "state")]
    [InlineData("incident=x", "incident")]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("severity=Ok", "severity")]
    [InlineData("sink=", "sink")]
    public async Task Invalid_filter_is_a_400_that_names_the_field(string query, string field)
    {
        using var response = await _server.Client.GetAsync($"/api/v1/deliveries?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["field"]);
    }

    [Fact]
    public async Task Delivery_is_shown_with_its_attempts_also_when_it_is_over()
    {
        SampleQueue.Put(_server.Store, "a", "ops", SampleQueue.Now, 2, SampleQueue.Rejected, SinkResult.Delivered(200));

        var dead = JsonNode.Parse(await _server.Client.GetStringAsync("/api/v1/deliveries/a-1-1-ops"))!;
        var delivered = JsonNode.Parse(await _server.Client.GetStringAsync("/api/v1/deliveries/a-1-2-ops"))!;
        using var unknown = await _server.Client.GetAsync("/api/v1/deliveries/a-1-3-ops");

        Assert.Equal(("dead_letter", "dead_lettered", 400), ((string?)dead["state"], (string?)dead["attempts"]![0]!["outcome"], (int?)dead["attempts"]![0]!["statusCode"]));
        Assert.Equal(("delivered", null), ((string?)delivered["state"], delivered["waiting"]));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Action_reaches_the_queue_with_who_and_why()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/deliveries/a-1-7-on-call/retry") { Content = JsonContent.Create(new { reason = "mended" }) };
        request.Headers.Add("Idempotency-Key", "key-1");

        using var response = await _server.Client.SendAsync(request);

        Assert.Equal("""{"id":"a-1-7-on-call","outcome":"requeued"}""", await response.Content.ReadAsStringAsync());
        var (queue, command) = Assert.Single(_server.Queues.Asked);
        Assert.Equal("a|on-call", queue);
        Assert.Equal(
            new DeliveryCommand { Verb = DeliveryVerb.Retry, IncidentId = "a-1", Sequence = 7, Actor = "admin", Reason = "mended", IdempotencyKey = "key-1" }, command);
    }

    [Theory]
    [InlineData(DeliveryCommandReason.Dropped, HttpStatusCode.OK)]
    [InlineData(DeliveryCommandReason.NotFound, HttpStatusCode.NotFound)]
    [InlineData(DeliveryCommandReason.SinkDisabled, HttpStatusCode.Conflict)]
    [InlineData(DeliveryCommandReason.SinkRemoved, HttpStatusCode.Conflict)]
    [InlineData(DeliveryCommandReason.IncidentEnded, HttpStatusCode.Conflict)]
    [InlineData(DeliveryCommandReason.KeyReused, HttpStatusCode.UnprocessableEntity)]
    public async Task Every_answer_has_its_status(DeliveryCommandReason reason, HttpStatusCode status)
    {
        _server.Queues.Answer = _ => new(reason);

        using var response = await _server.Client.PostAsync("/api/v1/deliveries/a-1-7-ops/drop", null);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(DeliveryVerb.Drop, Assert.Single(_server.Queues.Asked).Command.Verb);
    }

    [Theory]
    [InlineData("/api/v1/deliveries/nonsense/retry", "{}", null, HttpStatusCode.NotFound)]
    [InlineData("/api/v1/deliveries/a-1-1-ops/retry", "nonsense", null, HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/deliveries/a-1-1-ops/retry", "{\"why\":1}", null, HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/deliveries/a-1-1-ops/retry", "{}", "with space", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/deliveries/a-1-1-ops/drop", "long", null, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/api/v1/deliveries/retry", "{}", null, HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/deliveries/retry", "{\"sink\":\"gone\"}", null, HttpStatusCode.NotFound)]
    public async Task Bad_request_reaches_no_queue(string url, string body, string? key, HttpStatusCode status)
    {
        body = body == "long" ? $$"""{"reason":"{{new string('a', 5000)}}"}""" : body;
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);

        using var response = await _server.Client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
        Assert.Empty(_server.Queues.Asked);
    }

    [Fact]
    public async Task All_dead_letters_of_a_sink_are_retried()
    {
        SampleQueue.Put(_server.Store, "a", "ops", SampleQueue.Now, 1, SampleQueue.Rejected);
        SampleQueue.Put(_server.Store, "b", "ops", SampleQueue.Now, 1, SampleQueue.Rejected);
        SampleQueue.Put(_server.Store, "c", "log", SampleQueue.Now, 1, SampleQueue.Rejected);
        SampleQueue.Put(_server.Store, "d", "ops", SampleQueue.Now, 1, SampleQueue.Refused);
        _server.Queues.Answer = queue => queue == "a|ops" ? new(DeliveryCommandReason.Requeued, 3) : new(DeliveryCommandReason.IncidentEnded, 0, 2);

        using var response = await _server.Client.PostAsJsonAsync("/api/v1/deliveries/retry", new { sink = "ops" });

        Assert.Equal("""{"sink":"ops","requeued":3,"refused":{"incident_ended":2},"hasMore":false}""", await response.Content.ReadAsStringAsync());
        Assert.Equal(["a|ops", "b|ops"], _server.Queues.Asked.Select(asked => asked.Queue).Order(StringComparer.Ordinal));
        Assert.All(_server.Queues.Asked, asked => Assert.Null(asked.Command.IncidentId));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public async Task Incidents_attempts_are_told_newest_first_over_all_its_sinks(int limit)
    {
        SampleQueue.Put(_server.Store, "a", "ops", SampleQueue.Now, 2, SampleQueue.Refused);
        SampleQueue.Put(_server.Store, "a", "log", SampleQueue.Now.AddSeconds(1), 2, SampleQueue.Rejected, SinkResult.Delivered(200));
        SampleQueue.Put(_server.Store, "b", "ops", SampleQueue.Now, 1, SampleQueue.Rejected);

        Assert.Equal(["a-1-2-log delivered", "a-1-1-log dead_lettered", "a-1-1-ops retrying"], await AttemptsAsync("/api/v1/incidents/a-1/deliveries", limit));
        Assert.Equal(["a-1-1-ops retrying"], await AttemptsAsync("/api/v1/incidents/a-1/deliveries?sink=ops", limit));
        Assert.Empty(await AttemptsAsync("/api/v1/incidents/a-2/deliveries", limit));
    }

    private async Task<List<string>> AttemptsAsync(string url, int limit)
    {
        var all = new List<string>();
        JsonNode page;
        var cursor = "";
        do
        {
            page = JsonNode.Parse(await _server.Client.GetStringAsync($"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}{cursor}"))!;
            all.AddRange(page["items"]!.AsArray().Select(item => $"{item!["delivery"]} {item["outcome"]}"));
            cursor = $"&cursor={page["next"]}";
        }
        while (page["next"] is not null);
        return all;
    }

    private async Task<IEnumerable<string>> IdsAsync(string url) =>
        JsonNode.Parse(await _server.Client.GetStringAsync(url))!["items"]!.AsArray().Select(item => (string)item!["id"]!);
}
