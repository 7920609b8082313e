using Router.Domain.Noise;
using Router.Domain.Storage;

namespace Router.Api.Silences;

/// <summary>Previews a silence over the journal's last week.</summary>
internal sealed class SilencePreviewReader(IJournal journal, TimeProvider time)
{
    /// <summary>The most entries that are looked at: the newest.</summary>
    public const int MaxEntries = 100_000;

    private const int PageSize = 500;
    private static readonly TimeSpan Back = TimeSpan.FromDays(7);

    public async Task<SilencePreviewAnswer> ReadAsync(Silence silence, CancellationToken cancellationToken)
    {
        var to = time.GetUtcNow();
        var from = to - Back;
        var preview = new SilencePreview(silence);
        var (after, isCut) = await JournalScan.StartAsync(journal, from, MaxEntries, cancellationToken);
        DateTimeOffset? first = null;
        for (var left = MaxEntries; left > 0;)
        {
            var page = await journal.ReadAfterAsync(after, Math.Min(PageSize, left), cancellationToken);
            if (page.Count == 0)
                break;
            foreach (var entry in page.Where(e => e.At >= from && e.At <= to))
            {
                first ??= entry.At;
                preview.Add(entry);
            }

            after = page[^1].Position;
            left -= page.Count;
        }

        return SilencePreviewAnswer.Of(preview, isCut ? first ?? from : from, to, isCut);
    }
}
