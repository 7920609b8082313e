namespace Router.Acceptance.Driver;

/// <summary>Where the repository is, found from the running assembly upwards.</summary>
public static class SolutionRoot
{
    /// <summary>The folder that holds the solution file.</summary>
    public static string Path { get; } = Find();

    /// <summary>The build of <c>src/Silo</c> with the given configuration.</summary>
    public static string RouterExecutable(string configuration) =>
        System.IO.Path.Combine(Path, "src", "Silo", "bin", configuration, "net10.0", OperatingSystem.IsWindows() ? "router.exe" : "router");

    /// <summary><c>Release</c> when the running assembly was built so, else <c>Debug</c>.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains($"{System.IO.Path.DirectorySeparatorChar}Release{System.IO.Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(directory.FullName, "Orleans.Router.sln")))
                return directory.FullName;
        }

        throw new DirectoryNotFoundException($"no Orleans.Router.sln above {AppContext.BaseDirectory}");
    }
}
