using System.Net;
using System.Net.Http.Json;
using Router.Api.Tests.Operations;
using Router.Domain.Delivery;
using Router.Grains.Interfaces;

namespace Router.Api.Tests.Sinks;

public sealed class SinkEndpointsTests : IAsyncLifetime
{
    private static readonly SinkAttempt Failed = new("a-1-1-ops", SampleQueue.Now, TimeSpan.FromMilliseconds(12), SampleQueue.Refused);

    private OperationsServer _server = null!;

    public async Task InitializeAsync() => _server = await OperationsServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Sinks_are_listed_with_how_they_stand()
    {
        _server.Sinks.Statuses["ops"] = new() { DisabledAt = SampleQueue.Now, DisabledReason = "410: gone", LastFailure = Failed };
        _server.Sinks.Statuses["log"] = new() { PausedUntil = SampleQueue.Now };
        SampleQueue.Put(_server.Store, "a", "ops", SampleQueue.Now, 2, SampleQueue.Rejected, SampleQueue.Rejected);
        SampleQueue.Put(_server.Store, "b", "log", SampleQueue.Now, 3, SampleQueue.Refused);

        Assert.Equal(
            """{"items":[{"id":"ops","type":"console","state":"disabled","pausedUntil":null,"disabledAt":"2026-01-02T03:04:05Z","disabledReason":"410: gone","lastSuccess":null,"lastFailure":{"delivery":"a-1-1-ops","at":"2026-01-02T03:04:05Z","outcome":"failed","status":503,"reason":"server_error","detail":"busy","durationMs":12},"waiting":0,"deadLetters":2},"""
            + """{"id":"log","type":"console","state":"paused","pausedUntil":"2026-01-02T03:04:05Z","disabledAt":null,"disabledReason":null,"lastSuccess":null,"lastFailure":null,"waiting":3,"deadLetters":0}],"next":null}""",
            await _server.Client.GetStringAsync("/api/v1/sinks"));
    }

    [Fact]
    public async Task Test_answers_what_the_sink_said()
    {
        _server.Sinks.Attempt = Failed;

        using var response = await _server.Client.PostAsJsonAsync("/api/v1/sinks/ops/test", new { reason = "new receiver" });

        Assert.Equal(
            """{"delivery":"a-1-1-ops","at":"2026-01-02T03:04:05Z","outcome":"failed","status":503,"reason":"server_error","detail":"busy","durationMs":12}""",
            await response.Content.ReadAsStringAsync());
        Assert.Equal(("ops", "admin", "new receiver"), _server.Sinks.Asked);
    }

    [Theory]
    [InlineData(true, "enabled")]
    [InlineData(false, "already_enabled")]
    public async Task Enable_can_be_repeated(bool wasDisabled, string outcome)
    {
        _server.Sinks.WasDisabled = wasDisabled;

        using var response = await _server.Client.PostAsync("/api/v1/sinks/ops/enable", null);

        Assert.Equal($$"""{"id":"ops","outcome":"{{outcome}}"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("test")]
    [InlineData("enable")]
    public async Task Unknown_sink_is_a_404(string action)
    {
        using var response = await _server.Client.PostAsync($"/api/v1/sinks/none/{action}", null);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
