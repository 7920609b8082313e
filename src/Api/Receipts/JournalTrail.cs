using System.Runtime.CompilerServices;
using Router.Domain.Storage;

namespace Router.Api.Receipts;

/// <summary>Walks one grain's journal backwards.</summary>
internal sealed class JournalTrail(IJournal journal)
{
    /// <summary>The most entries that a walk reads.</summary>
    public const int Most = 1_000;

    /// <summary>A grain's entries from a position backwards, the newest first.</summary>
    /// <param name="from">The newest entry's position.</param>
    /// <param name="downTo">Entries at or before it are left out.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public async IAsyncEnumerable<JournalEntry> BackAsync(long from, long downTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = from;
        for (var read = 0; position > downTo && read < Most; read++)
        {
            if (await journal.ReadAsync(position, cancellationToken) is not { } entry)
                yield break;
            yield return entry;
            position = entry.PreviousPosition;
        }
    }
}
