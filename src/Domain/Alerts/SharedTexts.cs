using System.Runtime.InteropServices;

namespace Router.Domain.Alerts;

/// <summary>
/// One copy in memory of what events of an issue have in common. Each event is decoded into texts of its own, and the newest of every
/// issue is kept: without this, what the garbage collector must move is nearly all of them, again and again.
/// </summary>
public static class SharedTexts
{
    /// <summary>The same event, with the texts of an earlier one where they are equal.</summary>
    /// <param name="alert">The event.</param>
    /// <param name="earlier">The event that is kept already; null when there is none.</param>
    public static AlertEvent SharedWith(this AlertEvent alert, AlertEvent? earlier) => earlier is null ? alert : alert with
    {
        Integration = Shared(alert.Integration, earlier.Integration)!,
        Issue = alert.Issue == earlier.Issue ? earlier.Issue : alert.Issue,
        Resource = Shared(alert.Resource, earlier.Resource)!,
        Action = Shared(alert.Action, earlier.Action)!,
        Rule = Shared(alert.Rule, earlier.Rule),
        RuleId = Shared(alert.RuleId, earlier.RuleId),
        Organization = Shared(alert.Organization, earlier.Organization),
        Projects = Shared(alert.Projects, earlier.Projects),
        Environment = Shared(alert.Environment, earlier.Environment),
        Release = Shared(alert.Release, earlier.Release),
        Platform = Shared(alert.Platform, earlier.Platform),
        Title = Shared(alert.Title, earlier.Title),
        Message = Shared(alert.Message, earlier.Message),
        Culprit = Shared(alert.Culprit, earlier.Culprit),
        Url = Shared(alert.Url, earlier.Url),
        ShortId = Shared(alert.ShortId, earlier.ShortId),
        Detail = Shared(alert.Detail, earlier.Detail),
        Actor = Shared(alert.Actor, earlier.Actor),
        Tags = Shared(alert.Tags, earlier.Tags),
        Payload = Shared(alert.Payload, earlier.Payload),
    };

    private static string? Shared(string? text, string? earlier) => text == earlier ? earlier : text;

    private static ImmutableArray<T> Shared<T>(ImmutableArray<T> values, ImmutableArray<T> earlier)
        where T : IEquatable<T>
    {
        if (values.AsSpan().SequenceEqual(earlier.AsSpan()))
            return earlier;
        if (values.Length != earlier.Length)
            return values;
        var shared = new T[values.Length];
        for (var index = 0; index < shared.Length; index++)
            shared[index] = values[index].Equals(earlier[index]) ? earlier[index] : values[index];
        return ImmutableCollectionsMarshal.AsImmutableArray(shared);
    }
}
