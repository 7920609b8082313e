using Router.Domain.Configuration;

namespace Router.Api.Management.Config;

/// <summary>Puts other configs in force.</summary>
public interface IConfigEditor
{
    /// <summary>Why the config can't be changed here, for people; null when it can.</summary>
    string? Refusal { get; }

    /// <summary>Validates a document and puts it in force at once, whole or not at all.</summary>
    /// <param name="draft">The document.</param>
    /// <param name="expected">The version that it was made from.</param>
    /// <param name="author">Who changes the config.</param>
    /// <param name="reason">Why; null without one.</param>
    /// <exception cref="IOException">It can't be written: nothing has changed.</exception>
    /// <exception cref="Domain.Storage.StoreUnavailableException">It will be in force once the store takes it.</exception>
    Task<ConfigChange> ChangeAsync(ConfigDraft draft, long expected, string author, string? reason);
}
