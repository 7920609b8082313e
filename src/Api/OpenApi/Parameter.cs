using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Router.Api.Management;

namespace Router.Api.OpenApi;

/// <summary>A parameter of an endpoint that reads it by hand. What is said of a query's parameter here holds: <see cref="DeclaredParameters"/> refuses others.</summary>
/// <param name="Name">As it is sent.</param>
/// <param name="Description">What it means.</param>
internal sealed record Parameter(string Name, string Description)
{
    private const int MaxCursor = 2048;

    /// <summary>Where it is sent.</summary>
    public ParameterLocation In { get; init; } = ParameterLocation.Query;

    /// <summary>Its JSON type.</summary>
    public JsonSchemaType Type { get; init; } = JsonSchemaType.String;

    /// <summary>Its format, such as <c>date-time</c>.</summary>
    public string? Format { get; init; }

    /// <summary>The values that there are; null is any.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>The least number.</summary>
    public int? Minimum { get; init; }

    /// <summary>The greatest number.</summary>
    public int? Maximum { get; init; }

    /// <summary>The most characters.</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>What holds when it is left out.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>A believable value.</summary>
    public string? Example { get; init; }

    /// <summary>Where the next page begins.</summary>
    public static Parameter Cursor { get; } = new("cursor", "next of the page before, with the same filters.") { MaxLength = MaxCursor };

    /// <summary>The size of a page.</summary>
    public static Parameter Limit(int max) => new("limit", "The most items.") { Type = JsonSchemaType.Integer, Minimum = 1, Maximum = max, Default = 50 };

    /// <summary>A time, such as <see cref="ListQuery.Time"/> reads.</summary>
    public static Parameter Time(string name, string description) => new(name, $"{description} A time such as 2026-01-31T12:00:00Z; without an offset it is UTC.") { Format = "date-time" };

    /// <summary>One of some values.</summary>
    public static Parameter OneOf(string name, string description, IReadOnlyList<string> values) => new(name, description) { Values = values };

    /// <summary>A header.</summary>
    public static Parameter Header(string name, string description, int maxLength) => new(name, description) { In = ParameterLocation.Header, MaxLength = maxLength };

    /// <summary>The header that makes a request safe to send again.</summary>
    public static Parameter IdempotencyKey(int maxLength) =>
        Header("Idempotency-Key", "The same key again has no further effect and the same answer; with another request it is a 422.", maxLength);

    /// <summary>A part of the path.</summary>
    public static Parameter Path(string name, string description, string example) => new(name, description) { In = ParameterLocation.Path, MaxLength = 512, Example = example };

    /// <summary>As the document says it.</summary>
    public OpenApiParameter ToOpenApi() => new()
    {
        Name = Name,
        In = In,
        Description = Description,
        Required = In == ParameterLocation.Path,
        Example = Example,
        Schema = new OpenApiSchema
        {
            Type = Type,
            Format = Format,
            Enum = Values is null ? null : [.. Values.Select(value => JsonValue.Create(value))],
            Minimum = Minimum?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Maximum = Maximum?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            MaxLength = Type == JsonSchemaType.String && Values is null && Format is null ? MaxLength : null,
            Default = Default?.DeepClone(),
        },
    };
}
