using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Router.Api.Auth.Keys;
using Router.Domain.Storage;

namespace Router.Api.Tests.Auth;

public sealed class KeyEndpointsTests : IAsyncLifetime
{
    private AuthServer _server = null!;
    private HttpClient _admin = null!;

    public async Task InitializeAsync()
    {
        _server = await AuthServer.StartAsync();
        _admin = _server.Client(AuthServer.Key);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task New_key_is_shown_once()
    {
        using var response = await CreateAsync("""{"name":"grafana","role":"viewer"}""");
        var created = await JsonAsync(response);
        var text = created["key"]!.GetValue<string>();

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal($"/api/v1/keys/{created["id"]}", response.Headers.Location!.ToString());
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Matches("^rk_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$", text);
        Assert.Equal("admin", created["createdBy"]!.GetValue<string>());
        Assert.Equal(_server.Time.GetUtcNow() + NewKeyBody.DefaultLife, created["expiresAt"]!.GetValue<DateTimeOffset>());
        var list = await _admin.GetStringAsync("/api/v1/keys");
        Assert.Contains("grafana", list, StringComparison.Ordinal);
        Assert.DoesNotContain(text[^43..], list, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", list, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Store_holds_a_hash_and_never_the_key()
    {
        var (id, text) = await _server.NewKeyAsync();

        var row = await ((IGrainStateStorage)_server.Store).ReadAsync(new GrainKey("key", id));
        var journal = await _server.Store.ReadAfterAsync(0, 10);

        Assert.Contains(KeyText.Hash(text), Encoding.UTF8.GetString(row!.State.Span), StringComparison.Ordinal);
        Assert.DoesNotContain(text[^43..], Encoding.UTF8.GetString(row.State.Span), StringComparison.Ordinal);
        Assert.All(journal, entry => Assert.DoesNotContain(text[^43..], Encoding.UTF8.GetString(entry.Data.Span), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_are_different()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _server.NewKeyAsync()));

        Assert.Equal(20, keys.Select(key => key.Id).Distinct().Count());
        Assert.Equal(20, keys.Select(key => key.Text[^43..]).Distinct().Count());
    }

    [Fact]
    public async Task Id_of_one_key_with_the_secret_of_another_is_refused()
    {
        var (one, other) = (await _server.NewKeyAsync("admin"), await _server.NewKeyAsync("viewer"));

        Assert.Equal(HttpStatusCode.Unauthorized, await SeeAsync(one.Text[..16] + other.Text[16..]));
        Assert.Equal(HttpStatusCode.OK, await SeeAsync(other.Text));
    }

    [Fact]
    public async Task Revoked_key_is_refused_at_once()
    {
        var (id, text) = await _server.NewKeyAsync();
        Assert.Equal(HttpStatusCode.OK, await SeeAsync(text));

        using var response = await _admin.DeleteAsync($"/api/v1/keys/{id}");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await SeeAsync(text));
        Assert.Equal("[]", (await JsonAsync("/api/v1/keys"))["items"]!.ToJsonString());
    }

    [Fact]
    public async Task Key_that_another_process_revoked_is_refused_within_seconds()
    {
        var (id, text) = await _server.NewKeyAsync();
        Assert.Equal(HttpStatusCode.OK, await SeeAsync(text));
        await _server.Store.CommitAsync(new() { Key = new("key", id), ExpectedVersion = 1, Snapshot = null });

        _server.Time.Advance(KeyRing.RevalidateAfter);

        Assert.Equal(HttpStatusCode.Unauthorized, await SeeAsync(text));
    }

    [Fact]
    public async Task Expired_key_is_refused_and_listed_as_expired()
    {
        var (_, text) = await _server.NewKeyAsync(expiresAt: _server.Time.GetUtcNow().AddHours(1));
        Assert.Equal(HttpStatusCode.OK, await SeeAsync(text));

        _server.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.Unauthorized, await SeeAsync(text));
        Assert.Equal("Expired", (await JsonAsync("/api/v1/keys"))["items"]![0]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Retention_keeps_a_key_that_has_not_expired()
    {
        var (_, text) = await _server.NewKeyAsync(expiresAt: _server.Time.GetUtcNow().AddDays(365));

        await _server.Store.PurgeStepAsync(_server.Time.GetUtcNow().AddDays(300), _server.Time.GetUtcNow().AddDays(300), 100);

        Assert.Equal(HttpStatusCode.OK, await SeeAsync(text));
    }

    [Fact]
    public async Task Last_use_is_listed()
    {
        var (_, text) = await _server.NewKeyAsync();
        Assert.Null((await JsonAsync("/api/v1/keys"))["items"]![0]!["lastUsed"]);
        await SeeAsync(text);

        Assert.Equal(_server.Time.GetUtcNow(), (await JsonAsync("/api/v1/keys"))["items"]![0]!["lastUsed"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task List_has_pages()
    {
        for (var i = 1; i <= 3; i++)
        {
            await _server.NewKeyAsync(name: $"key {i}");
            _server.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await JsonAsync("/api/v1/keys?limit=2");
        var second = await JsonAsync($"/api/v1/keys?limit=2&cursor={first["next"]}");

        Assert.Equal(["key 3", "key 2"], first["items"]!.AsArray().Select(item => item!["name"]!.GetValue<string>()));
        Assert.Equal(["key 1"], second["items"]!.AsArray().Select(item => item!["name"]!.GetValue<string>()));
        Assert.Null(second["next"]);
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("nonsense", "body")]
    [InlineData("[]", "body")]
    [InlineData("""{"name":5,"role":"viewer"}""", "name")]
    [InlineData("""{"name":"x","role":"viewer","scope":"all"}""", "scope")]
    [InlineData("{}", "name")]
    [InlineData("null", "body")]
    [InlineData("""{"name":"","role":"viewer"}""", "name")]
    [InlineData("""{"name":"two\nlines","role":"viewer"}""", "name")]
    [InlineData("""{"name":" padded","role":"viewer"}""", "name")]
    [InlineData("""{"name":"Admin","role":"viewer"}""", "name")]
    [InlineData("""{"name":"x"}""", "role")]
    [InlineData("""{"name":"x","role":"root"}""", "role")]
    [InlineData("""{"name":"x","role":"2"}""", "role")]
    [InlineData("""{"name":"x","role":"viewer","expiresAt":"2001-01-01T00:00:00Z"}""", "expiresAt")]
    [InlineData("""{"name":"x","role":"viewer","expiresAt":"9999-01-01T00:00:00Z"}""", "expiresAt")]
    public async Task Invalid_body_is_a_400_that_names_the_field(string body, string field)
    {
        using var response = await CreateAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, (await JsonAsync(response))["field"]!.GetValue<string>());
    }

    [Fact]
    public async Task Body_is_bounded()
    {
        using var large = await CreateAsync($$"""{"name":"{{new string('x', 5000)}}","role":"viewer"}""");
        using var name = await CreateAsync($$"""{"name":"{{new string('x', 101)}}","role":"viewer"}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal("name", (await JsonAsync(name))["field"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("000000000000")]
    [InlineData("..%2f..%2fadmin")]
    [InlineData("x'%20or%20'1'='1")]
    public async Task Revoking_an_unknown_key_is_a_404(string id)
    {
        using var response = await _admin.DeleteAsync($"/api/v1/keys/{id}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=501", "limit")]
    [InlineData("?cursor=x", "cursor")]
    [InlineData("?role=admin", "role")]
    public async Task Invalid_query_is_a_400_that_names_the_field(string query, string field)
    {
        using var response = await _admin.GetAsync($"/api/v1/keys{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, (await JsonAsync(response))["field"]!.GetValue<string>());
    }

    private Task<HttpResponseMessage> CreateAsync(string body) => _admin.PostAsync("/api/v1/keys", new StringContent(body, new MediaTypeHeaderValue("application/json")));

    private async Task<HttpStatusCode> SeeAsync(string key)
    {
        using var response = await _server.Client(key).GetAsync("/metrics");
        return response.StatusCode;
    }

    private async Task<JsonNode> JsonAsync(string path) => JsonNode.Parse(await _admin.GetStringAsync(path))!;

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
}
