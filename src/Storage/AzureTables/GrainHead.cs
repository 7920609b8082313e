using Azure;

namespace Router.Storage.AzureTables;

/// <summary>What a writer must know of a stored row to replace it: kept from the last read or commit, and read again when the service disagrees.</summary>
/// <param name="Version">0 when there is no row.</param>
/// <param name="ETag">The row's.</param>
/// <param name="Position">Its newest journal entry's.</param>
/// <param name="DueAt">Milliseconds since 1970.</param>
/// <param name="List">Its row in the list.</param>
/// <param name="Generation">What its parts' keys have in them; null without parts.</param>
/// <param name="StateBlob">The blob that holds its state.</param>
/// <param name="PartsBlob">The blob that holds the parts that no row has replaced since.</param>
internal sealed record GrainHead(
    long Version, ETag ETag, long Position, long? DueAt, ListEntry? List, string? Generation = null, string? StateBlob = null, string? PartsBlob = null)
{
    /// <summary>No row.</summary>
    public static GrainHead None { get; } = new(0, default, 0, null, null);
}
