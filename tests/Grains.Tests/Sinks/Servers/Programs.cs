namespace Router.Grains.Tests.Sinks.Servers;

/// <summary>Finds the programs that tests start.</summary>
internal static class Programs
{
    /// <summary>The program's file on the path; null where it is not installed.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>A folder of the source tree.</summary>
    public static string SourceFolder(params ReadOnlySpan<string> path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orleans.Router.sln")))
                return Path.Combine([folder.FullName, .. path]);
        }

        throw new InvalidOperationException($"No Orleans.Router.sln above {AppContext.BaseDirectory}.");
    }
}
