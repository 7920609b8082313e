using Router.Domain.Configuration;

namespace Router.Silo.Configuration;

/// <summary>The config as a file: read with its references, written whole or not at all.</summary>
internal static class ConfigFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads and validates a file's text; references to files count from its folder.</summary>
    public static ConfigResult Parse(string path, string text) => ConfigDocument.Parse(text, Values(path), TimeProvider.System.GetUtcNow());

    /// <summary>Reads a changed document, as it is read and, when that is another text, as it is stored; the config is null when either has an error.</summary>
    /// <returns>The config, and the findings at the places of what was sent.</returns>
    public static (RouterConfig? Config, ImmutableArray<ConfigDiagnostic> Diagnostics) Compile(string path, ConfigDraft draft)
    {
        var result = Parse(path, draft.Text);
        var diagnostics = draft.Errors.AddRange(draft.AsSent(result.Diagnostics));
        if (!draft.Errors.IsEmpty)
            return (null, diagnostics);
        if (draft.Document != draft.Text)
            result = Parse(path, draft.Document);
        return (result.Config, result.Config is not null || diagnostics.Any(d => d.IsError) ? diagnostics : result.Diagnostics);
    }

    /// <summary>What the references in a file name.</summary>
    public static ConfigValues Values(string path) => new(Path.GetDirectoryName(Path.GetFullPath(path))!);

    /// <summary>Writes the file beside its place and moves it there, on disk before it is seen. A new file is its owner's alone.</summary>
    public static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = File.Exists(path) ? File.GetUnixFileMode(path) : OwnerOnly;
        var aside = $"{path}.new";
        using (var file = new StreamWriter(aside, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options))
        {
            file.Write(text);
            file.Flush();
            ((FileStream)file.BaseStream).Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
    }
}
