using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Requests.Idempotency;
using Router.Api.Sinks;
using Router.Api.Tests.Auth;
using Router.Api.Tests.Operations;
using Router.Domain.Delivery;
using Router.Domain.Storage;
using Router.Grains.Interfaces;

namespace Router.Api.Tests.Requests;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private const string Body = """{"name":"grafana","role":"viewer"}""";
    private const string Test = "/api/v1/sinks/ops/test";

    private AuthServer _server = null!;
    private HttpClient _admin = null!;
    private FakeSinkControl _sinks = null!;

    public async Task InitializeAsync()
    {
        _server = await AuthServer.StartAsync();
        _admin = _server.Client(AuthServer.Key);
        _sinks = (FakeSinkControl)_server.Services.GetRequiredService<ISinkControl>();
        _sinks.Attempt = new("test-1", _server.Time.GetUtcNow(), TimeSpan.FromMilliseconds(3), SinkResult.Delivered(200));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Key_created_again_is_the_same_key_without_its_text()
    {
        var first = await PostAsync("/api/v1/keys", Body, "k1");
        var second = await PostAsync("/api/v1/keys", Body, "k1");

        Assert.Equal((201, 201), (first.Status, second.Status));
        var text = first.Answer["key"]!.GetValue<string>();
        Assert.Null(first.Answer["keyReason"]);
        Assert.Null(second.Answer["key"]);
        Assert.Equal("shown_once", second.Answer["keyReason"]!.GetValue<string>());
        foreach (var field in (string[])["id", "name", "role", "expiresAt", "createdAt", "createdBy"])
            Assert.Equal(first.Answer[field]!.ToJsonString(), second.Answer[field]!.ToJsonString());
        Assert.Equal(first.Location, second.Location);
        Assert.NotNull(second.Location);
        Assert.Single((await GetAsync("/api/v1/keys"))["items"]!.AsArray());
        Assert.DoesNotContain(text[^43..], await StoredAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_that_was_revoked_is_not_made_again()
    {
        var first = await PostAsync("/api/v1/keys", Body, "k1");
        using var revoked = await _admin.DeleteAsync($"/api/v1/keys/{first.Answer["id"]}");

        var second = await PostAsync("/api/v1/keys", Body, "k1");

        Assert.Equal(201, second.Status);
        Assert.Empty((await GetAsync("/api/v1/keys"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Same_key_with_another_request_is_a_422()
    {
        await PostAsync("/api/v1/keys", Body, "k1");

        var otherBody = await PostAsync("/api/v1/keys", Body.Replace("viewer", "admin", StringComparison.Ordinal), "k1");
        var otherPath = await PostAsync(Test, Body, "k1");

        Assert.All([otherBody, otherPath], answer => Assert.Equal((422, "key_reused"), (answer.Status, answer.Answer["reason"]!.GetValue<string>())));
        Assert.Single((await GetAsync("/api/v1/keys"))["items"]!.AsArray());
        Assert.Equal(0, _sinks.Tests);
    }

    [Fact]
    public async Task Same_key_of_another_caller_is_another_request()
    {
        var (_, text) = await _server.NewKeyAsync("operator");
        await PostAsync(Test, "", "k1");

        await PostAsync(Test, "", "k1", _server.Client(text));

        Assert.Equal(2, _sinks.Tests);
    }

    [Fact]
    public async Task Sink_tested_again_gets_one_message_and_both_callers_its_answer()
    {
        var first = await PostAsync(Test, """{"reason":"a new receiver"}""", "k1");
        _sinks.Attempt = _sinks.Attempt! with { DeliveryId = "test-2" };
        var second = await PostAsync(Test, """{"reason":"a new receiver"}""", "k1");
        var third = await PostAsync(Test, """{"reason":"a new receiver"}""", "k2");

        Assert.Equal(first.Answer.ToJsonString(), second.Answer.ToJsonString());
        Assert.Equal(("test-1", "test-2"), (second.Answer["delivery"]!.GetValue<string>(), third.Answer["delivery"]!.GetValue<string>()));
        Assert.Equal(2, _sinks.Tests);
    }

    [Fact]
    public async Task Request_that_comes_while_the_first_is_worked_on_is_a_409()
    {
        var gate = new TaskCompletionSource();
        _sinks.Gate = gate.Task;
        var first = PostAsync(Test, "", "k1");
        await _sinks.Asking.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var second = await PostAsync(Test, "", "k1");
        gate.SetResult();

        Assert.Equal((409, "no_answer_yet"), (second.Status, second.Answer["reason"]!.GetValue<string>()));
        Assert.Equal(200, (await first).Status);
        Assert.Equal(200, (await PostAsync(Test, "", "k1")).Status);
        Assert.Equal(1, _sinks.Tests);
    }

    [Fact]
    public async Task Refused_request_is_tried_again()
    {
        var attempt = _sinks.Attempt;
        _sinks.Attempt = null;
        Assert.Equal(404, (await PostAsync(Test, "", "k1")).Status);

        _sinks.Attempt = attempt;

        Assert.Equal(200, (await PostAsync(Test, "", "k1")).Status);
        Assert.Equal(2, _sinks.Tests);
    }

    [Fact]
    public async Task Key_is_forgotten_with_what_has_ended()
    {
        await PostAsync(Test, "", "k1");
        var later = _server.Time.GetUtcNow().AddDays(100);

        await _server.Store.PurgeStepAsync(later, later, 100);
        await PostAsync(Test, "", "k1");

        Assert.Equal(2, _sinks.Tests);
    }

    [Fact]
    public async Task Sink_enabled_again_stays_as_it_was_left()
    {
        await using var server = await OperationsServer.StartAsync();
        server.Sinks.WasDisabled = true;

        var first = await PostAsync("/api/v1/sinks/ops/enable", "", "k1", server.Client);
        server.Sinks.WasDisabled = false;
        var second = await PostAsync("/api/v1/sinks/ops/enable", "", "k1", server.Client);

        Assert.Equal(("enabled", "enabled"), (first.Answer["outcome"]!.GetValue<string>(), second.Answer["outcome"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("LONG")]
    public async Task Key_that_is_none_is_a_400(string key)
    {
        var answer = await PostAsync(Test, "", key == "LONG" ? new('x', IdempotencyFilter.MaxKey + 1) : key);

        Assert.Equal((400, "Idempotency-Key"), (answer.Status, answer.Answer["field"]!.GetValue<string>()));
        Assert.Equal(0, _sinks.Tests);
    }

    [Fact]
    public async Task Body_is_bounded_with_a_key_too()
    {
        var answer = await PostAsync("/api/v1/keys", $$"""{"name":"{{new string('x', 5000)}}"}""", "k1");

        Assert.Equal(413, answer.Status);
    }

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _admin.GetStringAsync(path))!;

    private async Task<string> StoredAsync()
    {
        var text = new StringBuilder();
        IGrainStateStorage rows = _server.Store;
        foreach (var grain in await ((IGrainScan)_server.Store).ReadGrainsAsync(null, 100))
            text.Append(Encoding.UTF8.GetString((await rows.ReadAsync(grain.Key))!.State.Span));
        foreach (var entry in await _server.Store.ReadAfterAsync(0, 100))
            text.Append(Encoding.UTF8.GetString(entry.Data.Span));
        return text.ToString();
    }

    private async Task<(int Status, JsonNode Answer, Uri? Location)> PostAsync(string path, string body, string key, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var response = await (client ?? _admin).SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!, response.Headers.Location);
    }
}
