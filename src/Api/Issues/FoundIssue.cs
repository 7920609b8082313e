using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Storage;

namespace Router.Api.Issues;

/// <summary>An issue that lists would show, as the store has it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="State">Its state.</param>
/// <param name="Row">The row that holds it.</param>
internal sealed record FoundIssue(string Key, IssueState State, GrainRow Row)
{
    private const int MaxKey = 512;

    /// <summary>Reads it; null when there is none. A made-up key wakes no grain.</summary>
    public static async Task<FoundIssue?> ReadAsync(string key, IGrainStateStorage storage, CancellationToken cancellationToken)
    {
        if (key.Length > MaxKey || await storage.ReadAsync(new(IssueStore.GrainType, key), cancellationToken) is not { } row)
            return null;
        var state = IssueStore.Read(row.State);
        return state.LastTrigger is null || state.History.Phase.Status == IssueStatus.Unseen ? null : new(key, state, row);
    }

    /// <summary>The channels that it reached, and its incident in each.</summary>
    public Task<ReachedChannel[]> ChannelsAsync(IGrainStateStorage storage, CancellationToken cancellationToken) =>
        Task.WhenAll(State.Reached.Select(reach => ChannelAsync(reach, storage, cancellationToken)));

    private async Task<ReachedChannel> ChannelAsync(Reach reach, IGrainStateStorage storage, CancellationToken cancellationToken)
    {
        var destination = reach.Destination;
        var row = await storage.ReadAsync(new(IncidentStore.GrainType, destination.Incident.Value), cancellationToken);
        var number = row is not null && row.Parts.TryGetValue(Key, out var member) ? IncidentStore.ReadMember(member).Number : 0;
        return new(destination.Channel, destination.Severity, number > 0 ? $"{destination.Incident.Value}-{number}" : null);
    }
}
