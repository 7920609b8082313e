using System.Collections.Immutable;
using System.Text;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Noise;
using Router.Domain.Replay;
using Router.Domain.Routing.Conditions;
using Router.Domain.Storage;
using Router.Grains.Tests.Issues;

namespace Router.Grains.Tests.Replay;

/// <summary>A replay with the same config says what the grains have said.</summary>
public class ReplayTests
{
    private const int Steps = 60;

    private static ChannelConfig Plain => RouterCluster.Channel with { AutoResolveAfter = TimeSpan.FromMinutes(10), ReopenWithin = TimeSpan.FromMinutes(3) };

    private static ChannelConfig Noisy => Plain with
    {
        GroupBy = ["project"],
        GroupWindow = TimeSpan.FromMinutes(10),
        UpdateEvery = TimeSpan.FromMinutes(1),
        Delay = TimeSpan.FromSeconds(20),
    };

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public async Task The_recorded_events_give_the_notifications_that_were_made(int seed, bool isNoisy)
    {
        await using var router = await RouterCluster.StartAsync(isNoisy ? Noisy : Plain);
        var begin = router.Time.GetUtcNow();
        router.Silences.Current = isNoisy ? Silences(begin) : SilenceSet.Empty;
        var random = new Random(seed);
        for (var step = 0; step < Steps; step++)
        {
            await PassAsync(router, router.Time.GetUtcNow().AddSeconds(random.Next(1, 90)));
            await router.SendAsync(Alert(router, random, step));
            await SettleAsync(router);
        }

        var end = router.Time.GetUtcNow().AddHours(1);
        await PassAsync(router, end);

        var real = Real(router);
        Assert.True(real.Count > 10);
        Assert.Equal(isNoisy, router.Storage.Journal.Any(w => Encoding.UTF8.GetString(w.Data.Span).Contains("\"suppressed\":30", StringComparison.Ordinal)));
        Assert.Equal(real, Replayed(router, end));
    }

    private static SilenceSet Silences(DateTimeOffset begin) => new([
        Silence("a", "title == \"Issue 1\" || title == \"Issue 3\"", SilenceMode.Mark, begin.AddMinutes(5), begin.AddMinutes(20)),
        Silence("b", "severity == \"Warning\"", SilenceMode.Mark, begin.AddMinutes(15), begin.AddMinutes(25)),
        Silence("c", "title == \"Issue 2\"", SilenceMode.Drop, begin.AddMinutes(10), begin.AddMinutes(18))]);

    private static Silence Silence(string id, string when, SilenceMode mode, DateTimeOffset from, DateTimeOffset until) =>
        new() { Id = id, When = ConditionCompiler.Compile(when).Condition!, Mode = mode, Schedule = new(from, until, null) };

    private static AlertEvent Alert(RouterCluster router, Random random, int step)
    {
        var issue = random.Next(1, 6);
        var kind = random.Next(10) switch
        {
            <= 5 => AlertKind.Trigger,
            6 => AlertKind.Acknowledge,
            7 => AlertKind.Reopen,
            8 => AlertKind.Suppress,
            _ => AlertKind.Resolve,
        };
        return router.Alert(kind, $"event-{step}", $"{issue}") with
        {
            Projects = [issue <= 3 ? "web" : "shop"],
            Severity = kind == AlertKind.Resolve ? Severity.Ok : random.Next(3) == 0 ? Severity.Critical : Severity.Warning,
        };
    }

    /// <summary>Lets time pass and wakes what comes due, each at its own instant.</summary>
    private static async Task PassAsync(RouterCluster router, DateTimeOffset until)
    {
        while (true)
        {
            var due = router.Storage.Rows()
                .Where(r => r.Key.Type is IssueStore.GrainType or IncidentStore.GrainType && r.Value.DueAt <= until)
                .OrderBy(r => r.Value.DueAt).ThenBy(r => r.Key.Id, StringComparer.Ordinal)
                .FirstOrDefault();
            if (due.Value is null)
                break;
            Move(router, due.Value.DueAt!.Value);
            await (due.Key.Type == IssueStore.GrainType ? router.Issue(due.Key.Id.Split('|')[2]).WakeAsync() : router.Incident(due.Key.Id).WakeAsync());
            await SettleAsync(router);
        }

        Move(router, until);
    }

    private static void Move(RouterCluster router, DateTimeOffset to)
    {
        if (to > router.Time.GetUtcNow())
            router.Time.SetUtcNow(to);
    }

    /// <summary>Waits until nothing is on its way between grains.</summary>
    private static Task SettleAsync(RouterCluster router) => router.Storage.WhenAsync(() => router.Storage.Rows().All(r =>
        r.Key.Type == IssueStore.GrainType ? IssueStore.Read(r.Value.State).Outbox.IsEmpty
        : r.Key.Type != IncidentStore.GrainType || IncidentStore.Read(r.Value.State).Outbox.IsEmpty));

    private static List<string> Real(RouterCluster router) => [.. router.Storage.Journal
        .Where(w => w.Kind == JournalKind.Incident)
        .Select(w => (w.At, Entry: StoredJson.Read<IncidentJournalEntry>(w.Data)))
        .SelectMany(w => w.Entry.Sinks.Where(s => s.Suppressed is null).Select(s => $"{w.At:HH:mm:ss} {w.Entry.IncidentId} {s.Sink} {w.Entry.Type} {w.Entry.Reason}"))];

    private static List<string> Replayed(RouterCluster router, DateTimeOffset until)
    {
        var notifications = new List<string>();
        var simulation = new ReplaySimulation(router.Config.Table, router.Silences.Current)
        {
            OnNotification = n => notifications.Add($"{n.At:HH:mm:ss} {n.IncidentId} {n.Sink} {n.Type} {n.Reason}"),
        };
        foreach (var write in router.Storage.Journal.Where(w => w.Kind == JournalKind.Issue))
        {
            var input = StoredJson.Read<IssueJournalEntry>(write.Data).Input;
            if (input.Alert is { } alert)
                simulation.Take(alert.Issue.Value, input, write.At);
        }

        simulation.Advance(until);
        return notifications;
    }
}
