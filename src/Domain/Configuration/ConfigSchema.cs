using System.Text;

namespace Router.Domain.Configuration;

/// <summary>The JSON Schema of <c>router.yaml</c> (2020-12), for editors. It knows every key; what needs more than one value to judge is left to the check.</summary>
public static class ConfigSchema
{
    /// <summary>Where a router serves it.</summary>
    public const string Path = "/schema/router.json";

    /// <summary>The schema.</summary>
    public static string Json { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(ConfigSchema).Assembly.GetManifestResourceStream("router.schema.json")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
