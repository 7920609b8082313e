using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Router.Api.Tests.Management;

public sealed class IntegrationEndpointsTests(ManagementServer server) : IClassFixture<ManagementServer>
{
    [Fact]
    public async Task Push_url_is_whole_and_not_kept_by_caches()
    {
        using var response = await server.Admin.GetAsync("/api/v1/integrations/web/push-url");

        Assert.Equal($$"""{"url":"https://router.example.com/webhooks/sentry/{{FakeConfig.Key}}"}""", await response.Content.ReadAsStringAsync());
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Push_url_needs_the_key()
    {
        using var response = await server.Anonymous.GetAsync("/api/v1/integrations/web/push-url");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Unknown_integration_is_a_404_that_names_it()
    {
        using var url = await server.Admin.GetAsync("/api/v1/integrations/api/push-url");
        using var secret = await PutAsync("api", """{"clientSecret":"s3cret"}""");

        Assert.Equal(HttpStatusCode.NotFound, url.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, secret.StatusCode);
        Assert.Contains("'api'", await DetailAsync(secret), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_reaches_the_config()
    {
        server.Secrets.Refusal = null;
        server.Secrets.Set.Clear();

        using var response = await PutAsync("web", """{"clientSecret":"s3cret"}""");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal([("web", "s3cret")], server.Secrets.Set);
    }

    [Fact]
    public async Task Config_that_can_not_be_changed_is_a_409_that_says_why()
    {
        server.Secrets.Refusal = "the config is read-only";

        using var response = await PutAsync("web", """{"clientSecret":"s3cret"}""");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("the config is read-only", await DetailAsync(response));
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("nonsense", "body")]
    [InlineData("null", "body")]
    [InlineData("{}", "clientSecret")]
    [InlineData("""{"clientSecret":""}""", "clientSecret")]
    [InlineData("""{"clientSecret":"two words"}""", "clientSecret")]
    [InlineData("""{"clientSecret":"${env:SECRET}"}""", "clientSecret")]
    public async Task Invalid_body_is_a_400_that_names_the_field(string body, string field)
    {
        using var response = await PutAsync("web", body);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, problem["field"]!.GetValue<string>());
    }

    [Fact]
    public async Task Long_secret_is_refused()
    {
        using var response = await PutAsync("web", $$"""{"clientSecret":"{{new string('x', 257)}}"}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private Task<HttpResponseMessage> PutAsync(string integration, string body) =>
        server.Admin.PutAsync($"/api/v1/integrations/{integration}/secret", new StringContent(body, Encoding.UTF8, "application/json"));

    private static async Task<string> DetailAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>();
}
