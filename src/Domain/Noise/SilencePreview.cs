using Router.Domain.Alerts;
using Router.Domain.Issues;
using Router.Domain.Routing.Conditions;
using Router.Domain.Storage;

namespace Router.Domain.Noise;

/// <summary>
/// Counts which recorded alerts a silence would have muted: those that its condition matches, within its hours of the week where it has such;
/// its begin and end don't count, since they lie in the future.
/// </summary>
public sealed class SilencePreview(Silence silence)
{
    /// <summary>The most examples that are kept: the newest.</summary>
    public const int MaxExamples = 20;

    private readonly HashSet<string> _issues = [];
    private readonly Queue<SilenceExample> _examples = new();
    private readonly Dictionary<string, long> _projects = [];
    private readonly Dictionary<string, long> _channels = [];

    /// <summary>The accepted alerts that were looked at: triggers, repeats too, without tests.</summary>
    public long Alerts { get; private set; }

    /// <summary>Those that would have been muted in a channel at least.</summary>
    public long Muted { get; private set; }

    /// <summary>How many issues those belong to.</summary>
    public int MutedIssues => _issues.Count;

    /// <summary>How many of the muted were of each project, the most first.</summary>
    public IEnumerable<KeyValuePair<string, long>> Projects => Ranked(_projects);

    /// <summary>How many of the muted would have reached each channel, the most first.</summary>
    public IEnumerable<KeyValuePair<string, long>> Channels => Ranked(_channels);

    /// <summary>The newest muted ones, the newest first.</summary>
    public IEnumerable<SilenceExample> Examples => _examples.Reverse();

    /// <summary>Looks at an entry of the journal; in order of position.</summary>
    public void Add(JournalEntry entry)
    {
        if (entry.Kind != JournalKind.Issue)
            return;
        var journaled = StoredJson.Read<IssueJournalEntry>(entry.Data);
        if (journaled.Input is { Alert: { Kind: AlertKind.Trigger or AlertKind.Level } alert, Route: { } route } && journaled.Reason.Outcome() == IngestOutcome.Accepted)
            Add(entry, alert, route);
    }

    private void Add(JournalEntry entry, AlertEvent alert, Routing.RouteDecision route)
    {
        Alerts++;
        if (silence.Schedule.Weekly?.IsActive(entry.At) == false)
            return;
        ImmutableArray<string> channels =
            [.. route.Destinations.Where(d => silence.When.Matches(new ConditionInput(alert with { Severity = d.Severity }, d.Labels))).Select(d => d.Channel)];
        if (channels.IsEmpty)
            return;
        Muted++;
        _issues.Add(alert.Issue.Value);
        foreach (var channel in channels)
            Count(_channels, channel);
        foreach (var project in alert.Projects.DefaultIfEmpty(""))
            Count(_projects, project);
        _examples.Enqueue(new(new(entry.Position), entry.At, alert, channels));
        if (_examples.Count > MaxExamples)
            _examples.Dequeue();
    }

    private static void Count(Dictionary<string, long> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;

    private static IEnumerable<KeyValuePair<string, long>> Ranked(Dictionary<string, long> counts) =>
        counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal);
}
