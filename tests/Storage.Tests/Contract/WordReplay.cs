using System.Text;
using Router.Domain.Storage;

namespace Router.Storage.Tests.Contract;

/// <summary>Adds each entry's word to the state.</summary>
internal sealed class WordReplay : IJournalReplay
{
    /// <summary>A word that can't be applied.</summary>
    public const string Poison = "poison";

    public int Calls { get; private set; }

    /// <summary>Whose entries were replayed.</summary>
    public HashSet<GrainKey> Grains { get; } = [];

    public GrainSnapshot? Replay(GrainKey key, ReadOnlyMemory<byte>? state, IReadOnlyList<JournalEntry> entries)
    {
        Calls++;
        Grains.Add(key);
        if (entries.Any(entry => StorageContract.Text(entry.Data) == Poison))
            throw new FormatException("Poison.");
        if (key.Type != "issue")
            return null;
        var text = StorageContract.Text(state ?? default) + string.Concat(entries.Select(entry => StorageContract.Text(entry.Data)));
        return new(Encoding.UTF8.GetBytes(text), StorageContract.Start, StorageContract.Row(text));
    }
}
