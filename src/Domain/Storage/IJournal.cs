namespace Router.Domain.Storage;

/// <summary>
/// Reads the append-only journal. A reader that has seen a position has seen all before it: no entry ever appears below a position that was returned.
/// A store whose transactions may commit in another order than they took their positions must hold back what lies above an uncommitted one.
/// </summary>
public interface IJournal
{
    /// <summary>The entry at a position, or null when it is not there (any more).</summary>
    ValueTask<JournalEntry?> ReadAsync(long position, CancellationToken cancellationToken = default);

    /// <summary>A page of entries after a position, in order of position; empty at the end.</summary>
    /// <param name="after">Exclusive; 0 for the oldest.</param>
    /// <param name="limit">The most to return.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    ValueTask<IReadOnlyList<JournalEntry>> ReadAfterAsync(long after, int limit, CancellationToken cancellationToken = default);

    /// <summary>A page of entries before a position, the newest first; empty at the beginning.</summary>
    /// <param name="before">Exclusive; <see cref="long.MaxValue"/> for the newest.</param>
    /// <param name="limit">The most to return.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    ValueTask<IReadOnlyList<JournalEntry>> ReadBeforeAsync(long before, int limit, CancellationToken cancellationToken = default);

    /// <summary>The newest position that <see cref="ReadAfterAsync"/> would return now; 0 when there is none. What is committed later lies above it.</summary>
    ValueTask<long> ReadLastPositionAsync(CancellationToken cancellationToken = default);
}
