using System.Collections.Immutable;
using Router.Api.Silences;
using Router.Domain.Configuration;
using Router.Domain.Noise;
using Router.Domain.Replay;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Api.Replay;

/// <summary>Replays the journal through the config in force and a draft. One at a time: it takes a processor for a while.</summary>
internal sealed class ReplayReader(IJournal journal, IIndexQuery index, SilenceRows silences, ICurrentConfig config) : IDisposable
{
    /// <summary>The most entries of the journal that are replayed: the newest.</summary>
    public const int MaxEntries = 200_000;

    private const int PageSize = 500;

    /// <summary>So much before the begin is replayed too, to know what was open then.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _running = new(1);

    /// <summary>The difference; null when another replay is under way.</summary>
    public async Task<ReplayAnswer?> RunAsync(RouteTable draft, DateTimeOffset from, DateTimeOffset to, int examples, CancellationToken cancellationToken)
    {
        if (!_running.Wait(0, CancellationToken.None))
            return null;
        try
        {
            var table = config.Table;
            var run = new ReplayRun(table, draft, await SilencesAsync(from - Lead, cancellationToken), from);
            var (after, isCut) = await JournalScan.StartAsync(journal, from - Lead, MaxEntries, cancellationToken);
            var first = await ReplayAsync(run, after, from - Lead, to, cancellationToken);
            isCut &= first > from;
            return ReplayAnswer.Of(run, run.Finish(to), examples, isCut ? first!.Value : from, to, isCut, table.Version, ReplayWarnings.Of(table, draft));
        }
        finally
        {
            _running.Release();
        }
    }

    public void Dispose() => _running.Dispose();

    /// <summary>Replays the entries of a span; answers the first one's time.</summary>
    private async Task<DateTimeOffset?> ReplayAsync(ReplayRun run, long after, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        DateTimeOffset? first = null;
        for (var left = MaxEntries; left > 0;)
        {
            var page = await journal.ReadAfterAsync(after, Math.Min(PageSize, left), cancellationToken);
            if (page.Count == 0 || page[0].At > to + JournalScan.Skew)
                break;
            foreach (var entry in page.Where(e => e.At >= from && e.At <= to))
            {
                first ??= entry.At;
                run.Add(entry);
            }

            after = page[^1].Position;
            left -= page.Count;
        }

        return first;
    }

    /// <summary>The silences of the API that may have held since then.</summary>
    private async Task<ImmutableArray<Silence>> SilencesAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<Silence>();
        foreach (var filter in (IndexFilter[])[
            new() { Type = SilenceStore.GrainType, Status = SilenceStore.Live, Limit = SilenceRows.MaxLive },
            new() { Type = SilenceStore.GrainType, Status = SilenceStore.Over, From = since, Limit = SilenceRows.MaxLive }])
        {
            foreach (var item in (await index.ListAsync(filter, cancellationToken)).Items)
            {
                if ((await silences.FindAsync(item.Key.Id, cancellationToken))?.Read() is { } silence)
                    found.Add(silence);
            }
        }

        return found.ToImmutable();
    }
}
