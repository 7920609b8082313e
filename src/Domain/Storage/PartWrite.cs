namespace Router.Domain.Storage;

/// <summary>A change of one part of a grain: a row of its own beside the state, so that the state stays small.</summary>
/// <param name="Key">The part's key, unique within its grain.</param>
/// <param name="Data">Its JSON; null removes it.</param>
public readonly record struct PartWrite(string Key, ReadOnlyMemory<byte>? Data);
