namespace Router.Storage.Postgres;

/// <summary>A row as it is stored: its data may be behind its journal.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Data">The state's JSON as of the entry <paramref name="Stored"/>.</param>
/// <param name="Position">The grain's newest journal entry; 0 with none.</param>
/// <param name="Stored">The newest journal entry that the data holds.</param>
/// <param name="Parts">Its parts.</param>
internal sealed record StoredState(long Version, byte[] Data, long Position, long Stored, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Parts)
{
    /// <summary>The newest entries are in the journal alone.</summary>
    public bool IsBehind => Stored < Position;

    /// <summary>The state with the entries that it lacks; null when the kind of grain replays nothing.</summary>
    /// <exception cref="StoreUnavailableException">They can't be applied.</exception>
    public GrainSnapshot? Replay(GrainKey key, IJournalReplay replay, IReadOnlyList<JournalEntry> entries)
    {
        try
        {
            return replay.Replay(key, Data, entries);
        }
        catch (Exception exception)
        {
            throw new StoreUnavailableException($"The journal entries after {Stored} up to {Position} of {key} can't be applied to its state: {exception.Message} Start the version of the router that wrote them; the journal is unchanged.", exception);
        }
    }
}
