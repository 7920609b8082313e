using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Feed;
using Router.Api.Tests.Management;
using Router.Api.Tests.Operations;
using Router.Domain.Alerts;

namespace Router.Api.Tests.Feed;

public sealed class FeedEndpointsTests
{
    [Fact]
    public async Task Transitions_and_deliveries_are_told_and_repeats_are_not()
    {
        await using var server = await OperationsServer.StartAsync();
        server.Store.Append(SampleEntries.Queue, SampleEntries.Delivered());
        await using var client = await SseClient.ConnectAsync(server.Client);

        server.Store.Append(SampleEntries.Issue, SampleEntries.Triggers(5));
        server.Store.Append(SampleEntries.Incident, SampleEntries.Told(), SampleEntries.Audit());
        server.Store.Append(SampleEntries.Queue, SampleEntries.Delivered());

        var issue = (await client.NextAsync())!.Value;
        Assert.Equal((2, "issue"), (issue.Id, issue.Kind));
        Assert.Equal(
            """{"kind":"issue","at":"2026-01-02T03:04:05Z","issue":"web|issue|1","change":"triggered","status":"Triggered","severity":"Warning","title":"It broke","project":"shop","integration":"web","channels":["web"]}""",
            issue.Data);
        var incident = (await client.NextAsync())!.Value;
        Assert.Equal(7, incident.Id);
        Assert.Equal(
            """{"kind":"incident","at":"2026-01-02T03:04:05Z","issue":"web|issue|1","incident":"a-1","change":"opened","type":"incident.triggered","sequence":1,"reason":"first_notification","status":"Triggered","severity":"Warning","title":"It broke","project":"shop","integration":"web","channels":["web"]}""",
            incident.Data);
        var delivery = (await client.NextAsync())!.Value;
        Assert.Equal(9, delivery.Id);
        Assert.Equal(
            """{"kind":"delivery","at":"2026-01-02T03:04:05Z","incident":"a-1","delivery":"a-1-1-ops","type":"incident.triggered","sequence":1,"outcome":"delivered","severity":"Warning","project":"shop","integration":"web","channels":["web"],"sink":"ops","attempt":1,"statusCode":200,"durationMs":12}""",
            delivery.Data);
    }

    [Fact]
    public async Task Client_that_was_killed_resumes_and_misses_nothing()
    {
        await using var server = await OperationsServer.StartAsync();
        var client = await SseClient.ConnectAsync(server.Client);
        var feeding = Task.Run(() =>
        {
            for (var i = 1; i <= 3000; i++)
                server.Store.Append(SampleEntries.Queue, SampleEntries.Delivered(i));
        });

        var seen = new List<long>();
        foreach (var count in (int[])[10, 900, 1, 500])
        {
            seen.AddRange(await client.NextIdsAsync(count));
            await client.DisposeAsync();
            client = await SseClient.ConnectAsync(server.Client, lastEventId: $"{seen[^1]}");
        }

        await feeding;
        seen.AddRange(await client.NextIdsAsync(3000 - seen.Count));
        await client.DisposeAsync();
        Assert.Equal(Enumerable.Range(1, 3000).Select(i => (long)i), seen);
    }

    [Fact]
    public async Task Slow_reader_is_dropped_and_others_are_not_held_up()
    {
        await using var server = await OperationsServer.StartAsync(maxWaiting: 64);
        await using var quick = await SseClient.ConnectAsync(server.Client, "?kinds=incident");
        using var slow = new TcpClient { ReceiveBufferSize = 4096 };
        await slow.ConnectAsync(server.Address.Host, server.Address.Port);
        var stream = slow.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /api/v1/feed HTTP/1.1\r\nHost: {server.Address.Authority}\r\nAuthorization: Bearer {ManagementServer.Key}\r\n\r\n"));
        Assert.True(await stream.ReadAsync(new byte[16]) > 0);
        var tail = server.Services.GetRequiredService<FeedTail>();
        await UntilAsync(() => tail.Count == 2 && tail.AttachedCount == 2);

        await UntilAsync(() =>
        {
            server.Store.Append(SampleEntries.Queue, Enumerable.Range(1, 500).Select(i => SampleEntries.Delivered(i)));
            return tail.Count == 1;
        });
        var position = server.Store.Append(SampleEntries.Incident, SampleEntries.Told());

        Assert.Equal(position, (await quick.NextAsync())!.Value.Id);
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            var buffer = new byte[64 << 10];
            while (await stream.ReadAsync(buffer).AsTask().WaitAsync(OperationsServer.Bound) > 0)
            {
            }

            throw new IOException("ended");
        });
    }

    [Theory]
    [InlineData("?kinds=delivery", "delivery:9")]
    [InlineData("?kinds=issue,incident", "issue:1 incident:6 incident:7 issue:10")]
    [InlineData("?channel=other", "incident:7 issue:10")]
    [InlineData("?severity=Critical", "incident:7 issue:10")]
    [InlineData("?project=blog", "issue:10")]
    [InlineData("?integration=web&kinds=issue", "issue:1 issue:10")]
    [InlineData("?integration=org", "")]
    [InlineData("?kinds=issue&repeats=true", "issue:1 issue:2 issue:3 issue:4 issue:5 issue:10")]
    public async Task Filters_choose(string query, string expected)
    {
        await using var server = await OperationsServer.StartAsync();
        server.Store.Append(SampleEntries.Issue, SampleEntries.Triggers(5));
        server.Store.Append(SampleEntries.Incident, SampleEntries.Told(), SampleEntries.Told("other", Severity.Critical), SampleEntries.Audit());
        server.Store.Append(SampleEntries.Queue, SampleEntries.Delivered());
        server.Store.Append(new("issue", "web|issue|2"), SampleEntries.Triggers(1, "other", Severity.Critical, "blog"));
        var expectedEvents = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await using var client = await SseClient.ConnectAsync(server.Client, query, "0");

        var events = new List<string>();
        while (events.Count < expectedEvents.Length && await client.NextAsync() is { } next)
            events.Add($"{next.Kind}:{next.Id}");

        Assert.Equal(expectedEvents, events);
        Assert.Equal(expectedEvents.Length == 0, query == "?integration=org");
    }

    [Theory]
    [InlineData("?kinds=issue,alert", null, "kinds")]
    [InlineData("?severity=critical", null, "severity")]
    [InlineData("?repeats=1", null, "repeats")]
    [InlineData("?colour=red", null, "colour")]
    [InlineData("?lastEventId=-1", null, "lastEventId")]
    [InlineData("", "r1", "Last-Event-ID")]
    [InlineData("", "4711", "Last-Event-ID")]
    public async Task Bad_request_is_a_400_that_names_the_field(string query, string? lastEventId, string field)
    {
        await using var server = await OperationsServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/feed{query}");
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);

        using var response = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["field"]);
    }

    [Fact]
    public async Task One_client_too_many_is_a_503_until_another_goes()
    {
        await using var server = await OperationsServer.StartAsync(maxClients: 1);
        var first = await SseClient.ConnectAsync(server.Client);

        using var refused = await server.Client.GetAsync("/api/v1/feed", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);

        await first.DisposeAsync();
        var tail = server.Services.GetRequiredService<FeedTail>();
        await UntilAsync(() => tail.Count == 0);
        await using var second = await SseClient.ConnectAsync(server.Client);
    }

    [Fact]
    public async Task Journal_is_not_read_without_clients()
    {
        await using var server = await OperationsServer.StartAsync();
        var tail = server.Services.GetRequiredService<FeedTail>();
        await (await SseClient.ConnectAsync(server.Client)).DisposeAsync();

        await UntilAsync(() => !tail.IsReading);
        var reads = server.Store.JournalReads;
        await using var client = await SseClient.ConnectAsync(server.Client);

        Assert.True(reads > 0);
        await UntilAsync(() => server.Store.JournalReads > reads && tail.IsReading);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var bound = new CancellationTokenSource(OperationsServer.Bound);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
            await tick.WaitForNextTickAsync(bound.Token);
    }
}
