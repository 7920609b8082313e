using System.Text;
using System.Text.Json.Nodes;

namespace Router.Acceptance.Contract;

/// <summary>Hostile text in every text field of every operation of the document: it is a value or refused, and breaks neither answer, log nor router.</summary>
public sealed class InjectionTest(ContractRouter router) : IClassFixture<ContractRouter>
{
    private const string Marker = "FORGED";

    private static readonly string[] Hostile =
    [
        "' or '1'='1' --", "'; drop table journal; --", $"<script>{Marker}</script>", $"a\r\n{Marker}: 1\r\n\r\n{Marker}", $"a\u2028{Marker}\u0085{Marker}", "\0", "\u202Eadmin", "${env:PATH}", "{{ 7 | times: 7 }}",
        "../../admin.key", "*a", "&a [*a, *a]", "!!python/object:x", "%n%s%x", new('a', 5_000),
    ];

    private readonly List<string> _problems = [];

    [Fact]
    public async Task Hostile_parameters_are_values_or_refused()
    {
        foreach (var operation in router.Operations)
        {
            foreach (var text in Hostile)
            {
                var escaped = Uri.EscapeDataString(text);
                foreach (var parameter in operation.Parameters.Where(p => p.In == "query"))
                    await CheckAsync(operation, $"{parameter.Name}={text}", router.Request(operation, $"?{parameter.Name}={escaped}"));
                // The server refuses a NUL in a path before there is an operation.
                if (text != "\0" && operation.Parameters.Any(p => p.In == "path"))
                    await CheckAsync(operation, $"path {text}", router.Request(operation, id: escaped));
                foreach (var parameter in operation.Parameters.Where(p => p.In == "header"))
                {
                    var request = router.Request(operation);
                    request.Headers.Remove(parameter.Name);
                    request.Headers.TryAddWithoutValidation(parameter.Name, escaped);
                    await CheckAsync(operation, $"{parameter.Name}: {text}", request);
                }
            }
        }

        await AssertUnharmedAsync();
    }

    [Fact]
    public async Task Hostile_fields_of_bodies_are_values_or_refused()
    {
        foreach (var operation in router.Operations.Where(o => o.Example is { MediaType: "application/json" }))
        {
            var fields = Fields(JsonNode.Parse(operation.Example!.Value.Example.GetRawText())!).Count();
            for (var field = 0; field < fields; field++)
            {
                foreach (var text in Hostile)
                {
                    var body = JsonNode.Parse(operation.Example!.Value.Example.GetRawText())!;
                    var target = Fields(body).ElementAt(field);
                    var path = target.GetPath();
                    target.ReplaceWith(text);
                    await CheckAsync(operation, $"{path} = {text}", router.Request(operation, body: ContractRouter.Content(Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json")));
                }
            }
        }

        await AssertUnharmedAsync();
    }

    [Theory]
    [InlineData("a: &a [x]\nb: [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n")]
    [InlineData("integrations: &a [*a]\n")]
    [InlineData("integrations: !!binary aGVsbG8=\n")]
    [InlineData("<<: { integrations: [] }\n")]
    [InlineData("a: 1\n---\nb: 2\n")]
    [InlineData("channels: []\nchannels: []\n")]
    [InlineData("DEEP")]
    [InlineData("WIDE")]
    public async Task Yaml_that_would_grow_is_refused(string yaml)
    {
        var text = yaml switch
        {
            "DEEP" => $"integrations: {new string('[', 100_000)}",
            "WIDE" => $"integrations: [{string.Join(", ", Enumerable.Repeat("{ id: a }", 50_000))}]",
            _ => yaml,
        };
        using var request = new HttpRequestMessage(HttpMethod.Put, "api/v1/config") { Content = ContractRouter.Content(Encoding.UTF8.GetBytes(text), "application/yaml") };
        request.Headers.IfMatch.Add(System.Net.Http.Headers.EntityTagHeaderValue.Any);
        using var answer = await router.Callers["admin"].SendAsync(request);

        Assert.Equal(422, (int)answer.StatusCode);
        Assert.NotEmpty(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!.AsArray());
        await AssertUnharmedAsync();
    }

    /// <summary>Every text within a body, at any depth.</summary>
    private static IEnumerable<JsonNode> Fields(JsonNode node) => node switch
    {
        JsonObject all => all.Where(field => field.Value is not null).SelectMany(field => Fields(field.Value!)),
        JsonArray all => all.Where(item => item is not null).SelectMany(item => Fields(item!)),
        _ => node.GetValueKind() == System.Text.Json.JsonValueKind.String ? [node] : [],
    };

    private async Task CheckAsync(ApiOperation operation, string sent, HttpRequestMessage request)
    {
        var what = JsonValue.Create(sent).ToJsonString();
        using (request)
        {
            using var answer = await router.Callers["admin"].SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var status = (int)answer.StatusCode;
            if (status is < 200 or >= 500)
                _problems.Add($"{operation}, {what}: {status} {await answer.Content.ReadAsStringAsync()}");
            else if (!operation.Statuses.Contains(status))
                _problems.Add($"{operation}, {what}: {status} is not declared");
            if (answer.Headers.Contains(Marker) || answer.Headers.Contains("Set-Cookie"))
                _problems.Add($"{operation}, {what}: a header that the caller wrote");
            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
                _problems.Add($"{operation}, {what}: a page");
        }
    }

    private async Task AssertUnharmedAsync()
    {
        using var ready = await router.Callers[""].GetAsync("health/ready");
        if (!ready.IsSuccessStatusCode)
            _problems.Add("the router is not ready any more");
        _problems.AddRange(router.Output.Where(line => line.TrimStart().StartsWith(Marker, StringComparison.Ordinal)).Select(line => $"a forged line in the log: {line}"));
        Assert.True(_problems.Count == 0, string.Join('\n', _problems));
    }
}
