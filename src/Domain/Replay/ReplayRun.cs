using Router.Domain.Issues;
using Router.Domain.Noise;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Domain.Replay;

/// <summary>Replays the journal through two configs at once and compares what they would have said.</summary>
public sealed class ReplayRun
{
    /// <summary>The most notifications that each side keeps.</summary>
    public const int MaxNotifications = 200_000;

    private readonly List<ReplayNotification> _before = [];
    private readonly List<ReplayNotification> _after = [];
    private readonly ReplaySimulation _baseline;
    private readonly ReplaySimulation _draft;
    private readonly DateTimeOffset _from;

    /// <summary>Begins.</summary>
    /// <param name="baseline">The config to compare with.</param>
    /// <param name="draft">The other one.</param>
    /// <param name="silences">The silences of the API, ended ones too; each config's own are added.</param>
    /// <param name="from">Notifications before it are not counted: entries before it only make known what was open then.</param>
    public ReplayRun(RouteTable baseline, RouteTable draft, ImmutableArray<Silence> silences, DateTimeOffset from)
    {
        _from = from;
        _baseline = Simulate(baseline, _before);
        _draft = Simulate(draft, _after);

        ReplaySimulation Simulate(RouteTable table, List<ReplayNotification> notifications) =>
            new(table, new([.. table.Config.Silences, .. silences])) { OnNotification = n => Add(notifications, n) };
    }

    /// <summary>The recorded webhooks and actions that were replayed, from the begin on.</summary>
    public long Events { get; private set; }

    /// <summary>How many notifications the first config makes.</summary>
    public int Before => _before.Count;

    /// <summary>How many the other one makes.</summary>
    public int After => _after.Count;

    /// <summary>There were more notifications than are kept: the difference is of the first ones.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Replays an entry; in order of position.</summary>
    public void Add(JournalEntry entry)
    {
        if (entry.Kind != JournalKind.Issue)
            return;
        var input = StoredJson.Read<IssueJournalEntry>(entry.Data).Input;
        if (entry.At >= _from && !input.IsQuietTimeout)
            Events++;
        _baseline.Take(entry.Key.Id, input, entry.At);
        _draft.Take(entry.Key.Id, input, entry.At);
    }

    /// <summary>Lets time pass until then, and compares.</summary>
    public ReplayDiff Finish(DateTimeOffset until)
    {
        _baseline.Advance(until);
        _draft.Advance(until);
        return ReplayDiff.Of(_before, _after);
    }

    private void Add(List<ReplayNotification> notifications, ReplayNotification notification)
    {
        if (notification.At < _from)
            return;
        if (notifications.Count < MaxNotifications)
            notifications.Add(notification);
        else
            IsCut = true;
    }
}
