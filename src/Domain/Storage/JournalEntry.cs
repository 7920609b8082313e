namespace Router.Domain.Storage;

/// <summary>An entry of the append-only journal, as read.</summary>
/// <param name="Position">Its place; rises through the whole store, without a promise of no gaps.</param>
/// <param name="PreviousPosition">The same grain's entry before it; 0 for its first. Following it walks a grain's history backwards.</param>
/// <param name="Key">The grain.</param>
/// <param name="Kind">What it records.</param>
/// <param name="At">The instant of the decision.</param>
/// <param name="Data">Its JSON.</param>
public sealed record JournalEntry(long Position, long PreviousPosition, GrainKey Key, JournalKind Kind, DateTimeOffset At, ReadOnlyMemory<byte> Data);
