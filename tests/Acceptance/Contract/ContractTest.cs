using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Router.Acceptance.Contract;

/// <summary>Every operation of the OpenAPI document against the running router.</summary>
public sealed partial class ContractTest(ContractRouter router) : IClassFixture<ContractRouter>
{
    private const int AnyRefusal = 0;
    private static readonly string[] BadIds = ["no-such-thing", "%27%3B--", "%7C%7C", "%E2%80%AE", new('x', 300)];
    private static readonly string[] Verbs = ["GET", "POST", "PUT", "DELETE"];

    // They only look: nothing is left behind that a second call could double.
    private static readonly string[] Looks = ["config.check", "config.preview", "silences.preview", "sinks.preview", "replay"];

    private readonly List<string> _problems = [];

    [Fact]
    public void Operations_are_described()
    {
        foreach (var operation in router.Operations)
        {
            Check(operation, "a summary", operation.Spec.TryGetProperty("summary", out var summary) && summary.GetString() is { Length: > 0 });
            Check(operation, "one tag", operation.Spec.TryGetProperty("tags", out var tags) && tags.GetArrayLength() == 1);
            Check(operation, "an answer when all is well", operation.Statuses.Any(status => status is >= 200 and < 300));
            Check(operation, "errors", operation.IsOpen || operation.Statuses.Contains(401));
            Check(operation, "an error for callers with too low a role", operation.Role is not ("operator" or "admin") || operation.Statuses.Contains(403));
            Check(operation, "an example of the body", operation.Example is not { Example.ValueKind: JsonValueKind.Undefined });
            Check(operation, "a limit of the body", operation.Body is null || operation.MaxBytes > 0);
            Check(operation, "an Idempotency-Key", operation.Method != HttpMethod.Post || Looks.Contains(operation.Id) || operation.Parameters.Any(p => p is { In: "header", Name: "Idempotency-Key" }));
            Check(operation, "descriptions of parameters", operation.Parameters.All(p => p.Spec.TryGetProperty("description", out _)));
        }

        Assert.Equal(router.Operations.Count, router.Operations.Select(o => o.Id).Distinct().Count());
        AssertNone();
    }

    [Fact]
    public async Task Callers_without_credentials_are_refused()
    {
        foreach (var operation in router.Operations.Where(o => !o.IsOpen))
            await ExpectAsync(operation, "", router.Request(operation), 401);
        AssertNone();
    }

    [Fact]
    public async Task Callers_with_a_lower_role_are_refused()
    {
        foreach (var operation in router.Operations.Where(o => o.Role is "operator" or "admin"))
            await ExpectAsync(operation, "viewer", router.Request(operation), 403);
        foreach (var operation in router.Operations.Where(o => o.Role == "admin"))
            await ExpectAsync(operation, "operator", router.Request(operation), 403);
        AssertNone();
    }

    [Fact]
    public async Task Valid_calls_are_answered_as_declared()
    {
        foreach (var operation in router.Operations.OrderBy(o => Array.IndexOf(Verbs, o.Method.Method)).ThenBy(o => o.Id == "config.put"))
        {
            await SucceedAsync(operation, router.Request(operation, operation.Id == "feed" ? "?lastEventId=0" : ""));
            foreach (var parameter in operation.Parameters.Where(p => p.In == "query" && operation.Method == HttpMethod.Get))
            {
                if (parameter.Good() is { } value)
                    await SucceedAsync(operation, router.Request(operation, $"?{parameter.Name}={Uri.EscapeDataString(value)}{(operation.Id == "feed" && parameter.Name != "lastEventId" ? "&lastEventId=0" : "")}"));
            }
        }

        AssertNone();
    }

    [Fact]
    public async Task Invalid_parameters_are_refused()
    {
        foreach (var operation in router.Operations.Where(o => o.IsInManagementApi))
        {
            await RefuseAsync(operation, router.Request(operation, "?no-such-parameter=1"));
            foreach (var parameter in operation.Parameters.Where(p => p.In == "query"))
            {
                await RefuseAsync(operation, router.Request(operation, $"?{parameter.Name}="));
                await RefuseAsync(operation, router.Request(operation, $"?{parameter.Name}=1&{parameter.Name}=1"));
                foreach (var value in parameter.Bad())
                    await RefuseAsync(operation, router.Request(operation, $"?{parameter.Name}={Uri.EscapeDataString(value)}"));
            }

            foreach (var parameter in operation.Parameters.Where(p => p.In == "header" && p.Name != "If-None-Match"))
            {
                var request = router.Request(operation);
                request.Headers.Remove(parameter.Name);
                request.Headers.TryAddWithoutValidation(parameter.Name, parameter.Bad().First());
                await RefuseAsync(operation, request);
            }
        }

        AssertNone();
    }

    [Fact]
    public async Task Unknown_ids_are_refused()
    {
        foreach (var operation in router.Operations.Where(o => o.Parameters.Any(p => p.In == "path")))
        {
            foreach (var id in BadIds)
                await RefuseAsync(operation, router.Request(operation, id: id));
        }

        AssertNone();
    }

    [Fact]
    public async Task Wrong_bodies_are_refused()
    {
        foreach (var operation in router.Operations.Where(o => o.Body is not null))
        {
            var mediaType = operation.Example!.Value.MediaType;
            var isJson = mediaType == "application/json";
            await RefuseAsync(operation, With(operation, [0xFF, 0xFE, 0xFD], mediaType));
            var tooLarge = With(operation, Encoding.ASCII.GetBytes($"\"{new string('x', operation.MaxBytes)}\""), mediaType);
            tooLarge.Headers.ExpectContinue = true;
            await RefuseAsync(operation, tooLarge, 413);
            if (!isJson)
                continue;
            foreach (var text in (string[])["{", "[]", "\"text\"", "{} {}", .. operation.IsInManagementApi ? (string[])["""{"no-such-field":1}"""] : []])
                await RefuseAsync(operation, With(operation, Encoding.ASCII.GetBytes(text), mediaType));
            if (operation.IsInManagementApi && FirstFieldTwice(operation) is var (field, twice))
                await ExpectAsync(operation, "admin", With(operation, Encoding.UTF8.GetBytes(twice), mediaType), 400, field);
            if (!operation.IsBodyRequired)
                continue;
            await RefuseAsync(operation, With(operation, [], mediaType));
            if (operation.Statuses.Contains(415))
                await RefuseAsync(operation, With(operation, "{}"u8.ToArray(), "text/plain"), 415);
        }

        AssertNone();
    }

    [Fact]
    public async Task Page_loads_nothing_from_elsewhere_and_has_no_inline_script()
    {
        var page = await router.Callers["viewer"].GetStringAsync("openapi/index.html");
        var sources = Sources().Matches(page).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(sources);
        Assert.DoesNotContain(sources, source => source.Contains("//", StringComparison.Ordinal));
        Assert.DoesNotMatch("<script(?![^>]*src=)", page);
        foreach (var source in sources)
            Assert.NotEmpty(await router.Callers["viewer"].GetByteArrayAsync(new Uri(new Uri(router.Callers["viewer"].BaseAddress!, "openapi/index.html"), source)));
        using var nobody = await router.Callers[""].GetAsync("openapi/swagger-ui-bundle.js");
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Sources();

    private HttpRequestMessage With(ApiOperation operation, byte[] body, string mediaType) => router.Request(operation, body: ContractRouter.Content(body, mediaType));

    private static (string Field, string Body) FirstFieldTwice(ApiOperation operation)
    {
        var body = operation.Example!.Value.Example.GetRawText();
        var field = JsonNode.Parse(body)!.AsObject().First();
        return (field.Key, $"{{{JsonSerializer.Serialize(field.Key)}:{field.Value?.ToJsonString() ?? "null"},{body.TrimStart()[1..]}");
    }

    private void AssertNone() => Assert.True(_problems.Count == 0, string.Join('\n', _problems));

    private void Check(ApiOperation operation, string what, bool holds)
    {
        if (!holds)
            _problems.Add($"{operation}: lacks {what}");
    }

    private Task RefuseAsync(ApiOperation operation, HttpRequestMessage request, int status = AnyRefusal) => ExpectAsync(operation, "admin", request, status);

    /// <summary>A refusal that is declared, says why, and gives nothing away.</summary>
    private async Task ExpectAsync(ApiOperation operation, string caller, HttpRequestMessage request, int expected, string? field = null)
    {
        using (request)
        {
            using var answer = await router.Callers[caller].SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var status = (int)answer.StatusCode;
            var what = $"{operation} ({request.RequestUri})";
            if (expected != AnyRefusal ? status != expected : status is < 400 or >= 500)
            {
                _problems.Add($"{what}: {status} instead of {(expected == AnyRefusal ? "a refusal" : expected)}");
                return;
            }

            var text = await answer.Content.ReadAsStringAsync();
            CheckSecrets(what, text);
            if (field is not null && JsonNode.Parse(text)?["field"]?.GetValue<string>() != field)
                _problems.Add($"{what}: it does not name {field}: {text}");
            if (!operation.Statuses.Contains(status))
                _problems.Add($"{what}: {status} is not declared");
            var mediaType = answer.Content.Headers.ContentType?.MediaType;
            if (mediaType != "application/problem+json")
                _problems.Add($"{what}: {status} {mediaType} is no problem+json");
            else if (operation.Statuses.Contains(status))
                _problems.AddRange(router.Schemas.Check(operation, status, mediaType, text).Select(error => $"{what}: {status}: {error}"));
        }
    }

    private async Task SucceedAsync(ApiOperation operation, HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await router.Callers["admin"].SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var (what, status, mediaType) = ($"{operation} ({request.RequestUri})", (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType);
            if (status is < 200 or >= 300 || !operation.Statuses.Contains(status))
            {
                _problems.Add($"{what}: {status} {await answer.Content.ReadAsStringAsync()}");
                return;
            }

            if (status == 204)
                return;
            var text = mediaType == "text/event-stream" ? await FirstEventAsync(answer) : await answer.Content.ReadAsStringAsync();
            if (text is null)
                return;
            CheckSecrets(what, operation.Id == "keys.create" ? "" : text);
            var json = mediaType is "application/json" or "text/event-stream" ? text : JsonSerializer.Serialize(text);
            _problems.AddRange(router.Schemas.Check(operation, status, mediaType!, json).Select(error => $"{what}: {status}: {error} in {text[..Math.Min(text.Length, 300)]}"));
        }
    }

    /// <summary>The data of the first event; null when the filter lets none through.</summary>
    private static async Task<string?> FirstEventAsync(HttpResponseMessage answer)
    {
        if (answer.RequestMessage!.RequestUri!.Query is not "?lastEventId=0")
            return null;
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await reader.ReadLineAsync(bound.Token) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return line["data: ".Length..];
        }

        throw new InvalidOperationException("The feed ended before its first event.");
    }

    private void CheckSecrets(string what, string text)
    {
        if (router.Secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)))
            _problems.Add($"{what}: it holds a secret");
        // The metrics count exceptions by name.
        if (what.Contains("/metrics", StringComparison.Ordinal))
            return;
        if (text.Contains("   at ", StringComparison.Ordinal) || text.Contains("Exception", StringComparison.Ordinal) || text.Contains(".cs:", StringComparison.Ordinal))
            _problems.Add($"{what}: it holds internals: {text}");
    }
}
