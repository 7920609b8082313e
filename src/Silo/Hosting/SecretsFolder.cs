using Microsoft.Extensions.Configuration;

namespace Router.Silo.Hosting;

/// <summary>Settings that are files, as container platforms hand out secrets: <c>ConnectionStrings__Router</c> in the folder is <c>ConnectionStrings:Router</c>.</summary>
internal static class SecretsFolder
{
    /// <summary>The setting that names the folder. Default none.</summary>
    public const string Setting = "Router:SecretsFolder";

    /// <summary>Adds the files of the folder, if one is named, above every other source. They are read once.</summary>
    /// <exception cref="InvalidSettingException">The folder or one of its files can't be read.</exception>
    public static void AddSecretsFolder(this IConfigurationManager configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } folder)
            return;
        try
        {
            configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException($"{Setting}: '{folder}' can't be read: {exception.Message}");
        }
    }
}
