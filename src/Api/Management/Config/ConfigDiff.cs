using DiffPlex;
using DiffPlex.Renderer;
using Router.Domain.Configuration;

namespace Router.Api.Management.Config;

/// <summary>The unified diff of two versions, without their secrets.</summary>
internal static class ConfigDiff
{
    public static string Of(ConfigRevision from, ConfigRevision to)
    {
        var (before, after) = (Lines(ConfigSecrets.Hide(from.Text)), Lines(ConfigSecrets.HideSince(to.Text, from.Text)));
        return before == after ? "" : UnidiffRenderer.GenerateUnidiff(before, after, $"version {from.Version}", $"version {to.Version}").ReplaceLineEndings("\n");
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n");
}
