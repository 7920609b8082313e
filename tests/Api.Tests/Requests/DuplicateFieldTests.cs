using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Router.Api.Tests.Auth;
using Router.Api.Tests.Silences;

namespace Router.Api.Tests.Requests;

public sealed class DuplicateFieldTests(SilenceServer configured) : IClassFixture<SilenceServer>, IAsyncLifetime
{
    private AuthServer _server = null!;

    public async Task InitializeAsync() => _server = await AuthServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("POST", "keys", """{"name":"a","role":"viewer","name":"b"}""", "name")]
    [InlineData("POST", "keys", """{"name":"a","role":"viewer","role":"admin"}""", "role")]
    [InlineData("POST", "silences", """{"when":"project == \"a\"","when":"project == \"b\"","until":"2099-01-01T00:00:00Z"}""", "when")]
    [InlineData("POST", "silences", """{"when":"project == \"a\"","weekly":{"days":["sat"],"from":"02:00","from":"03:00","to":"04:00"}}""", "weekly.from")]
    [InlineData("POST", "silences/preview", """{"until":"2099-01-01T00:00:00Z","until":"2098-01-01T00:00:00Z"}""", "until")]
    [InlineData("POST", "silences/s-0/end", """{"reason":"a","reason":"b"}""", "reason")]
    [InlineData("POST", "sinks/preview", """{"type":"slack","type":"teams"}""", "type")]
    [InlineData("POST", "sinks/ops/test", """{"reason":"a","reason":"b"}""", "reason")]
    [InlineData("POST", "deliveries/retry", """{"sink":"ops","sink":"other"}""", "sink")]
    [InlineData("POST", "issues/web%7Cissue%7C1/resolve", """{"reason":"a","reason":"b"}""", "reason")]
    [InlineData("POST", "incidents/0123456789abcdef0123456789abcdef-1/snooze", """{"until":"2099-01-01T00:00:00Z","until":"2098-01-01T00:00:00Z"}""", "until")]
    [InlineData("PUT", "integrations/web/secret", """{"clientSecret":"a","clientSecret":"b"}""", "clientSecret")]
    public async Task Field_given_twice_is_a_400_that_names_it(string method, string path, string body, string field)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), $"/api/v1/{path}") { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        using var response = await _server.Client(AuthServer.Key).SendAsync(request);

        Check((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!, field);
    }

    [Theory]
    [InlineData("config/preview", """{"receipt":"r1","receipt":"r2"}""", "receipt")]
    [InlineData("replay", """{"config":"a","config":"b"}""", "config")]
    public async Task Field_of_a_trial_given_twice_is_a_400_that_names_it(string path, string body, string field)
    {
        var (status, answer) = await configured.PostAsync($"/api/v1/{path}", body);

        Check(status, answer, field);
    }

    private static void Check(int status, JsonNode answer, string field)
    {
        Assert.Equal((400, field), (status, answer["field"]?.GetValue<string>()));
        Assert.Contains("twice", answer["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
