namespace Router.Storage.Sqlite;

/// <summary>At start: writes the snapshots that were deferred when the process ended, from the journal entries after the checkpoint.</summary>
internal static class JournalRecovery
{
    private const int Window = 8192;

    /// <summary>Replays, a window of entries a transaction.</summary>
    /// <returns>How many entries were after the checkpoint.</returns>
    public static long Run(string path, IJournalReplay replay, TimeProvider timeProvider)
    {
        using var session = new WriterSession(path, timeProvider);
        var journal = new JournalReader();
        journal.Publish(session.Journal.Days);
        var read = 0L;
        while (true)
        {
            var entries = journal.ReadAfter(session.Database, session.Journal.Checkpoint, Window);
            if (entries.Count == 0)
                return read;
            read += entries.Count;
            session.Database.Execute("begin immediate");
            foreach (var grain in entries.GroupBy(entry => entry.Key))
                Replay(session, replay, grain.Key, grain);
            session.Journal.SetCheckpoint(entries[^1].Position);
            session.Database.Execute("commit");
        }
    }

    /// <summary>Entries without a row were of a grain that was deleted later.</summary>
    private static void Replay(WriterSession session, IJournalReplay replay, GrainKey key, IEnumerable<JournalEntry> entries)
    {
        if (session.Rows.Load(key) is not { } head)
            return;
        var lost = entries.Where(entry => entry.Position > head.Applied).ToList();
        if (lost.Count == 0)
            return;
        var position = lost[^1].Position;
        if (Replay(replay, key, session.Rows.State(head.Stored), lost) is { } snapshot)
            session.Rows.Write(key, head.Stored, head.Version + lost.Count, position, position, snapshot);
        else
            session.Rows.Skip(head.Stored, position, position);
    }

    private static GrainSnapshot? Replay(IJournalReplay replay, GrainKey key, ReadOnlyMemory<byte> state, List<JournalEntry> entries)
    {
        try
        {
            return replay.Replay(key, state, entries);
        }
        catch (Exception exception)
        {
            throw new StoreOpenException($"The journal entries {entries[0].Position} to {entries[^1].Position} of {key} can't be applied to its state: {exception.Message} Start the version of the router that wrote them; the journal is unchanged.", exception);
        }
    }
}
