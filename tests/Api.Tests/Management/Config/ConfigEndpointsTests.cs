using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Router.Domain.Configuration;

namespace Router.Api.Tests.Management.Config;

public sealed class ConfigEndpointsTests : IAsyncLifetime
{
    private const string Path = "/api/v1/config";

    private const string Document = """
        # ours
        integrations:
          - { id: web, key: "web-key-0123456789", clientSecrets: ["s3cret-one"], channel: web }
        channels:
          - { id: web, sinks: [ops] }
        sinks:
          - { id: ops, type: flashduty, integrationKey: s3cret-two, when: 'severity == "Critical"' }

        """;

    private ConfigServer _server = null!;

    public async Task InitializeAsync() => _server = await ConfigServer.StartAsync(Document);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Config_is_yaml_with_its_version_as_tag_and_without_its_secrets()
    {
        using var response = await _server.Admin.GetAsync(Path);

        Assert.Equal("application/yaml", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("\"1\"", response.Headers.ETag!.Tag);
        Assert.Equal(
            Document.Replace("web-key-0123456789", "***", StringComparison.Ordinal).Replace("s3cret-one", "***", StringComparison.Ordinal).Replace("s3cret-two", "\"***\"", StringComparison.Ordinal),
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Config_is_json_for_who_asks_for_it()
    {
        using var response = await SendAsync(HttpMethod.Get, Path, accept: "application/json");

        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("***", json["integrations"]![0]!["key"]!.GetValue<string>());
        Assert.Equal("ops", json["channels"]![0]!["sinks"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Config_that_is_known_is_not_sent_again()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        request.Headers.IfNoneMatch.Add(new("\"1\""));

        using var response = await _server.Admin.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
    }

    [Fact]
    public async Task Config_that_was_read_goes_back_with_its_secrets_and_an_author()
    {
        var text = (await _server.Admin.GetStringAsync(Path)).Replace("id: web, sinks", "id: web, delay: 30s, sinks", StringComparison.Ordinal);

        using var response = await PutAsync(text, "\"1\"", reason: "less noise");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"2\"", response.Headers.ETag!.Tag);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(2, answer["version"]!.GetValue<int>());
        Assert.Contains("written in clear", answer["warnings"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        var revision = _server.Editor.Versions[^1];
        Assert.Equal(Document.Replace("id: web, sinks", "id: web, delay: 30s, sinks", StringComparison.Ordinal), revision.Text);
        Assert.Equal(("admin key", "less noise"), (revision.Author.ToLowerInvariant().Contains("admin", StringComparison.Ordinal) ? "admin key" : revision.Author, revision.Reason));
    }

    [Fact]
    public async Task Json_is_kept_as_yaml()
    {
        using var read = await SendAsync(HttpMethod.Get, Path, accept: "application/json");
        var json = JsonNode.Parse(await read.Content.ReadAsStringAsync())!;
        json["channels"]![0]!["delay"] = "1m";

        using var response = await PutAsync(json.ToJsonString(), "\"1\"", "application/json");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("integrations:\n- id: web\n", _server.Editor.Versions[^1].Text.Replace("\n  ", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(1), _server.Editor.Table.Config.Channels[0].Delay);
        Assert.Equal(["s3cret-one"], _server.Editor.Table.Config.Integrations[0].ClientSecrets.AsEnumerable());
    }

    [Theory]
    [InlineData(null, HttpStatusCode.PreconditionRequired)]
    [InlineData("\"2\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("W/\"1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("1", HttpStatusCode.PreconditionFailed)]
    [InlineData("*", HttpStatusCode.OK)]
    [InlineData("\"7\", \"1\"", HttpStatusCode.OK)]
    public async Task Change_must_say_which_version_it_was_made_from(string? match, HttpStatusCode status)
    {
        using var response = await PutAsync(Document, match);

        Assert.Equal(status, response.StatusCode);
        if (status == HttpStatusCode.PreconditionFailed)
        {
            Assert.Equal("\"1\"", response.Headers.ETag!.Tag);
            Assert.Equal(1, JsonNode.Parse(await response.Content.ReadAsStringAsync())!["version"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task Errors_are_told_with_their_places_and_change_nothing()
    {
        const string Sent = "integrations:\n  - { id: web, key: '***', clientSecrets: ['***'], channel: wep }\nsinks: [{ id: new, type: flashduty, integrationKey: '***' }]\nchannels: [{ id: web }]\n";

        using var response = await PutAsync(Sent, "\"1\"");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var errors = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]!.AsArray().Where(e => e!["level"]!.GetValue<string>() == "error").ToList();
        Assert.Contains(errors, e => e!["path"]!.GetValue<string>() == "sinks[0].integrationKey" && e["line"]!.GetValue<int>() == 3);
        Assert.Contains(errors, e => e!["path"]!.GetValue<string>() == "integrations[0].channel" && e["column"]!.GetValue<int>() == 61);
        Assert.Single(_server.Editor.Versions);
    }

    [Fact]
    public async Task Config_of_a_file_that_the_operator_named_is_not_changed()
    {
        _server.Editor.Refusal = "/etc/router.yaml was given with --config and is not written by the router: change it there.";

        using var put = await PutAsync(Document, "\"1\"");
        using var restore = await SendAsync(HttpMethod.Post, $"{Path}/restore/1", match: "\"1\"");

        foreach (var response in (HttpResponseMessage[])[put, restore])
        {
            Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
            Assert.Contains("--config", JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task File_that_cannot_be_written_is_told_without_internals()
    {
        _server.Editor.Failure = new IOException("/secret/path is full");

        using var response = await PutAsync(Document, "\"1\"");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.DoesNotContain("/secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: &x [1]\nb: [*x, *x]")]
    [InlineData("a: !!binary x")]
    [InlineData("integrations: []\n---\nchannels: []")]
    [InlineData("channels: []\nchannels: []")]
    [InlineData("\u0001")]
    [InlineData("")]
    public async Task Yaml_that_does_more_than_say_values_is_refused(string text)
    {
        using var response = await PutAsync(text, "\"1\"");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    [Theory]
    [InlineData('[', 900_000, HttpStatusCode.UnprocessableEntity)]
    [InlineData('#', ConfigDocument.MaxLength, HttpStatusCode.UnprocessableEntity)]
    [InlineData('#', ConfigDocument.MaxLength + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Large_and_deep_documents_end_in_an_answer(char c, int length, HttpStatusCode status)
    {
        using var response = await PutAsync(new string(c, length), "\"1\"");

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("{", "application/json")]
    [InlineData("a: b", "application/json")]
    public async Task What_says_that_it_is_json_must_be(string text, string type)
    {
        using var response = await PutAsync(text, "\"1\"", type);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("a\r\nSet-Cookie: x")]
    [InlineData("a\nforged log line")]
    [InlineData("a\u2028b")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u001b[31m")]
    public async Task Reason_cannot_forge_lines(string reason)
    {
        using var response = await PutAsync(Document, "\"1\"", path: $"{Path}?reason={Uri.EscapeDataString(reason)}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("reason", JsonNode.Parse(await response.Content.ReadAsStringAsync())!["field"]!.GetValue<string>());
        Assert.Single(_server.Editor.Versions);
    }

    [Fact]
    public async Task History_is_paged_and_says_what_is_in_force()
    {
        for (var i = 1; i < 5; i++)
            (await PutAsync(Document + $"# {i}\n", $"\"{i}\"", reason: $"change {i}")).Dispose();

        var first = await JsonAsync($"{Path}/history?limit=3");
        var second = await JsonAsync($"{Path}/history?limit=3&cursor={first["next"]}");

        Assert.Equal([5, 4, 3, 2, 1], first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(i => i!["version"]!.GetValue<int>()));
        Assert.Null(second["next"]);
        Assert.Equal("change 4", first["items"]![0]!["reason"]!.GetValue<string>());
        Assert.Equal([true, false, false], first["items"]!.AsArray().Select(i => i!["isCurrent"]!.GetValue<bool>()));
        Assert.Equal("file", second["items"]![1]!["author"]!.GetValue<string>());
    }

    [Fact]
    public async Task Diff_shows_that_a_secret_changed_and_never_which()
    {
        (await PutAsync(Document.Replace("s3cret-two", "s3cret-new", StringComparison.Ordinal).Replace("# ours", "# theirs", StringComparison.Ordinal), "\"1\"")).Dispose();

        var diff = await _server.Admin.GetStringAsync($"{Path}/history/1/diff?to=2");

        Assert.StartsWith("--- version 1\n+++ version 2\n@@ ", diff, StringComparison.Ordinal);
        Assert.Contains("\n-# ours\n+# theirs\n", diff, StringComparison.Ordinal);
        Assert.Contains("\n-  - { id: ops, type: flashduty, integrationKey: \"***\"", diff, StringComparison.Ordinal);
        Assert.Contains("\n+  - { id: ops, type: flashduty, integrationKey: \"*** (changed)\"", diff, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", diff, StringComparison.Ordinal);
        Assert.Equal("", await _server.Admin.GetStringAsync($"{Path}/history/2/diff"));
        using var json = await SendAsync(HttpMethod.Get, $"{Path}/history/1/diff", accept: "application/json");
        Assert.Equal(diff, JsonNode.Parse(await json.Content.ReadAsStringAsync())!["diff"]!.GetValue<string>());
    }

    [Fact]
    public async Task Version_is_shown_and_restored_as_a_new_one()
    {
        (await PutAsync(Document + "# more\n", "\"1\"")).Dispose();

        using var response = await SendAsync(HttpMethod.Post, $"{Path}/restore/1", match: "\"2\"");

        Assert.Equal(3, JsonNode.Parse(await response.Content.ReadAsStringAsync())!["version"]!.GetValue<int>());
        Assert.Equal((Document, "version 1 restored"), (_server.Editor.Versions[2].Text, _server.Editor.Versions[2].Reason));
        Assert.DoesNotContain("s3cret", await _server.Admin.GetStringAsync($"{Path}/history/3"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/history/9")]
    [InlineData("GET", "/history/9/diff")]
    [InlineData("GET", "/history/1/diff?to=9")]
    [InlineData("POST", "/restore/9")]
    public async Task Unknown_version_is_not_found(string method, string path)
    {
        using var response = await SendAsync(new(method), Path + path, match: "\"1\"");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Check_finds_what_the_check_finds_and_reads_no_reference()
    {
        var text = Document.Replace("s3cret-two", "\"${file:/etc/passwd}\"", StringComparison.Ordinal).Replace("sinks: [ops]", "sinks: [obs]", StringComparison.Ordinal);

        using var response = await _server.Admin.PostAsync($"{Path}/check", new StringContent(text, Encoding.UTF8, "application/yaml"));

        var answer = await response.Content.ReadAsStringAsync();
        var error = Assert.Single(JsonNode.Parse(answer)!["errors"]!.AsArray());
        Assert.Equal(("channels[0].sinks[0]", 5), (error!["path"]!.GetValue<string>(), error["line"]!.GetValue<int>()));
        Assert.DoesNotContain("s3cret", answer, StringComparison.Ordinal);
        Assert.Single(_server.Editor.Versions);
    }

    [Fact]
    public async Task Schema_is_open_and_everything_else_is_not()
    {
        using var schema = await _server.Anonymous.GetAsync("/schema/router.json");
        using var config = await _server.Anonymous.GetAsync(Path);

        Assert.Equal("router.yaml", JsonNode.Parse(await schema.Content.ReadAsStringAsync())!["title"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.Unauthorized, config.StatusCode);
    }

    private async Task<JsonNode> JsonAsync(string path) => JsonNode.Parse(await _server.Admin.GetStringAsync(path))!;

    private Task<HttpResponseMessage> PutAsync(string text, string? match, string type = "application/yaml", string? reason = null, string path = Path) =>
        SendAsync(HttpMethod.Put, path, match, reason, new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(type)));

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? match = null, string? reason = null, HttpContent? content = null, string? accept = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (match is not null)
            request.Headers.TryAddWithoutValidation("If-Match", match);
        if (reason is not null)
            request.Headers.Add("X-Change-Reason", reason);
        if (accept is not null)
            request.Headers.Accept.Add(new(accept));
        return await _server.Admin.SendAsync(request);
    }
}
