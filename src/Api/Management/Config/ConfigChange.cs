using System.Collections.Immutable;
using Router.Domain.Configuration;

namespace Router.Api.Management.Config;

/// <summary>What became of a change of the config.</summary>
public abstract record ConfigChange
{
    private ConfigChange() { }

    /// <summary>It is in force.</summary>
    /// <param name="Version">Its version; the same as before when the text is.</param>
    /// <param name="Diagnostics">Its warnings.</param>
    public sealed record InForce(long Version, ImmutableArray<ConfigDiagnostic> Diagnostics) : ConfigChange;

    /// <summary>The text has errors: nothing has changed.</summary>
    /// <param name="Diagnostics">Errors and warnings.</param>
    public sealed record Invalid(ImmutableArray<ConfigDiagnostic> Diagnostics) : ConfigChange;

    /// <summary>Another version is in force than the one that the change was made from: nothing has changed.</summary>
    /// <param name="Version">The version in force.</param>
    public sealed record Outdated(long Version) : ConfigChange;
}
