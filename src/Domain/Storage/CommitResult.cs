namespace Router.Domain.Storage;

/// <summary>A commit that is durable.</summary>
/// <param name="Version">The grain's version now: the expected one plus one.</param>
/// <param name="FirstPosition">The position of the write's first journal entry; the others follow without gaps. 0 without entries.</param>
public readonly record struct CommitResult(long Version, long FirstPosition);
