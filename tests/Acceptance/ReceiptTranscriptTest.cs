using System.Text.RegularExpressions;
using Router.Acceptance.Driver;

namespace Router.Acceptance;

/// <summary>What docs/receipts.md shows of one alert is what the program prints, but for times and random ids.</summary>
public sealed partial class ReceiptTranscriptTest : IDisposable
{
    private const string DocumentedReceiver = "http://127.0.0.1:9099/";
    private const string DocumentedRouter = "http://localhost:8080/";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Transcript_in_the_docs_is_what_the_program_prints()
    {
        var blocks = Blocks(await File.ReadAllTextAsync(Path.Combine(SolutionRoot.Path, "docs", "receipts.md")));
        var config = blocks.Single(b => b.StartsWith("integrations:", StringComparison.Ordinal));
        var steps = blocks.Where(b => b.StartsWith("$ router ", StringComparison.Ordinal)).Select(b => new Step(b)).ToList();
        var (send, whole, issue, repeat) = (steps[0], steps[1], steps[2], steps[3]);
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Answer = call => call.Attempt == 1 ? 503 : 200;
        await using var router = await RouterProcess.StartReadyAsync(new()
        {
            DataDirectory = _directory.File("data"),
            ConfigFile = _directory.Write("router.yaml", config.Replace(DocumentedReceiver, new Uri(receiver.Url, "/").ToString(), StringComparison.Ordinal)),
        });

        Assert.Equal(send.Output, Masked(await RunAsync(router, send)));
        var story = await Eventually.FitsAsync(() => RunAsync(router, whole), s => s.Contains("attempt 2 was answered", StringComparison.Ordinal), "the delivery", Bound);
        Assert.Equal(whole.Output, Masked(story));

        await RunAsync(router, send);
        await RunAsync(router, send with { Arguments = [.. send.Arguments.Select(a => a == "event_alert.triggered" ? "issue.resolved" : a)] });
        var lately = await RunAsync(router, issue);
        Assert.Equal(issue.Output, Masked(lately));
        var second = RepeatedReceipt().Match(lately).Value;
        var why = Masked(await RunAsync(router, repeat with { Arguments = ["explain", second] }));
        Assert.All(repeat.Output.Split('\n').Where(line => line != "..."), line => Assert.Contains(line, why, StringComparison.Ordinal));
    }

    private static async Task<string> RunAsync(RouterProcess router, Step step)
    {
        var arguments = step.Arguments.Select(a => a.Replace(DocumentedRouter, router.Url.ToString(), StringComparison.Ordinal));
        var result = await RouterCommand.RunAsync(step.Arguments[0] == "explain" ? [.. arguments, "--url", router.Url.ToString(), "--key-file", await router.AdminKeyFileAsync()] : [.. arguments]);
        Assert.True(result.ExitCode == 0, $"{result}");
        return result.Output;
    }

    private static IReadOnlyList<string> Blocks(string text) => [.. Block().Matches(text).Select(m => m.Groups[1].Value)];

    /// <summary>Without what differs from run to run: dates, times, durations, event ids, and positions in the journal.</summary>
    private static string Masked(string text) => Varying().Replace(text.TrimEnd(), match => Regex.Replace(match.Value, "[0-9a-f]+", "0"));

    [GeneratedRegex(@"```\w*\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|\b\d+ ms|\bevent [0-9a-f]{32}\b|\br\d+\b *")]
    private static partial Regex Varying();

    [GeneratedRegex(@"\br\w+(?= +event_alert\.triggered: accepted, repeated)")]
    private static partial Regex RepeatedReceipt();

    /// <summary>A command and what it prints, as the docs show it.</summary>
    private sealed record Step(IReadOnlyList<string> Arguments, string Output)
    {
        public Step(string block)
            : this(block[..block.IndexOf('\n', StringComparison.Ordinal)].Split(' ')[2..], Masked(block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..]))
        {
        }
    }
}
