namespace Router.Silo.Hosting;

/// <summary>The folder that everything durable lives in.</summary>
/// <param name="path">The folder; relative to the current one unless absolute.</param>
internal sealed class DataFolder(string path)
{
    /// <summary>Where it is unless told otherwise.</summary>
    public const string Default = "data";

    /// <summary>The folder, as given.</summary>
    public string Path { get; } = path;

    /// <summary>The config, unless another file is named.</summary>
    public string ConfigFile => System.IO.Path.Combine(Path, "router.yaml");

    /// <summary>The store.</summary>
    public string DatabaseFile => System.IO.Path.Combine(Path, "router.db");

    /// <summary>The admin key.</summary>
    public string AdminKeyFile => System.IO.Path.Combine(Path, "admin.key");

    /// <summary>Creates it where it is not there, for its owner alone (0700); one that is there stays as it is.</summary>
    public void Create() => Create(Path);

    /// <summary>Creates, for its owner alone, the folder with the keys that protect session cookies.</summary>
    public DirectoryInfo CreateSessionKeys() => Create(System.IO.Path.Combine(Path, "session-keys"));

    private static DirectoryInfo Create(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
