using Router.Domain.Configuration;
using Router.Domain.Incidents;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Noise;

/// <summary>The keys that an incident's open issues hold open for the channel's inhibition, and whether the channel knows.</summary>
public sealed record InhibitClaims
{
    /// <summary>No keys.</summary>
    public static InhibitClaims None { get; } = new();

    /// <summary>By which rules the keys were made.</summary>
    public string Rules { get; init; } = "";

    /// <summary>How many open issues hold each key open.</summary>
    public ImmutableSortedDictionary<string, int> Counts { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Grows whenever the keys change.</summary>
    public long Version { get; init; }

    /// <summary>The version that the channel has.</summary>
    public long Told { get; init; }

    /// <summary>The channel knows.</summary>
    public bool IsTold() => Told == Version;

    /// <summary>What the rules are, as text.</summary>
    internal static string Signature(ImmutableArray<InhibitConfig> rules) => rules.IsEmpty ? "" : ShortText(string.Join('\f', rules.Select(r => r.Signature)));

    /// <summary>The keys that would inhibit a member, if they were open: of the rules whose target it is, and whose source it is not.</summary>
    internal static IReadOnlyList<string> TargetKeys(ImmutableArray<InhibitConfig> rules, IncidentMember member)
    {
        var input = OpenMembers.Seen(member);
        return [.. rules.Where(r => r.Target.Matches(input) && !r.Source.Matches(input)).Select(r => r.Key(input)).OfType<string>()];
    }

    /// <summary>The claims after a member has changed; null was none.</summary>
    internal InhibitClaims Moved(IncidentMember? before, IncidentMember after, IncidentContext context)
    {
        var rules = context.Rules.Channel.Inhibit;
        if (Rules != context.Rules.Channel.InhibitSignature)
            return Anew(context.Members.Values.Where(m => m != before).Append(after), context);
        if (rules.IsEmpty)
            return this;
        var counts = Counts;
        foreach (var key in SourceKeys(rules, before))
            counts = counts.GetValueOrDefault(key) > 1 ? counts.SetItem(key, counts[key] - 1) : counts.Remove(key);
        foreach (var key in SourceKeys(rules, after))
            counts = counts.SetItem(key, counts.GetValueOrDefault(key) + 1);
        return WithCounts(counts);
    }

    /// <summary>The claims of all members, by other rules than before.</summary>
    internal InhibitClaims Anew(IEnumerable<IncidentMember> members, IncidentContext context)
    {
        var channel = context.Rules.Channel;
        var counts = members.SelectMany(m => SourceKeys(channel.Inhibit, m)).CountBy(key => key).ToImmutableSortedDictionary();
        return (this with { Rules = channel.InhibitSignature }).WithCounts(counts);
    }

    private static IEnumerable<string> SourceKeys(ImmutableArray<InhibitConfig> rules, IncidentMember? member)
    {
        if (member is null || !member.IsOpen() || member.Number == 0)
            return [];
        var input = OpenMembers.Seen(member);
        return rules.Where(r => r.Source.Matches(input)).Select(r => r.Key(input)).OfType<string>();
    }

    private InhibitClaims WithCounts(ImmutableSortedDictionary<string, int> counts) =>
        this with { Counts = counts, Version = counts.Keys.SequenceEqual(Counts.Keys) ? Version : Version + 1 };

    private static string ShortText(string text) => IncidentKey.Of("rules", text).Value;
}
