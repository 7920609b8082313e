namespace Router.Deploy.Tests;

/// <summary>The repository's files.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution file.</summary>
    public static string Root { get; } = Find();

    public static string File(string path) => Path.Combine(Root, path);

    public static string Read(string path) => System.IO.File.ReadAllText(File(path));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Orleans.Router.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no Orleans.Router.sln above {AppContext.BaseDirectory}");
    }
}
