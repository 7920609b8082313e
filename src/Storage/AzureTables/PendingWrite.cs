using System.Security.Cryptography;

namespace Router.Storage.AzureTables;

/// <summary>A grain's write that waits for its transaction.</summary>
internal sealed class PendingWrite(GrainWrite write, GrainSnapshot? snapshot)
{
    private readonly TaskCompletionSource<CommitResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GrainWrite Write => write;

    /// <summary>The state to write; null deletes.</summary>
    public GrainSnapshot? Snapshot => snapshot;

    public int Entries => write.Journal.IsDefaultOrEmpty ? 0 : write.Journal.Length;

    /// <summary>The last change of each part.</summary>
    public Dictionary<string, ReadOnlyMemory<byte>?> Parts { get; } = Newest(write.Parts);

    /// <summary>What its transaction refers to and was stored before it.</summary>
    public LargeParts? Large { get; set; }

    public Task<CommitResult> Done => _done.Task;

    /// <summary>What is to be known of the row before its transaction.</summary>
    public GrainHead Known { get; set; } = GrainHead.None;

    /// <summary>The service refused to change its row as that was known.</summary>
    public bool IsRefused { get; set; }

    /// <summary>A name that nothing else has.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>The transaction is durable.</summary>
    public void Complete(long firstPosition) => _done.TrySetResult(new(snapshot is null ? 0 : write.ExpectedVersion + 1, firstPosition));

    /// <summary>The row had another version; nothing of this write was written.</summary>
    public void Conflict() => _done.TrySetException(new StoreConflictException($"{write.Key} has not the expected version {write.ExpectedVersion}: another activation wrote it."));

    /// <summary>The transaction failed, or its outcome is unknown.</summary>
    public void Fail(StoreUnavailableException cause) => _done.TrySetException(cause);

    private static Dictionary<string, ReadOnlyMemory<byte>?> Newest(ImmutableArray<PartWrite> parts)
    {
        var newest = new Dictionary<string, ReadOnlyMemory<byte>?>();
        foreach (var part in parts.IsDefaultOrEmpty ? [] : parts)
            newest[part.Key] = part.Data;
        return newest;
    }
}
