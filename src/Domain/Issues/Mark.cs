using System.Text.Json.Serialization;

namespace Router.Domain.Issues;

/// <summary>One step of an issue's history, as far as its status depends on it. Short names: a state holds dozens.</summary>
public readonly record struct Mark
{
    /// <summary>The order time, in seconds since 1970.</summary>
    [JsonPropertyName("t")]
    public required long At { get; init; }

    /// <summary>What happened.</summary>
    [JsonPropertyName("k")]
    public required MarkKind Kind { get; init; }

    /// <summary>A trigger's severity: the highest of its destinations'.</summary>
    [JsonPropertyName("s"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Alerts.Severity Severity { get; init; }

    /// <summary>A trigger's release.</summary>
    [JsonPropertyName("r"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Release { get; init; }

    /// <summary>A resolve holds from a release or commit on.</summary>
    [JsonPropertyName("i"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool InRelease { get; init; }

    /// <summary>A suppress ends then, in seconds since 1970; null is not known.</summary>
    [JsonPropertyName("u"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long? Until { get; init; }
}
