namespace Router.Domain.Templates;

/// <summary>Which sinks have templates.</summary>
public static class TextFormats
{
    /// <summary>The types of sinks that have templates.</summary>
    public static ImmutableArray<string> Types { get; } = ["alertmanager", "email", "flashduty", "pagerduty", "slack", "teams"];

    /// <summary>What the output of a type's templates is; null for types whose texts are their contract.</summary>
    public static TextFormat? Of(string sinkType) => sinkType switch
    {
        "slack" => TextFormat.Mrkdwn,
        "email" => TextFormat.Html,
        _ when Types.Contains(sinkType) => TextFormat.Plain,
        _ => null,
    };
}
