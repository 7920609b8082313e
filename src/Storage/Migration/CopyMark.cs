namespace Router.Storage.Migration;

/// <summary>The state of a grain in the target while the journal is copied.</summary>
/// <param name="Copied">The source's position of its last entry that is in the target.</param>
internal sealed record CopyMark(long Copied);
