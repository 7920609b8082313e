namespace Router.Domain.Noise;

/// <summary>What a decision knows of its channel: nothing at first; it says what it must know, is told, and decides again.</summary>
public sealed record ChannelKnowledge
{
    /// <summary>Nothing.</summary>
    public static ChannelKnowledge None { get; } = new();

    /// <summary>The keys that were asked for; those that are open have the id of an incident that holds them open, the others null.</summary>
    internal ImmutableDictionary<string, string?> Keys { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>How many notifications may be made.</summary>
    internal int Permits { get; init; }

    /// <summary>The rate limit refused one; when its window ends.</summary>
    internal DateTimeOffset? LimitedUntil { get; init; }

    /// <summary>With what the channel answered.</summary>
    public ChannelKnowledge With(ChannelAsk ask, ChannelAnswer answer) => this with
    {
        Keys = Keys.SetItems(ask.Targets.Select(key => KeyValuePair.Create(key, answer.Open.GetValueOrDefault(key)))),
        Permits = Permits + (answer.IsPermitted ? 1 : 0),
        LimitedUntil = answer.LimitedUntil ?? LimitedUntil,
    };

    /// <summary>With one notification made.</summary>
    internal ChannelKnowledge Used() => this with { Permits = Permits - 1 };
}
