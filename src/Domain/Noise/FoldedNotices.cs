using System.Globalization;
using Router.Domain.Alerts;

namespace Router.Domain.Noise;

/// <summary>What the rate limit held back in its current window: what the summary says.</summary>
public sealed record FoldedNotices
{
    private const int MaxProjects = 100;

    /// <summary>Nothing.</summary>
    public static FoldedNotices None { get; } = new();

    /// <summary>Incidents of which nothing was said.</summary>
    public int Incidents { get; init; }

    /// <summary>Changes of incidents of which something was said before.</summary>
    public int Updates { get; init; }

    /// <summary>The incidents by project, at most a hundred of them.</summary>
    public ImmutableSortedDictionary<string, int> Projects { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>The highest severity among them.</summary>
    public Severity Severity { get; init; }

    /// <summary>Nothing was held back.</summary>
    public bool IsNone() => Incidents + Updates == 0;

    /// <summary>With one more.</summary>
    internal FoldedNotices With(ChannelAsk ask) => this with
    {
        Incidents = Incidents + (ask.IsNew ? 1 : 0),
        Updates = Updates + (ask.IsNew ? 0 : 1),
        Projects = ask is { IsNew: true, Project: { } project } && (Projects.ContainsKey(project) || Projects.Count < MaxProjects)
            ? Projects.SetItem(project, Projects.GetValueOrDefault(project) + 1)
            : Projects,
        Severity = ask.Severity > Severity ? ask.Severity : Severity,
    };

    /// <summary>The summary: <c>37 more incidents in the last minute, 30 of them project=web</c>.</summary>
    internal string Text(TimeSpan window)
    {
        var parts = new List<string>();
        if (Incidents > 0)
            parts.Add($"{Number(Incidents)} more incident{Plural(Incidents)}");
        if (Updates > 0)
            parts.Add($"{Number(Updates)} update{Plural(Updates)} of known ones");
        var most = Projects.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).FirstOrDefault();
        var project = most.Value == 0 ? "" : most.Value == Incidents ? $", project={most.Key}" : $", {Number(most.Value)} of them project={most.Key}";
        return $"{string.Join(" and ", parts)} in the last {Span(window)}{project}";
    }

    private static string Span(TimeSpan window) =>
        window == TimeSpan.FromSeconds(1) ? "second"
        : window == TimeSpan.FromMinutes(1) ? "minute"
        : window == TimeSpan.FromHours(1) ? "hour"
        : window == TimeSpan.FromDays(1) ? "day"
        : window.TotalMinutes >= 1 && window.Ticks % TimeSpan.TicksPerMinute == 0 ? $"{Number((long)window.TotalMinutes)} minutes"
        : string.Create(CultureInfo.InvariantCulture, $"{window.TotalSeconds} seconds");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Plural(int count) => count == 1 ? "" : "s";
}
