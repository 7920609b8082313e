using System.Text.Json.Serialization;

namespace Router.Storage.Migration;

/// <summary>How far a copy has come: a row of the target, from before the first copied row until all is verified.</summary>
/// <param name="Source">Which store is copied, as a hash.</param>
/// <param name="Phase">What is being copied.</param>
/// <param name="Position">Entries of the source up to it are in the target.</param>
/// <param name="Type">With <paramref name="Id"/>, the last grain of the phase that is done.</param>
/// <param name="Id">See <paramref name="Type"/>.</param>
internal sealed record CopyProgress(string Source, CopyPhase Phase, long Position = 0, string? Type = null, string? Id = null)
{
    /// <summary>The last grain that is done.</summary>
    [JsonIgnore]
    public GrainKey? After => Type is null ? null : new(Type, Id!);
}
