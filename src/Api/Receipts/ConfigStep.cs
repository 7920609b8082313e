using Router.Domain.Configuration;

namespace Router.Api.Receipts;

/// <summary>The config that decided, and who put it in force.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Author">Who put it in force; null when the history doesn't have it.</param>
/// <param name="At">When.</param>
/// <param name="Reason">The reason given.</param>
internal sealed record ConfigStep(long Version, string? Author, DateTime? At, string? Reason)
{
    public static ConfigStep Of(long version, ConfigRevision? revision) => new(version, revision?.Author, revision?.At.UtcDateTime, revision?.Reason);
}
