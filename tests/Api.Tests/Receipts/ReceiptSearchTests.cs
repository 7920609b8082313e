using System.Net;
using System.Text.Json.Nodes;
using Router.Api.Receipts;
using Router.Domain.Storage;

namespace Router.Api.Tests.Receipts;

public sealed class ReceiptSearchTests : IAsyncLifetime
{
    private ReceiptWorld _world = null!;

    public async Task InitializeAsync() => _world = await ReceiptWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Nothing_is_an_empty_page() =>
        Assert.Equal("""{"items":[],"next":null,"scannedUntil":null}""", await _world.Client.GetStringAsync("/api/v1/receipts"));

    [Fact]
    public async Task Webhooks_are_listed_newest_first_and_nothing_else()
    {
        var first = await _world.TakeAsync(_world.Trigger("1"));
        var second = await _world.TakeAsync(_world.Trigger("2"));
        var test = await _world.TestAsync(_world.Trigger("1") with { IsTest = true });
        var resolve = await _world.TakeAsync(_world.Resolve("2"));

        var page = await _world.GetAsync("/api/v1/receipts");

        Assert.Equal([resolve, test, second, first], Ids(page));
        Assert.Null(page["next"]);
        Assert.Equal(["triage"], page["items"]![0]!["channels"]!.AsArray().Select(c => c!.GetValue<string>()));
    }

    [Fact]
    public async Task Each_filter_finds_its_own()
    {
        var alert = _world.Trigger("1", "5a3c0f4e8d7b4c1e9f2a6b7c8d9e0f11");
        var first = await _world.TakeAsync(alert);
        var duplicate = await _world.TakeAsync(alert);
        _world.Time.Advance(TimeSpan.FromHours(1));
        var later = await _world.TakeAsync(_world.Trigger("1"));
        var other = await _world.TakeAsync(_world.Trigger("2"));

        Assert.Equal([later, duplicate, first], await FindAsync("issue=org%7Cissue%7C1"));
        Assert.Equal([duplicate], await FindAsync("issue=org%7Cissue%7C1&outcome=duplicate"));
        Assert.Equal([duplicate, first], await FindAsync("event=5a3c0f4e8d7b4c1e9f2a6b7c8d9e0f11"));
        Assert.Equal([duplicate, first], await FindAsync("event=5a3c0f4e-8d7b-4c1e-9f2a-6b7c8d9e0f11"));
        Assert.Equal([duplicate], await FindAsync("outcome=duplicate"));
        Assert.Equal([other, first], await FindAsync("reason=triggered"));
        Assert.Equal([other, later], await FindAsync("from=2026-01-31T12:30:00Z"));
        Assert.Equal([duplicate, first], await FindAsync("to=2026-01-31T13:00:00Z"));
        Assert.Empty(await FindAsync("issue=org%7Cissue%7C3"));
        Assert.Empty(await FindAsync("issue=no%20issue"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&issue=org%7Cissue%7C1")]
    [InlineData("&to=2026-02-01")]
    public async Task Pages_hold_every_receipt_once(string filter)
    {
        var all = new List<string>();
        for (var i = 0; i < 7; i++)
            all.Insert(0, await _world.TakeAsync(_world.Trigger("1")));

        var (found, cursor) = (new List<string>(), "");
        do
        {
            var page = await _world.GetAsync($"/api/v1/receipts?limit=3{filter}{cursor}");
            found.AddRange(Ids(page));
            cursor = page["next"] is { } next ? $"&cursor={next}" : null;
        }
        while (cursor is not null);

        Assert.Equal(all, found);
    }

    [Fact]
    public async Task Search_of_a_long_journal_answers_a_cursor_and_where_it_is()
    {
        var first = await _world.TakeAsync(_world.Trigger("1"));
        await FillAsync(ReceiptSearch.MostScanned + 10);

        var page = await _world.GetAsync("/api/v1/receipts");
        Assert.Empty(page["items"]!.AsArray());
        Assert.NotNull(page["scannedUntil"]);
        Assert.InRange(_world.Store.EntriesRead, 1, ReceiptSearch.MostScanned);

        Assert.Equal([first], Ids(await _world.GetAsync($"/api/v1/receipts?cursor={page["next"]}")));
    }

    [Fact]
    public async Task Search_of_a_past_time_does_not_read_what_came_after()
    {
        var first = await _world.TakeAsync(_world.Trigger("1"));
        _world.Time.Advance(TimeSpan.FromHours(2));
        await FillAsync(5_000);

        Assert.Equal([first], await FindAsync("to=2026-01-31T13:00:00Z"));
        Assert.InRange(_world.Store.EntriesRead, 1, 100);
    }

    [Fact]
    public async Task Search_of_a_recent_time_does_not_read_what_came_before()
    {
        await FillAsync(5_000);
        _world.Time.Advance(TimeSpan.FromHours(2));
        var last = await _world.TakeAsync(_world.Trigger("1"));

        var page = await _world.GetAsync("/api/v1/receipts?from=2026-01-31T13:00:00Z");

        Assert.Equal([last], Ids(page));
        Assert.Null(page["next"]);
        Assert.InRange(_world.Store.EntriesRead, 1, 600);
    }

    [Theory]
    [InlineData("outcome=Accepted", "outcome")]
    [InlineData("reason=nothing", "reason")]
    [InlineData("outcome=duplicate&reason=triggered", "reason")]
    [InlineData("event=%22", "event")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-01-02&to=2026-01-01", "to")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("issue=", "issue")]
    [InlineData("colour=red", "colour")]
    public async Task Invalid_query_is_a_400_that_names_the_field(string query, string field)
    {
        using var response = await _world.Client.GetAsync($"/api/v1/receipts?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, JsonNode.Parse(await response.Content.ReadAsStringAsync())!["field"]!.GetValue<string>());
    }

    private Task FillAsync(int entries) => _world.Store.CommitAsync(new()
    {
        Key = new("audit", "x"),
        ExpectedVersion = 0,
        Snapshot = () => new("{}"u8.ToArray(), null),
        Journal = [.. Enumerable.Repeat(new JournalWrite(JournalKind.Audit, _world.Time.GetUtcNow(), "{}"u8.ToArray()), entries)],
    });

    private async Task<IEnumerable<string>> FindAsync(string query) => Ids(await _world.GetAsync($"/api/v1/receipts?{query}"));

    private static IEnumerable<string> Ids(JsonNode page) => page["items"]!.AsArray().Select(i => i!["id"]!.GetValue<string>());
}
