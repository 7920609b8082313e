namespace Router.Storage.Sqlite;

/// <summary>The newest acknowledged version of a row, on disk or not.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Position">The grain's newest journal entry; 0 with none.</param>
/// <param name="Applied">Every journal entry of the grain up to here is in this version.</param>
/// <param name="Stored">What the disk has.</param>
/// <param name="Deferred">Encodes this version when the disk has an older one; null when it has this one.</param>
internal sealed record RowHead(long Version, long Position, long Applied, StoredRow Stored, Func<GrainSnapshot>? Deferred);
