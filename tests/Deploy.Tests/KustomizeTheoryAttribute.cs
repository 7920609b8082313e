using System.Text.RegularExpressions;

namespace Router.Deploy.Tests;

/// <summary>A test of both overlays; skipped, with that reason, where kubectl is missing or its kustomize is older than 5, which can't read the manifests.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed partial class KustomizeTheoryAttribute : TheoryAttribute
{
    private static readonly string? Unavailable = Tool.Find("kubectl") is null ? "kubectl is not installed (apt-get install kubernetes-client)" : OldVersion();

    public KustomizeTheoryAttribute() => Skip = Unavailable;

    private static string? OldVersion()
    {
        var told = Tool.RunAsync("kubectl", "version", "--client").GetAwaiter().GetResult().Output;
        var version = Kustomize().Match(told);
        return version.Success && int.Parse(version.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) >= 5 ? null : "this kubectl's kustomize is older than 5";
    }

    [GeneratedRegex(@"Kustomize Version: v(\d+)\.")]
    private static partial Regex Kustomize();
}
