using Router.Domain.Configuration;

namespace Router.Api.Requests;

/// <summary>The document in force.</summary>
internal static class CurrentRevision
{
    /// <summary>The version in force, as it was written.</summary>
    /// <exception cref="InvalidOperationException">It is not in the history.</exception>
    public static async ValueTask<ConfigRevision> CurrentAsync(this IConfigHistory history, long version, CancellationToken cancellationToken) =>
        await history.FindAsync(version, cancellationToken) ?? throw new InvalidOperationException($"Version {version} is in force and not in the history.");
}
