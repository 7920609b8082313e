using Router.Domain.Alerts;
using Router.Domain.Storage;

namespace Router.Api.Tests.Dashboard;

/// <summary>Rows of lists, named by a letter.</summary>
internal static class TriageRows
{
    public static IndexPage Page(string rows, bool hasMore = false) =>
        new([.. rows.Select(name => Row(name))], hasMore ? IndexOrder.Newest.CursorOf(Row(rows[^1])) : null);

    public static IndexedGrain Row(char name, long count = 1) => new(new("issue", $"{name}"), new()
    {
        Status = "Triggered",
        Severity = Severity.Warning,
        Title = $"{name}",
        Channels = ["web"],
        FirstSeen = DateTimeOffset.UnixEpoch.AddDays(name),
        LastSeen = DateTimeOffset.UnixEpoch.AddDays(name),
        Count = count,
    });

    public static string Names(IEnumerable<IndexedGrain> rows) => string.Concat(rows.Select(row => row.Key.Id));
}
