using System.Xml.Linq;

namespace Router.Architecture;

/// <summary>The repository's files, found from the test's own folder upwards.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The C# files of <c>src</c>, without what builds leave there.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } =
        [.. Files("src", "*.cs").Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path))))];

    /// <summary>A project of <c>src</c> as XML, by its folder's name.</summary>
    public static XDocument Project(string name) => XDocument.Load(Path.Combine(Root, "src", name, $"{name}.csproj"));

    /// <summary>The names of the projects under <c>src</c>.</summary>
    public static IEnumerable<string> Projects => Files("src", "*.csproj").Select(path => Path.GetFileNameWithoutExtension(path));

    /// <summary>The files below a folder, relative to the root, with forward slashes; none when the folder is not there.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        var path = Path.Combine(Root, folder);
        if (!Directory.Exists(path))
            return [];
        return Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orleans.Router.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No Orleans.Router.sln above {AppContext.BaseDirectory}.");
    }
}
