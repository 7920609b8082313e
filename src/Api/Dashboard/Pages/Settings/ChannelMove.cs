using Router.Api.Replay;

namespace Router.Api.Dashboard.Pages.Settings;

/// <summary>Notifications that a draft changes in the same way.</summary>
/// <param name="From">The channel before; null for new ones.</param>
/// <param name="To">The channel after; null for those that nobody gets any more.</param>
/// <param name="Count">How many of the examples.</param>
/// <param name="Title">What one of them says.</param>
internal sealed record ChannelMove(string? From, string? To, int Count, string Title)
{
    /// <summary>The changes by channel, the most first. Over the examples of the answer.</summary>
    public static IReadOnlyList<ChannelMove> Of(ReplayAnswer answer) =>
    [
        .. answer.Moved.Examples.Select(move => (From: (string?)move.Before.Channel, To: (string?)move.After.Channel, move.After.Title))
            .Concat(answer.New.Examples.Select(item => (From: (string?)null, To: (string?)item.Channel, item.Title)))
            .Concat(answer.Gone.Examples.Select(item => (From: (string?)item.Channel, To: (string?)null, item.Title)))
            .GroupBy(change => (change.From, change.To))
            .Select(group => new ChannelMove(group.Key.From, group.Key.To, group.Count(), group.First().Title))
            .OrderByDescending(move => move.Count),
    ];

    /// <summary>For people: "12 would move from triage to payments".</summary>
    public override string ToString() => this switch
    {
        { From: null } => $"{Count} new in {To}",
        { To: null } => $"{Count} would no longer be sent to {From}",
        { From: var from, To: var to } when from == to => $"{Count} in {to} would go to another sink, or at another time",
        _ => $"{Count} would move from {From} to {To}",
    };
}
