using System.Text.Json;
using System.Text.Json.Serialization;

namespace Router.Grains.Sinks;

/// <summary>What matters of an answer of Slack's Web API.</summary>
internal sealed record SlackAnswer
{
    /// <summary>It was done.</summary>
    [JsonPropertyName("ok")]
    public required bool IsOk { get; init; }

    /// <summary>Why it wasn't: <c>channel_not_found</c>.</summary>
    public string? Error { get; init; }

    /// <summary>The message's channel, its id.</summary>
    public string? Channel { get; init; }

    /// <summary>The message's timestamp.</summary>
    public string? Ts { get; init; }

    /// <summary>Reads one; null for what is none, or is cut off.</summary>
    public static SlackAnswer? Read(ReadOnlySpan<byte> answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer, SlackJson.Default.SlackAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
