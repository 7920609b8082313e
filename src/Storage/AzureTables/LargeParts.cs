namespace Router.Storage.AzureTables;

/// <summary>What is too large for a transaction, stored before it. Each blob has a garbage row from before it was stored until the transaction takes that row away with it: so a crash between leaves nothing that is not found.</summary>
/// <param name="StateBlob">The state; null when it lies in the row.</param>
/// <param name="PartsBlob">All parts; null when each has a row.</param>
/// <param name="GarbageKeys">The garbage rows of these blobs.</param>
internal sealed record LargeParts(string? StateBlob, string? PartsBlob, ImmutableArray<string> GarbageKeys);
