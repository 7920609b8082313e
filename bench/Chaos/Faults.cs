namespace Router.Chaos;

/// <summary>The faults of a run, in an order that its seed decides: every kind once, then any.</summary>
public sealed class Faults(LocalCluster cluster, RecordingSink sink, ChaosOptions options)
{
    private readonly Random _chance = new(options.Seed);

    /// <summary>What this machine can't do, with why.</summary>
    public IEnumerable<string> Skipped
    {
        get
        {
            if (options.Namespace is null)
                yield return "silo cut off from the others: needs root, CAP_NET_ADMIN and ip(8) for a network namespace";
            if (options.FakeTime is null)
                yield return "clock of one silo shifted: needs libfaketime (Debian: faketime)";
        }
    }

    public IEnumerable<Fault> All()
    {
        Func<Fault>[] kinds =
        [
            SiloKilled, SiloFrozen, SiloStopped, ApiKilled, ApiFrozen, ApiStopped, PostgresRestarted, PostgresKilled, ConnectionsCut,
            () => SinkIs(RecordingSink.Mood.Failing, "sink fails"), () => SinkIs(RecordingSink.Mood.Hanging, "sink hangs"),
            .. options.Namespace is null ? (Func<Fault>[])[] : [SiloCutOff],
            .. options.FakeTime is null ? (Func<Fault>[])[] : [ClockShifted],
        ];
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

    private Fault? Wanted(Fault fault) => options.Only is null || fault.Name.StartsWith(options.Only, StringComparison.Ordinal) ? fault : null;

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
        var silo = One(cluster.Silos);
        var shift = _chance.Next(2) == 0 ? "-30s" : "+30s";
        return new(
            $"clock shifted ({silo} {shift})",
            async () =>
            {
                cluster.Fault(silo, [$"LD_PRELOAD={options.FakeTime}", $"FAKETIME={shift}", "FAKETIME_DONT_FAKE_MONOTONIC=1", "DONT_FAKE_MONOTONIC=1"]);
                await cluster.DoAsync("down", silo);
                await cluster.DoAsync("up", silo);
            },
            Seconds(10, 20),
            async () =>
            {
                cluster.NoFault(silo);
                await cluster.DoAsync("down", silo);
            });
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
