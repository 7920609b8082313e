using System.Text.Json;
using Router.Domain.Alerts;
using Router.Domain.Issues;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Domain.Inbox;

/// <summary>
/// The rows of webhooks whose issue's grain could not be reached in time: one each, due at once, so that the sweeper wakes its grain, which
/// hands it over and removes the row. An issue that took it before sees a duplicate.
/// </summary>
public static class InboxStore
{
    /// <summary>The row's grain type.</summary>
    public const string GrainType = "inbox";

    /// <summary>The commit that takes a webhook; its journal entry's position is the receipt.</summary>
    /// <param name="id">The row's id: unique, such as a new GUID.</param>
    /// <param name="alert">The webhook.</param>
    /// <param name="route">Where it goes.</param>
    /// <param name="now">This router's time.</param>
    public static GrainWrite Append(string id, AlertEvent alert, RouteDecision route, DateTimeOffset now)
    {
        var entry = JsonSerializer.SerializeToUtf8Bytes(new() { Input = IssueInput.Webhook(alert, route), Reason = IngestReason.Queued }, IssueJson.Default.IssueJournalEntry);
        var snapshot = new GrainSnapshot(entry, now);
        return new() { Key = new(GrainType, id), ExpectedVersion = 0, Snapshot = () => snapshot, Journal = [new(JournalKind.Inbox, now, entry)] };
    }

    /// <summary>The commit that removes a row that was handed over.</summary>
    public static GrainWrite Remove(GrainKey key, GrainRow row) => new() { Key = key, ExpectedVersion = row.Version, Snapshot = null };

    /// <summary>Reads a row's state or a journal entry of kind <see cref="JournalKind.Inbox"/>.</summary>
    public static (AlertEvent Alert, RouteDecision Route) Read(ReadOnlyMemory<byte> json)
    {
        var input = StoredJson.Read<IssueJournalEntry>(json).Input;
        return (input.Alert!, input.Route!);
    }
}
