using System.Globalization;
using System.Text.Json;

namespace Router.Load.Scenarios;

/// <summary>Runs the scenarios, prints the table and writes a file each.</summary>
internal static class Suite
{
    public static IReadOnlyList<IScenario> All { get; } =
    [
        new AgainstKestrel(),
        new AgainstAlertmanager(),
        new HotIssue(),
        new ManyStored(),
        new Lists(),
        new Feed(),
        new OpenPages(),
        new HalfOfPeak(),
        new Overload("overload", "1.5 x peak", slowCommits: false),
        new Overload("slow-commits", "1.5 x peak, commits of 100 ms", slowCommits: true),
        new ReceivedToSink(),
        new StartAndMemory(),
        new NoiseCost(),
        new ManyRoutes(),
        new OpenIncidents(),
        new Storm(),
        new PostgresWrites(),
        new OnPostgres(),
        new SiloKilled(),
        new BytesWritten(),
    ];

    /// <summary>Returns how many scenarios could not be measured.</summary>
    public static async Task<int> RunAsync(BenchSettings settings, IReadOnlyList<string> only)
    {
        Directory.CreateDirectory(settings.Results);
        var machine = Machine.Describe(settings.Work);
        var commit = Machine.Commit();
        await using var receiver = await SinkReceiver.StartAsync();
        var context = new BenchContext(settings, receiver);
        Console.WriteLine($"{machine.Processor}, {machine.Cores} cores, {machine.MemoryBytes / 1e9:0} GB, fsync {machine.FsyncMilliseconds} ms; {machine.Runtime}; {commit}{(settings.Quick ? "; quick" : "")}");
        Console.WriteLine();
        Console.WriteLine($"| {"figure",-70} | {"value",12} | {"unit",-10} | {"bound",-8} | {"met",-3} |");
        Console.WriteLine($"|{new string('-', 72)}|{new string('-', 13)}:|{new string('-', 12)}|{new string('-', 10)}|{new string('-', 5)}|");

        var failed = 0;
        foreach (var scenario in All.Where(s => only.Count == 0 || only.Contains(s.Name)))
        {
            ScenarioResult result;
            try
            {
                result = await scenario.RunAsync(context);
            }
            catch (Exception error) when (error is InvalidOperationException or TimeoutException or IOException or HttpRequestException or System.Net.Sockets.SocketException)
            {
                failed++;
                await Console.Error.WriteLineAsync($"{scenario.Name}: {error.Message}");
                continue;
            }

            Print(scenario.Name, result);
            var report = new Report(scenario.Name, TimeProvider.System.GetUtcNow(), commit, settings.Quick, settings.Rounds, settings.Round.TotalSeconds, machine, result);
            await File.WriteAllTextAsync(Path.Combine(settings.Results, $"{scenario.Name}.json"), JsonSerializer.Serialize(report, ReportJson.Default.Report) + "\n");
        }

        return failed;
    }

    private static void Print(string name, ScenarioResult result)
    {
        if (result.Skipped is { } reason)
            Console.WriteLine($"| {name}: skipped, {reason} |");
        foreach (var figure in result.Figures)
        {
            var bound = figure.AtLeast is { } least ? $">= {Text(least)}" : figure.AtMost is { } most ? $"<= {Text(most)}" : "";
            var met = figure.Met switch { true => "yes", false => "NO", null => "" };
            Console.WriteLine($"| {figure.Name,-70} | {Text(figure.Value),12} | {figure.Unit,-10} | {bound,-8} | {met,-3} |");
        }
    }

    private static string Text(double value) => value.ToString(Math.Abs(value) < 100 ? "0.##" : "#,0", CultureInfo.InvariantCulture);
}
