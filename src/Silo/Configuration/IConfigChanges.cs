using Router.Api.Management.Config;
using Router.Domain.Configuration;
using Router.Domain.Storage;

namespace Router.Silo.Configuration;

/// <summary>Changes the config in force.</summary>
internal interface IConfigChanges
{
    /// <summary>Why this process can't use what stands there now; null when it does.</summary>
    string? Problem { get; }

    /// <summary>Puts a changed text in force where it is kept (a file, or the cluster's store), whole or not at all.</summary>
    /// <param name="edit">Makes the new document of the text that is there.</param>
    /// <param name="expected">The version that must be in force; null for any.</param>
    /// <param name="author">Who changes it.</param>
    /// <param name="reason">Why.</param>
    /// <exception cref="IOException">The file can't be written: nothing has changed.</exception>
    /// <exception cref="StoreUnavailableException">It is in force once the store takes it: a file is written by then, a cluster's config may or may not be.</exception>
    Task<ConfigChange> ChangeAsync(Func<string, ConfigDraft> edit, long? expected, string author, string? reason);
}
