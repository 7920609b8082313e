using System.Text.Json;

namespace Router.Grains.Tests.Sinks;

/// <summary>Compares with a file of <c>Golden/</c>. To approve a change, run with <c>ROUTER_GOLDEN</c> naming the source folder and read the diff.</summary>
internal static class Golden
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Json(string name, string actual)
    {
        using var document = JsonDocument.Parse(actual);
        Text($"{name}.json", JsonSerializer.Serialize(document.RootElement, Indented).ReplaceLineEndings("\n") + "\n");
    }

    public static void Text(string file, string actual)
    {
        if (Environment.GetEnvironmentVariable("ROUTER_GOLDEN") is { Length: > 0 } folder)
            File.WriteAllText(Path.Combine(folder, file), actual);
        else
            Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sinks", "Golden", file)), actual);
    }
}
