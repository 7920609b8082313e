using System.Diagnostics;
using Router.Acceptance.Driver;
using Router.Api.Sentry.Samples;

namespace Router.Acceptance;

/// <summary>202 means on disk: seen from the kernel, the journal's write and its fsync come before the answer.</summary>
public sealed class FsyncOrderTest : IDisposable
{
    private const int Webhooks = 20;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [StraceFact]
    public async Task Between_the_write_of_the_journal_and_the_answer_lies_the_fsync()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var data = _directory.File("data");
        await using var router = await RouterProcess.StartReadyAsync(new()
        {
            DataDirectory = data,
            ConfigFile = _directory.Write("router.yaml", SampleConfig.For(receiver.Url)),
        });
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        await sender.WarmUpAsync();

        var events = new List<(Guid Id, string Receipt)>();
        var trace = _directory.File("trace");
        await using (await Strace.AttachAsync(router.Id, trace))
        {
            for (var i = 0; i < Webhooks; i++)
            {
                var options = SignedSender.Fresh();
                var answer = await sender.SendAsync(SentrySample.Create("event_alert.triggered", options));
                answer.MustBeAccepted();
                events.Add((options.EventId, answer.Receipt!));
            }
        }

        var calls = SystemCall.Parse(await File.ReadAllLinesAsync(trace));
        foreach (var (id, receipt) in events)
            AssertSynced(calls, data, id.ToString("N"), receipt);
    }

    private static void AssertSynced(IReadOnlyList<SystemCall> calls, string data, string eventId, string receipt)
    {
        var answer = calls.FirstOrDefault(c => c.Started.Contains("HTTP/1.1 202", StringComparison.Ordinal) && c.Started.Contains($"\\\"{receipt}\\\"", StringComparison.Ordinal));
        Assert.True(answer is not null, $"the answer with receipt {receipt} is not in the trace");
        var write = calls.FirstOrDefault(c => c.IsWrite && c.Started.Contains(data, StringComparison.Ordinal) && c.Started.Contains(eventId, StringComparison.OrdinalIgnoreCase));
        Assert.True(write is not null, $"no write under {data} holds event {eventId}");
        Assert.True(write.StartLine < answer.StartLine, "the answer went out before the journal was written");
        var file = write.File;
        Assert.True(
            calls.Any(c => c.IsSync && c.File == file && c.StartLine > write.StartLine && c.EndLine < answer.StartLine),
            $"no finished fsync of {file} between the write of {eventId} and its answer");
    }

    /// <summary>One system call of a trace; a call that another thread interrupted has different lines for start and end.</summary>
    private sealed record SystemCall(string Name, string Started, int StartLine, int EndLine)
    {
        public bool IsWrite => Name is "write" or "pwrite64" or "writev" or "pwritev";

        public bool IsSync => Name is "fsync" or "fdatasync";

        /// <summary>The path that strace shows for the descriptor.</summary>
        public string File => Started[(Started.IndexOf('<', StringComparison.Ordinal) + 1)..Started.IndexOf('>', StringComparison.Ordinal)];

        public static List<SystemCall> Parse(string[] lines)
        {
            var calls = new List<SystemCall>();
            var open = new Dictionary<string, int>();
            for (var i = 0; i < lines.Length; i++)
            {
                var space = lines[i].IndexOf(' ', StringComparison.Ordinal);
                if (space < 0)
                    continue;
                var (thread, text) = (lines[i][..space], lines[i][space..].TrimStart());
                if (text.StartsWith("<... ", StringComparison.Ordinal))
                {
                    if (open.Remove(thread, out var started))
                        calls[started] = calls[started] with { EndLine = i };
                    continue;
                }

                var parenthesis = text.IndexOf('(', StringComparison.Ordinal);
                if (parenthesis < 0)
                    continue;
                var unfinished = text.EndsWith("<unfinished ...>", StringComparison.Ordinal);
                if (unfinished)
                    open[thread] = calls.Count;
                calls.Add(new(text[..parenthesis], text, i, unfinished ? int.MaxValue : i));
            }

            return calls;
        }
    }

    private sealed class Strace : IAsyncDisposable
    {
        private readonly Process _process;

        private Strace(Process process) => _process = process;

        public static async Task<Strace> AttachAsync(int processId, string output)
        {
            var process = Process.Start(new ProcessStartInfo("/usr/bin/strace",
            [
                "-f", "-y", "-s", "65536", "-e", "trace=write,writev,pwrite64,pwritev,fsync,fdatasync,sendto,sendmsg", "-o", output, "-p", $"{processId}",
            ])
            { RedirectStandardError = true })!;
            var line = await process.StandardError.ReadLineAsync().WaitAsync(Bound);
            Assert.True(line?.Contains("attached", StringComparison.Ordinal), $"strace: {line}");
            return new(process);
        }

        public async ValueTask DisposeAsync()
        {
            using var interrupt = Process.Start("/bin/kill", ["-INT", $"{_process.Id}"]);
            await _process.WaitForExitAsync().WaitAsync(Bound);
            _process.Dispose();
        }
    }
}
