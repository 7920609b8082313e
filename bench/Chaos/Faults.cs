using System.Globalization;

namespace Router.Chaos;

/// <summary>The faults of a run, in an order that its seed decides: every kind once, then any.</summary>
public sealed class Faults(LocalCluster cluster, RecordingSink sink, ChaosOptions options)
{
    private static readonly TimeSpan Shift = TimeSpan.FromSeconds(30);

    /// <summary>A Date header has whole seconds, of a clock that Kestrel reads once a second.</summary>
    private static readonly TimeSpan Blur = TimeSpan.FromSeconds(5);

    private readonly Random _chance = new(options.Seed);

    /// <summary>What this machine can't do, with why.</summary>
    public IEnumerable<string> Skipped
    {
        get
        {
            if (options.Namespace is null)
                yield return "silo cut off from the others: needs root, CAP_NET_ADMIN and ip(8) for a network namespace";
            if (options.FakeTime is null)
                yield return "clock of one process shifted: needs libfaketime (Debian: faketime)";
        }
    }

    public IEnumerable<Fault> All()
    {
        // All of them whatever the machine can do: so a seed means the same everywhere, but for what is left out.
        Func<Fault>[] kinds =
        [
            SiloKilled, SiloFrozen, SiloStopped, ApiKilled, ApiFrozen, ApiStopped, PostgresRestarted, PostgresKilled, ConnectionsCut,
            () => SinkIs(RecordingSink.Mood.Failing, "sink fails"), () => SinkIs(RecordingSink.Mood.Hanging, "sink hangs"), SiloCutOff, ClockShifted,
        ];
        if (!kinds.Any(kind => Wanted(kind()) is not null))
            throw new InvalidOperationException($"no fault that this machine can make begins with {string.Join(" or ", options.Only)}");
        _chance.Shuffle(kinds);
        foreach (var kind in kinds)
        {
            if (Wanted(kind()) is { } fault)
                yield return fault;
        }

        while (true)
        {
            if (Wanted(kinds[_chance.Next(kinds.Length)]()) is { } fault)
                yield return fault;
        }
    }

    private Fault? Wanted(Fault fault) =>
        IsWanted(fault.Name)
        && (options.Namespace is not null || !fault.Name.StartsWith("silo cut off", StringComparison.Ordinal))
        && (options.FakeTime is not null || !fault.Name.StartsWith("clock shifted", StringComparison.Ordinal)) ? fault : null;

    private bool IsWanted(string name) => options.Only.Count == 0 || options.Only.Any(only => name.StartsWith(only, StringComparison.Ordinal));

    private Fault SiloKilled() => Process("silo killed", One(cluster.Silos), "kill", Seconds(2, 8));

    private Fault SiloFrozen() => Process("silo frozen", One(cluster.Silos), "freeze", Seconds(3, 20));

    private Fault SiloStopped() => Process("silo stopped", One(cluster.Silos), "down", Seconds(0, 2));

    private Fault ApiKilled() => Process("API host killed", One(cluster.Apis), "kill", Seconds(2, 8));

    private Fault ApiFrozen() => Process("API host frozen", One(cluster.Apis), "freeze", Seconds(2, 8));

    private Fault ApiStopped() => Process("API host stopped", One(cluster.Apis), "down", Seconds(0, 2));

    private Fault PostgresRestarted() => Process("PostgreSQL restarted", "postgres", "down", Seconds(0, 3)) with { TouchesStore = true };

    private Fault PostgresKilled() => Process("PostgreSQL killed", "postgres", "kill", Seconds(0, 3)) with { TouchesStore = true };

    private Fault ConnectionsCut() => new("connections cut", cluster.CutConnectionsAsync, Seconds(1, 2), () => Task.CompletedTask, TouchesStore: true);

    private Fault SiloCutOff() =>
        new($"silo cut off ({options.Partitioned})", () => cluster.PartitionAsync(cut: true), Seconds(5, 20), () => cluster.PartitionAsync(cut: false));

    private Fault ClockShifted()
    {
        var name = One([.. cluster.Silos, .. cluster.Apis]);
        var shift = _chance.Next(2) == 0 ? -Shift : Shift;
        var seconds = shift.TotalSeconds.ToString("+0;-0", CultureInfo.InvariantCulture);
        return new(
            $"clock shifted ({name} {seconds}s)",
            async () =>
            {
                cluster.Fault(name, [$"LD_PRELOAD={options.FakeTime}", $"FAKETIME={seconds}s", "FAKETIME_DONT_FAKE_MONOTONIC=1", "DONT_FAKE_MONOTONIC=1"]);
                await cluster.DoAsync("down", name);
                await cluster.DoAsync("up", name);
            },
            Seconds(10, 20),
            async () =>
            {
                cluster.NoFault(name);
                await cluster.DoAsync("down", name);
            })
        {
            See = async () =>
            {
                var seen = await cluster.ClockShiftAsync(name);
                return new(string.Create(CultureInfo.InvariantCulture, $"its clock says {seen.TotalSeconds:+0.0;-0.0} s"), (seen - shift).Duration() < Blur);
            },
        };
    }

    private Fault SinkIs(RecordingSink.Mood mood, string name) => new(
        name,
        () =>
        {
            sink.Now = mood;
            return Task.CompletedTask;
        },
        Seconds(5, 12),
        () =>
        {
            sink.Now = RecordingSink.Mood.Well;
            return Task.CompletedTask;
        });

    private Fault Process(string name, string process, string verb, TimeSpan lasts) =>
        new($"{name} ({process})", () => cluster.DoAsync(verb, process), lasts, () => Task.CompletedTask);

    private string One(IReadOnlyList<string> names) => names[_chance.Next(names.Count)];

    private TimeSpan Seconds(int least, int most) => TimeSpan.FromMilliseconds(_chance.Next(least * 1000, most * 1000));
}
