using System.Text.Json;

namespace Router.Api.Sentry.AlertAction;

/// <summary>What Sentry sends when an alert with this action is saved.</summary>
/// <param name="Fields">The settings.</param>
internal sealed record SaveBody(IReadOnlyList<SaveField?>? Fields);

/// <summary>One setting.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, of any type.</param>
internal sealed record SaveField(string? Name, JsonElement Value)
{
    /// <summary>The value as text; null when it is none.</summary>
    public string? Text() => Value.ValueKind == JsonValueKind.String ? Value.GetString() : null;
}
