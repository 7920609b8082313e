using Router.Domain.Configuration;

namespace Router.Silo.Configuration;

/// <summary>Values from this process's environment and files.</summary>
/// <param name="folder">The folder that relative paths count from.</param>
internal sealed class ConfigValues(string folder) : IConfigValues
{
    private const int MaxLength = 64 * 1024;

    /// <inheritdoc/>
    public string? Environment(string name) => System.Environment.GetEnvironmentVariable(name);

    /// <inheritdoc/>
    public string? File(string path)
    {
        try
        {
            var file = new FileInfo(Path.Combine(folder, path));
            return file.Exists && file.Length <= MaxLength ? System.IO.File.ReadAllText(file.FullName) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
