using System.Net;
using System.Text.Json.Nodes;
using Router.Domain.Alerts;
using Router.Domain.Delivery;

namespace Router.Api.Tests.Receipts;

public sealed class ReceiptEndpointsTests : IAsyncLifetime
{
    private ReceiptWorld _world = null!;

    public async Task InitializeAsync() => _world = await ReceiptWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Receipt_says_how_the_webhook_came_and_what_it_said()
    {
        var receipt = await _world.ReceiptAsync(await _world.TakeAsync(_world.Trigger(eventId: "e1") with { SignedBy = -2, IdempotencyKey = "k" }));

        Assert.Equal(("accepted", "triggered"), (Text(receipt["outcome"]), Text(receipt["reason"])));
        Assert.Equal(
            """{"verdict":"signed","header":"Sentry-App-Signature","secret":2}""",
            receipt["received"]!["verification"]!.ToJsonString());
        Assert.Equal("org", Text(receipt["received"]!["integration"]));
        Assert.Equal(("org|issue|1", "e1", "staging", "Warning"), (Text(receipt["event"]!["issue"]), Text(receipt["event"]!["eventId"]), Text(receipt["event"]!["environment"]), Text(receipt["event"]!["severity"])));
        Assert.True(receipt["event"]!.AsObject().ContainsKey("release"));
        Assert.Null(receipt["event"]!["release"]);
        Assert.Equal("""{"verdict":"new","comparedBy":"idempotency_key","duplicateOf":null}""", receipt["dedup"]!.ToJsonString());
        Assert.Equal("""{"version":1,"author":"ann","at":"2026-01-30T12:00:00Z","reason":"first"}""", receipt["config"]!.ToJsonString());
        Assert.Equal(("Unseen", "Triggered"), (Text(receipt["lifecycle"]!["before"]), Text(receipt["lifecycle"]!["after"])));
        Assert.Empty(receipt["gaps"]!.AsArray());
    }

    [Fact]
    public async Task Each_route_shows_its_comparisons_with_values_and_verdicts()
    {
        var receipt = await _world.ReceiptAsync(await _world.TakeAsync(_world.Trigger() with { Environment = "staging" }));

        var routes = receipt["routing"]!["routes"]!.AsArray();
        Assert.Equal(
            [("payments", "not_matched"), ("checkout", "not_matched"), ("default", "matched")],
            routes.Select(r => (Text(r!["name"]), Text(r["verdict"]))));
        Assert.Equal("project == \"payments\" && environment == \"production\"", Text(routes[0]!["condition"]));
        Assert.Equal(
            [("project == \"payments\"", "payments", true, true), ("environment == \"production\"", "staging", false, true)],
            Comparisons(routes[0]!));
        Assert.Equal(
            [("tags[\"feature\"] == \"checkout\"", null, false, true), ("release.startsWith(\"2.\")", null, false, true)],
            Comparisons(routes[1]!));
        Assert.Equal(["triage"], receipt["routing"]!["channels"]!.AsArray().Select(c => Text(c!["channel"])));
    }

    [Theory]
    [InlineData("payments", "alert_rule_action", "alert_rule_action", "payments", "that overrides the routes (alert_rule_action).")]
    [InlineData("gone", "routes", "channel_unknown", "triage", "there is no such channel, so the routes chose (channel_unknown).")]
    public async Task Choice_made_in_sentrys_form_is_named(string chosen, string by, string reason, string reached, string story)
    {
        var id = await _world.TakeAsync(_world.Trigger() with { Settings = new(chosen, Severity.Info) });

        var routing = (await _world.ReceiptAsync(id))["routing"]!;
        Assert.Equal((by, reason, "Info"), (Text(routing["by"]), Text(routing["override"]!["reason"]), Text(routing["override"]!["severity"])));
        Assert.Equal([(reached, "Info")], routing["channels"]!.AsArray().Select(c => (Text(c!["channel"]), Text(c["severity"]))));
        Assert.Contains($"In the alert's form in Sentry channel \"{chosen}\" and severity Info was chosen: {story}", await _world.StoryAsync(id));
    }

    [Fact]
    public async Task Comparison_that_no_verdict_needed_says_so()
    {
        var receipt = await _world.ReceiptAsync(await _world.TakeAsync(_world.Trigger() with { Projects = ["shop"], Tags = [new("feature", "checkout")], Release = "2.1" }));

        var routes = receipt["routing"]!["routes"]!.AsArray();
        Assert.Equal([true, false], routes[0]!["comparisons"]!.AsArray().Select(c => c!["evaluated"]!.GetValue<bool>()));
        Assert.Equal([true, false], routes[1]!["comparisons"]!.AsArray().Select(c => c!["evaluated"]!.GetValue<bool>()));
        Assert.Equal("not_reached", Text(routes[2]!["verdict"]));
    }

    [Fact]
    public async Task Delay_its_end_and_every_attempt_are_shown()
    {
        var id = await _world.TakeAsync(_world.Trigger());
        var waiting = (await _world.ReceiptAsync(id))["incidents"]!.AsArray().Single()!;
        Assert.Equal("delay", Text(waiting["decision"]!["suppressed"]));
        Assert.Equal("2026-01-31T12:00:30Z", Text(waiting["waitingUntil"]));
        Assert.Null(waiting["later"]);

        _world.Time.Advance(TimeSpan.FromSeconds(30));
        await _world.WakeAsync("triage");
        Assert.Equal("queued", Text(Sinks(await _world.ReceiptAsync(id))[0]!["delivery"]!["status"]));

        await _world.AttemptAsync("ops", "triage", new(SinkVerdict.Retry, FailureReason.ServerError, 503));
        Assert.Equal("retrying", Text(Sinks(await _world.ReceiptAsync(id))[0]!["delivery"]!["status"]));
        Assert.NotNull(Sinks(await _world.ReceiptAsync(id))[0]!["delivery"]!["nextAttemptAt"]);
        await _world.AttemptAsync("ops", "triage", SinkResult.Delivered(200));

        var receipt = await _world.ReceiptAsync(id);
        Assert.Equal("first_notification", Text(receipt["incidents"]![0]!["later"]!["reason"]));
        Assert.Null(receipt["incidents"]![0]!["waitingUntil"]);
        var delivery = Sinks(receipt)[0]!["delivery"]!;
        Assert.Equal("delivered", Text(delivery["status"]));
        Assert.Equal([(1, 503, "retrying"), (2, 200, "delivered")], delivery["attempts"]!.AsArray().Select(a => (a!["number"]!.GetValue<int>(), a["status"]!.GetValue<int>(), Text(a["outcome"])!)));
        Assert.Equal(("night", "sink_condition", "severity == \"Critical\""), (Text(Sinks(receipt)[1]!["sink"]), Text(Sinks(receipt)[1]!["suppressed"]), Text(Sinks(receipt)[1]!["condition"])));
    }

    [Fact]
    public async Task Attempts_of_other_messages_are_not_shown()
    {
        var first = await _world.TakeAsync(_world.Trigger() with { Environment = "production" });
        await _world.AttemptAsync("ops", "payments", SinkResult.Delivered(201));
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await _world.TakeAsync(_world.Resolve());
        await _world.AttemptAsync("ops", "payments", SinkResult.Delivered(204));

        Assert.Equal([201], Attempts(await _world.ReceiptAsync(first)));
        var resolved = await _world.ReceiptAsync(second);
        Assert.Equal([204], Attempts(resolved));
        Assert.Equal("reached_incidents", Text(resolved["routing"]!["by"]));
        Assert.Equal(("resolved", "Resolved"), (Text(resolved["incidents"]![0]!["change"]), Text(resolved["incidents"]![0]!["status"])));

        static IEnumerable<int> Attempts(JsonNode receipt) =>
            receipt["incidents"]![0]!["decision"]!["sinks"]![0]!["delivery"]!["attempts"]!.AsArray().Select(a => a!["status"]!.GetValue<int>());
    }

    [Fact]
    public async Task Duplicate_names_the_receipt_of_the_first()
    {
        var alert = _world.Trigger(eventId: "same");
        var first = await _world.TakeAsync(alert);
        await _world.TakeAsync(_world.Trigger(eventId: "other"));
        var receipt = await _world.ReceiptAsync(await _world.TakeAsync(alert));

        Assert.Equal(("duplicate", "same_event_and_rule"), (Text(receipt["outcome"]), Text(receipt["reason"])));
        Assert.Equal($$"""{"verdict":"same_event_and_rule","comparedBy":"event_and_rule","duplicateOf":"{{first}}"}""", receipt["dedup"]!.ToJsonString());
        Assert.Empty(receipt["incidents"]!.AsArray());
    }

    [Fact]
    public async Task Repeat_names_the_receipt_that_people_were_told_by()
    {
        var first = await _world.TakeAsync(_world.Trigger());
        await _world.TakeAsync(_world.Trigger());
        var receipt = await _world.ReceiptAsync(await _world.TakeAsync(_world.Trigger()));

        Assert.Equal(("repeated", "repeat", first), (Text(receipt["reason"]), Text(receipt["lifecycle"]!["suppressed"]), Text(receipt["lifecycle"]!["toldBy"])));
    }

    [Fact]
    public async Task Test_has_a_receipt_with_all_its_channels()
    {
        var id = await _world.TestAsync(_world.Trigger() with { IsTest = true, Release = "2.0", Environment = "staging" });

        var receipt = await _world.ReceiptAsync(id);

        Assert.Equal("test", Text(receipt["reason"]));
        Assert.Equal(["payments", "triage"], receipt["incidents"]!.AsArray().Select(i => Text(i!["channel"])));
        Assert.All(receipt["incidents"]!.AsArray(), i => Assert.Equal("test", Text(i!["decision"]!["type"])));
    }

    [Fact]
    public async Task Older_config_version_is_taken_from_the_history()
    {
        var id = await _world.TakeAsync(_world.Trigger());
        _world.History.Add(ReceiptWorld.Config.Replace("staging", "production", StringComparison.Ordinal).Replace("name: payments", "name: renamed", StringComparison.Ordinal), "bob", ReceiptWorld.Start);

        var receipt = await _world.ReceiptAsync(id);

        Assert.Equal("ann", Text(receipt["config"]!["author"]));
        Assert.Equal("payments", Text(receipt["routing"]!["routes"]![0]!["name"]));
    }

    [Fact]
    public async Task Config_version_that_is_not_in_the_history_is_a_gap()
    {
        var id = await _world.TakeAsync(_world.Trigger());
        _world.History.Add(ReceiptWorld.Config, "bob", ReceiptWorld.Start);
        _world.History.Forget(1);

        var receipt = await _world.ReceiptAsync(id);

        Assert.Equal(1, receipt["config"]!["version"]!.GetValue<int>());
        Assert.Null(receipt["config"]!["author"]);
        Assert.Empty(receipt["routing"]!["routes"]!.AsArray());
        Assert.Equal(["triage"], receipt["routing"]!["channels"]!.AsArray().Select(c => Text(c!["channel"])));
        Assert.Contains(receipt["gaps"]!.AsArray(), gap => Text(gap)!.Contains("version 1 is not in the history", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("r0", "ignored")]
    [InlineData("r2", "no webhook caused")]
    [InlineData("r999", "no webhook was given it")]
    [InlineData("1", "Not a receipt id")]
    [InlineData("r01", "Not a receipt id")]
    [InlineData("R1", "Not a receipt id")]
    [InlineData("rzzzzzzzzzzzzzzzz", "Not a receipt id")]
    public async Task Receipt_that_is_none_is_a_404_that_says_why(string id, string why)
    {
        await _world.TakeAsync(_world.Trigger());

        var (status, detail) = await ProblemAsync($"/api/v1/receipts/{id}");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains(why, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipt_older_than_the_retention_is_a_404_that_says_so()
    {
        var id = await _world.TakeAsync(_world.Trigger());
        await _world.TakeAsync(_world.Trigger("2"));
        _world.Store.Purge(before: 3);

        var (status, detail) = await ProblemAsync($"/api/v1/receipts/{id}");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("older than the retention", detail, StringComparison.Ordinal);
        Assert.Contains("2026-01-31T12:00:00Z", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Incident_that_was_forgotten_is_a_gap()
    {
        var id = await _world.TakeAsync(_world.Trigger());
        var incident = Domain.Incidents.IncidentKey.Of("triage", "org|issue|1");
        await _world.Store.CommitAsync(new() { Key = new("incident", incident.Value), ExpectedVersion = 1, Snapshot = null });

        var receipt = await _world.ReceiptAsync(id);

        Assert.Equal("forgotten", Text(receipt["incidents"]![0]!["state"]));
        Assert.Single(receipt["gaps"]!.AsArray());
    }

    [Fact]
    public async Task Receipts_want_the_key()
    {
        using var anonymous = new HttpClient { BaseAddress = _world.Client.BaseAddress };

        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync("/api/v1/receipts")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync("/api/v1/receipts/r1")).StatusCode);
    }

    private async Task<(HttpStatusCode Status, string Detail)> ProblemAsync(string path)
    {
        using var response = await _world.Client.GetAsync(path);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>());
    }

    private static IEnumerable<(string?, string?, bool, bool)> Comparisons(JsonNode route) => route["comparisons"]!.AsArray()
        .Select(c => (Text(c!["text"]), Text(c["values"]![0]), c["holds"]!.GetValue<bool>(), c["evaluated"]!.GetValue<bool>()));

    private static JsonArray Sinks(JsonNode receipt) => receipt["incidents"]![0]!["later"]!["sinks"]!.AsArray();

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
