using System.Text.Json;

namespace Router.Acceptance.Contract;

/// <summary>An operation of the OpenAPI document.</summary>
public sealed record ApiOperation(string Id, HttpMethod Method, string Path, JsonElement Spec)
{
    public const string Webhook = "sentry.webhook";

    /// <summary>Callers without credentials are let in.</summary>
    public bool IsOpen => !Spec.TryGetProperty("security", out _);

    /// <summary>The role that it needs; null for everyone.</summary>
    public string? Role => Spec.TryGetProperty("x-required-role", out var role) ? role.GetString() : null;

    public IReadOnlyList<ApiParameter> Parameters { get; } = Spec.TryGetProperty("parameters", out var all) ? [.. all.EnumerateArray().Select(ApiParameter.Of)] : [];

    public IReadOnlyList<int> Statuses { get; } =
        [.. Spec.GetProperty("responses").EnumerateObject().Select(r => int.Parse(r.Name, System.Globalization.CultureInfo.InvariantCulture))];

    public JsonElement? Body => Spec.TryGetProperty("requestBody", out var body) ? body : null;

    public bool IsBodyRequired => Body is { } body && body.TryGetProperty("required", out var required) && required.GetBoolean();

    public int MaxBytes => Body!.Value.GetProperty("x-max-bytes").GetInt32();

    /// <summary>The first media type of the body, and its example.</summary>
    public (string MediaType, JsonElement Example)? Example => Body is { } body && body.GetProperty("content").EnumerateObject().First() is var first
        ? (first.Name, first.Value.TryGetProperty("example", out var example) ? example : default)
        : null;

    public bool IsInManagementApi => Path.StartsWith("/api/v1/", StringComparison.Ordinal);

    /// <summary>Every operation of a document.</summary>
    public static IReadOnlyList<ApiOperation> Of(JsonElement document) =>
    [
        .. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation =>
            new ApiOperation(operation.Value.GetProperty("operationId").GetString()!, HttpMethod.Parse(operation.Name), path.Name, operation.Value))),
    ];

    public override string ToString() => $"{Method} {Path}";
}
