namespace Router.Domain.Configuration;

/// <summary>Where the values of <c>${env:NAME}</c> and <c>${file:PATH}</c> come from. Never throws.</summary>
public interface IConfigValues
{
    /// <summary>The environment variable, or null when it isn't set.</summary>
    string? Environment(string name);

    /// <summary>The text of the file, or null when it can't be read. Line breaks at its end are no part of the value: the reader drops them.</summary>
    /// <param name="path">The path as written; a relative one counts from the config file's folder.</param>
    string? File(string path);
}
