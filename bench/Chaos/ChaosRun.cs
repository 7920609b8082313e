using System.Diagnostics;
using System.Globalization;
using Router.Acceptance.Driver;

namespace Router.Chaos;

/// <summary>Makes faults under load, then checks everything and prints what came of it.</summary>
public static class ChaosRun
{
    private static readonly TimeSpan Settle = TimeSpan.FromMinutes(4);

    /// <returns>0 when nothing was violated, 1 otherwise.</returns>
    public static async Task<int> RunAsync(ChaosOptions options)
    {
        try
        {
            return await BreakAsync(options).WaitAsync(options.Duration + options.Grace);
        }
        catch (TimeoutException e)
        {
            Line($"VIOLATED  the run did not end: {e.Message}");
            return 1;
        }
    }

    private static async Task<int> BreakAsync(ChaosOptions options)
    {
        var cluster = new LocalCluster(options);
        await using var sink = await RecordingSink.StartAsync(options.SinkHost, options.SinkPort);
        using var load = new SignedLoad(cluster.Front, options);
        var faults = new Faults(cluster, sink, options);
        foreach (var skipped in faults.Skipped)
            Line($"skipped: {skipped}");
        Line($"seed {options.Seed}, {options.Duration.TotalMinutes:0.#} minutes, {options.Issues} issues, {options.Rate:0} webhooks/s");
        var violations = new List<string>();
        _ = await load.AllAnswerAsync() ?? throw new InvalidOperationException("the cluster does not answer before any fault");

        using var stop = new CancellationTokenSource();
        var running = load.RunAsync(stop.Token);
        Line($"{"fault",-34} {"lasts",7} {"answer in",10} {"after it",9} {"queued",7} {"refused",8}");
        var began = Stopwatch.GetTimestamp();
        foreach (var fault in faults.All())
        {
            if (Stopwatch.GetElapsedTime(began) > options.Duration)
                break;
            violations.AddRange(await MakeAsync(fault, cluster, load, options));
        }

        await stop.CancelAsync();
        await running;
        await cluster.HealAsync();
        await using var reader = await EvidenceReader.OpenAsync(cluster.ConnectionString);
        var settling = Stopwatch.GetTimestamp();
        try
        {
            await Eventually.FitsAsync(async () => (await reader.ReadAsync(load, sink)).UnderWay, left => left is null, "everything to be handed over and delivered", Settle);
        }
        catch (TimeoutException e)
        {
            violations.Add(e.Message);
        }

        var (sent, queued, refused) = load.Totals;
        Line($"\n{sent} webhooks sent, {queued} through the inbox, {refused} refused ({string.Join(", ", load.Refusals.OrderBy(r => r.Key).Select(r => $"{r.Value} x {r.Key}"))}); {sink.Calls.DistinctBy(call => call.Id).Count()} notifications; settled in {Stopwatch.GetElapsedTime(settling).TotalSeconds:0.0} s");
        foreach (var violation in violations)
            Line($"VIOLATED  {violation}");
        foreach (var (check, found) in Checks.Of(await reader.ReadAsync(load, sink)))
        {
            Line($"{(found.Count == 0 ? "ok" : "VIOLATED"),-9} {check}{(found.Count == 0 ? "" : $": {found.Count}")}");
            foreach (var example in found.Take(5))
                Line($"          {example}");
            violations.AddRange(found);
        }

        Line(violations.Count == 0 ? "chaos: no violation" : $"chaos: {violations.Count} violations");
        return violations.Count == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<string>> MakeAsync(Fault fault, LocalCluster cluster, SignedLoad load, ChaosOptions options)
    {
        var before = load.Totals;
        await fault.Begin();
        var answering = load.AllAnswerAsync();
        var seeing = fault.See?.Invoke() ?? Task.FromResult(new Sighting("", IsThere: true));
        await Task.WhenAll(Task.Delay(fault.Lasts, TimeProvider.System), seeing);
        var seen = await seeing;
        await fault.End();
        await cluster.HealAsync();
        var during = await answering;
        var after = await load.AllAnswerAsync();
        var now = load.Totals;
        Line($"{fault.Name,-34} {fault.Lasts.TotalSeconds,5:0.0} s {Seconds(during),10} {Seconds(after),9} {now.Queued - before.Queued,7} {now.Refused - before.Refused,8}  {seen.Text}");
        return
        [
            .. seen.IsThere ? (string[])[] : [$"{fault.Name}: was not made, {seen.Text}"],
            .. after is null || after > options.AnswerWithin ? (string[])[$"after {fault.Name}: not every issue answered within {options.AnswerWithin.TotalSeconds:0} s of its end"] : [],
        ];
    }

    private static string Seconds(TimeSpan? time) => time is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalSeconds:0.0} s") : "never";

    private static void Line(FormattableString text) => Line(text.ToString(CultureInfo.InvariantCulture));

    private static void Line(string text) => Console.WriteLine(text);
}
