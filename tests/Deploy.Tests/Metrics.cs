using System.Text.RegularExpressions;

namespace Router.Deploy.Tests;

/// <summary>The metrics that the product's classes make, by the names that Prometheus sees.</summary>
internal static partial class Metrics
{
    /// <summary>What the runtime and Prometheus itself have.</summary>
    private static readonly string[] Others = ["up", "dotnet_process_cpu_time_seconds_total", "dotnet_process_memory_working_set_bytes", "dotnet_gc_pause_time_seconds_total"];

    /// <summary>Every name that a query may use.</summary>
    public static IReadOnlySet<string> Names { get; } = Sources.SelectMany(text => Instrument().Matches(text)).SelectMany(NamesOf).Concat(Others).ToHashSet();

    /// <summary>The names of metrics in PromQL expressions.</summary>
    public static IEnumerable<string> UsedBy(string expressions) => Used().Matches(expressions).Select(match => match.Value).Distinct();

    private static IEnumerable<string> Sources =>
        Directory.EnumerateFiles(Repository.File("src"), "*Metrics.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

    private static IEnumerable<string> NamesOf(Match instrument)
    {
        var name = instrument.Groups["name"].Value.Replace('.', '_') + (instrument.Groups["unit"].Value == "s" ? "_seconds" : "");
        return instrument.Groups["kind"].Value switch
        {
            "Counter" => [$"{name}_total"],
            "Histogram" => [$"{name}_bucket", $"{name}_sum", $"{name}_count"],
            _ => [name],
        };
    }

    [GeneratedRegex(@"Create(?<kind>Counter|Histogram|ObservableGauge)(<\w+>)?\(\s*""(?<name>[\w.]+)"",[^""]*""(?<unit>[^""]+)""")]
    private static partial Regex Instrument();

    [GeneratedRegex(@"\b(router_[a-z_]+|dotnet_[a-z_]+|orleans_[a-z_]+|kestrel_[a-z_]+|process_[a-z_]+|up)\b(?=[{\[)\s,]|$)")]
    private static partial Regex Used();
}
