using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Router.Acceptance.Contract;

/// <summary>The schemas of a document's answers, made strict: a property that isn't declared is an error too.</summary>
public sealed class ApiSchemas
{
    private const string References = "#/components/schemas/";

    private readonly JsonSchema _all;

    private ApiSchemas(JsonSchema all) => _all = all;

    public static async Task<ApiSchemas> OfAsync(JsonElement document)
    {
        var definitions = (JsonObject)Node(document.GetProperty("components").GetProperty("schemas"));
        foreach (var (name, definition) in definitions.ToList())
        {
            if (name != "ProblemDetails" && definition is JsonObject schema && schema.ContainsKey("properties"))
                schema.TryAdd("additionalProperties", false);
        }

        var answers = new JsonObject();
        foreach (var operation in ApiOperation.Of(document))
        {
            foreach (var response in operation.Spec.GetProperty("responses").EnumerateObject().Where(r => r.Value.TryGetProperty("content", out _)))
            {
                foreach (var media in response.Value.GetProperty("content").EnumerateObject().Where(m => m.Value.TryGetProperty("schema", out _)))
                    answers[Key(operation, int.Parse(response.Name, System.Globalization.CultureInfo.InvariantCulture), media.Name)] = Node(media.Value.GetProperty("schema"));
            }
        }

        return new(await JsonSchema.FromJsonAsync(new JsonObject { ["type"] = "object", ["properties"] = answers, ["definitions"] = definitions }.ToJsonString()));
    }

    /// <summary>What is wrong with an answer; empty when nothing is.</summary>
    public IReadOnlyList<string> Check(ApiOperation operation, int status, string mediaType, string json) =>
        _all.Properties.TryGetValue(Key(operation, status, mediaType), out var schema)
            ? [.. schema.Validate(json).Select(error => error.ToString())]
            : [$"{status} {mediaType} is not declared"];

    private static string Key(ApiOperation operation, int status, string mediaType) => $"{operation.Id} {status} {mediaType}";

    private static JsonNode Node(JsonElement element) => JsonNode.Parse(element.GetRawText().Replace(References, "#/definitions/", StringComparison.Ordinal))!;
}
