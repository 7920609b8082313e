using System.Globalization;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Noise;

/// <summary>Holds back, for a time, what a condition matches. It comes from the config or from the API.</summary>
public sealed record Silence
{
    /// <summary><c>[a-z0-9-]</c>, at most 64 characters. The config's are unique among themselves, the API's are made by the router.</summary>
    public required string Id { get; init; }

    /// <summary>What it matches: sees an issue's last trigger, with its severity and labels in the channel.</summary>
    public required Condition When { get; init; }

    /// <summary>What it does. Default mark.</summary>
    public SilenceMode Mode { get; init; }

    /// <summary>When it holds.</summary>
    public required SilenceSchedule Schedule { get; init; }

    /// <summary>Who answers for it; null when nobody is named.</summary>
    public string? Owner { get; init; }

    /// <summary>Why; null when nothing is said.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it holds at an instant for what a condition sees.</summary>
    public bool Holds(in ConditionInput input, DateTimeOffset at) => Schedule.IsActive(at) && When.Matches(input);

    /// <summary>What decides what it holds back and when, as text: two silences with the same one do the same.</summary>
    public string Signature()
    {
        var weekly = Schedule.Weekly;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Id}\n{When.Text}\n{Mode}\n{Schedule.From:O}\n{Schedule.Until:O}\n{weekly?.From:O} {weekly?.To:O} {weekly?.Zone.Id} {string.Join(',', weekly?.Days ?? [])}");
    }
}
