using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Router.Api.Tests.Management;
using Router.Domain.Actions;
using Router.Domain.Storage;

namespace Router.Api.Tests.Actions;

public sealed class ActionEndpointsTests(ManagementServer server) : IClassFixture<ManagementServer>, IAsyncLifetime
{
    private string _incident = "";

    public async Task InitializeAsync()
    {
        server.Rows.Clear();
        server.Actions.Taken.Clear();
        server.Actions.Answer = ActionReason.Acknowledged;
        var alerts = new StoredAlerts(server.Rows);
        await alerts.TriggerAsync();
        await alerts.TriggerAsync("a/b");
        _incident = alerts.IncidentId();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task<HttpResponseMessage> PostAsync(string path, string? body = null, params string[] keys)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{path}");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var key in keys)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await server.Admin.SendAsync(request);
    }

    private static async Task<string?> FieldAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["field"]?.GetValue<string>();

    [Theory]
    [InlineData("acknowledge", ActionKind.Acknowledge)]
    [InlineData("resolve", ActionKind.Resolve)]
    [InlineData("reopen", ActionKind.Reopen)]
    public async Task An_action_on_an_issue_carries_who_and_why(string verb, ActionKind kind)
    {
        using var response = await PostAsync($"issues/web%7Cissue%7C1/{verb}", """{"reason":" on it "}""", "k1");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"outcome":"accepted","reason":"acknowledged"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal([("web|issue|1", new PersonAction { Kind = kind, Actor = "admin", Reason = "on it", Key = "k1" })], server.Actions.Taken);
    }

    [Fact]
    public async Task A_snooze_carries_its_end()
    {
        using var response = await PostAsync($"incidents/{_incident}/snooze", """{"until":"2026-01-02T05:00:00+01:00"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([(_incident, new PersonAction { Kind = ActionKind.Snooze, Actor = "admin", Until = new(2026, 1, 2, 4, 0, 0, TimeSpan.Zero) })], server.Actions.Taken);
    }

    [Theory]
    [InlineData(ActionReason.AlreadyInState, "already_in_state")]
    [InlineData(ActionReason.NotOpen, "not_open")]
    [InlineData(ActionReason.Superseded, "superseded")]
    public async Task What_needed_nothing_is_a_200_that_says_so(ActionReason answer, string reason)
    {
        server.Actions.Answer = answer;
        using var response = await PostAsync($"incidents/{_incident}/acknowledge");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($$"""{"outcome":"ignored","reason":"{{reason}}"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_key_used_for_something_else_is_a_422()
    {
        server.Actions.Answer = ActionReason.KeyReused;
        using var response = await PostAsync("issues/web%7Cissue%7C1/resolve", null, "k");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("Idempotency-Key", await FieldAsync(response));
    }

    [Theory]
    [InlineData("issues/web%7Cissue%7C2/resolve")]
    [InlineData("issues/nonsense/acknowledge")]
    [InlineData("incidents/nonsense/resolve")]
    [InlineData("incidents/00000000000000000000000000000000-1/resolve")]
    public async Task What_is_not_known_is_a_404_that_wakes_nothing(string path)
    {
        using var response = await PostAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Empty(server.Actions.Taken);
    }

    [Theory]
    [InlineData("{", "body")]
    [InlineData("[]", "body")]
    [InlineData("{} {}", "body")]
    [InlineData("""{"why":"x"}""", "why")]
    [InlineData("""{"reason":5}""", "reason")]
    [InlineData("""{"reason":"\ud800"}""", "reason")]
    [InlineData("""{"until":"2027-01-01T00:00:00Z"}""", "until")]
    public async Task An_invalid_body_is_a_400_that_names_the_field(string body, string field)
    {
        using var response = await PostAsync("issues/web%7Cissue%7C1/acknowledge", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, await FieldAsync(response));
        Assert.Empty(server.Actions.Taken);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"until":null}""")]
    [InlineData("""{"until":"tomorrow"}""")]
    [InlineData("""{"until":"2026-01-02T03:04:05Z"}""")]
    [InlineData("""{"until":"2029-01-01T00:00:00Z"}""")]
    public async Task A_snooze_without_a_time_ahead_is_a_400(string body)
    {
        using var response = await PostAsync($"incidents/{_incident}/snooze", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("until", await FieldAsync(response));
    }

    [Fact]
    public async Task A_long_reason_is_a_400_and_a_long_body_a_413()
    {
        using var reason = await PostAsync("issues/web%7Cissue%7C1/resolve", $$"""{"reason":"{{new string('x', 501)}}"}""");
        using var body = await PostAsync("issues/web%7Cissue%7C1/resolve", $$"""{"reason":"{{new string('x', 5000)}}"}""");

        Assert.Equal("reason", await FieldAsync(reason));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, body.StatusCode);
    }

    [Fact]
    public async Task An_empty_key_or_a_long_one_is_a_400()
    {
        using var empty = await PostAsync("issues/web%7Cissue%7C1/resolve", null, "");
        using var longer = await PostAsync("issues/web%7Cissue%7C1/resolve", null, new string('k', 256));

        Assert.Equal("Idempotency-Key", await FieldAsync(empty));
        Assert.Equal("Idempotency-Key", await FieldAsync(longer));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    public async Task A_body_is_read_as_json_whatever_its_type(string type)
    {
        using var response = await server.Admin.PostAsync($"/api/v1/incidents/{_incident}/acknowledge", new StringContent("""{"reason":"mine"}""", Encoding.UTF8, type));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("mine", server.Actions.Taken[0].Action.Reason);
    }

    [Fact]
    public async Task A_slash_in_a_key_is_percent_encoded()
    {
        using var response = await PostAsync("issues/web%7Cissue%7Ca%2Fb/resolve");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("web|issue|a/b", server.Actions.Taken[0].Subject);
    }

    [Fact]
    public async Task An_action_needs_the_key_and_the_store()
    {
        using var anonymous = await server.Anonymous.PostAsync($"/api/v1/incidents/{_incident}/resolve", null);
        server.Rows.Fault = new StoreUnavailableException("disk");
        using var unavailable = await PostAsync($"incidents/{_incident}/resolve");

        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unavailable.StatusCode);
        Assert.Empty(server.Actions.Taken);
    }
}
