using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Domain.Alerts;

namespace Router.Api.Tests.Auth;

/// <summary>Hostile text wherever the management API takes text, over a real store.</summary>
public sealed class InjectionTests : IAsyncLifetime
{
    private static readonly string[] Hostile =
    [
        "' or '1'='1", "'; drop table list; --", "%", "_", "\\", "\"", "<script>alert(1)</script>", "{{7*7}}", "${env:PATH}", "../../admin.key",
        "\r\nSet-Cookie: a=b", "a\u202Eb", "\uFFFF", "ＡＤＭＩＮ", "null", "-1", "1e999", "[]", "{\"$ne\":null}",
    ];

    private static readonly string[] Places =
    [
        "issues?q={0}", "issues?project={0}", "issues?status={0}", "issues?severity={0}", "issues?channel={0}", "issues?from={0}", "issues?limit={0}", "issues?cursor={0}", "issues?{0}=x",
        "keys?cursor={0}", "keys?limit={0}", "audit?cursor={0}", "audit?limit={0}", "rejected?{0}=x", "integrations/{0}/push-url", "{0}",
    ];

    private AuthServer _server = null!;
    private HttpClient _admin = null!;

    public static TheoryData<string> AllPlaces => [.. Places];

    public async Task InitializeAsync()
    {
        _server = await AuthServer.StartAsync();
        _admin = _server.Client(AuthServer.Key);
        await _server.Store.CommitAsync(new()
        {
            Key = new("issue", "web|issue|1"),
            ExpectedVersion = 0,
            Snapshot = () => new("{}"u8.ToArray(), null, new()
            {
                Status = "Triggered",
                Severity = Severity.Warning,
                Title = "an issue",
                FirstSeen = _server.Time.GetUtcNow(),
                LastSeen = _server.Time.GetUtcNow(),
                Count = 1,
            }),
        });
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(AllPlaces))]
    public async Task Hostile_text_finds_nothing_and_breaks_nothing(string place)
    {
        foreach (var text in Hostile)
        {
            using var response = await _admin.GetAsync($"/api/v1/{string.Format(System.Globalization.CultureInfo.InvariantCulture, place, Uri.EscapeDataString(text))}");
            var body = await response.Content.ReadAsStringAsync();

            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{place} with {text}: {response.StatusCode}");
            Assert.False(response.Headers.Contains("Set-Cookie"), $"{place} with {text}");
            if (response.StatusCode == HttpStatusCode.OK)
                Assert.Empty(JsonNode.Parse(body)!["items"]!.AsArray());
            else
                Assert.NotEqual("text/html", response.Content.Headers.ContentType?.MediaType);
        }

        Assert.Single(JsonNode.Parse(await _admin.GetStringAsync("/api/v1/issues"))!["items"]!.AsArray());
    }

    [Fact]
    public async Task Hostile_name_of_a_key_is_kept_as_it_is_or_refused()
    {
        foreach (var text in Hostile)
        {
            using var response = await _admin.PostAsync("/api/v1/keys", new StringContent(
                JsonSerializer.Serialize(new Dictionary<string, string> { ["name"] = text, ["role"] = "viewer" }), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));
            var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

            if (text.Any(char.IsControl))
                Assert.Equal(("name", HttpStatusCode.BadRequest), (body["field"]!.GetValue<string>(), response.StatusCode));
            else
                Assert.Equal((text, HttpStatusCode.Created), (body["name"]!.GetValue<string>(), response.StatusCode));
        }
    }
}
