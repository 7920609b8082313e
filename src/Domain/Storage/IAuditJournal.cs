namespace Router.Domain.Storage;

/// <summary>Finds the journal's entries of kind <see cref="JournalKind.Audit"/>, which are few among many.</summary>
public interface IAuditJournal
{
    /// <summary>A page of them, newest first.</summary>
    /// <param name="before">Exclusive; <see cref="long.MaxValue"/> for the newest.</param>
    /// <param name="limit">The most to return.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    ValueTask<IReadOnlyList<JournalEntry>> ReadAuditAsync(long before, int limit, CancellationToken cancellationToken = default);
}
