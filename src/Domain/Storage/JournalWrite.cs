namespace Router.Domain.Storage;

/// <summary>An entry to append to the journal.</summary>
/// <param name="Kind">What it records.</param>
/// <param name="At">The instant of the decision.</param>
/// <param name="Data">Its JSON, at most 16 KiB (an AlertEvent is at most 4).</param>
public readonly record struct JournalWrite(JournalKind Kind, DateTimeOffset At, ReadOnlyMemory<byte> Data);
