using System.Buffers;
using FsCheck.Xunit;
using Router.Domain.Storage;

namespace Router.Storage.Tests;

public sealed class JournalPageTests
{
    [Property]
    public void Entries_are_read_back_from_any_place(long[] ticks, byte[] data, int first)
    {
        var page = new ArrayBufferWriter<byte>();
        var entries = ticks.Select((tick, i) => new JournalEntry(first + i, tick, new("issue", $"ü{tick}"), (JournalKind)(1 + (i % 3)), new(Math.Abs(tick % 1_000_000), TimeSpan.Zero), data)).ToList();
        foreach (var entry in entries)
            JournalPage.Write(page, entry.Key, new(entry.Kind, entry.At, entry.Data), entry.PreviousPosition);
        for (var from = 0; from <= entries.Count; from++)
        {
            var read = JournalPage.Read(first, page.WrittenMemory, first + from).ToList();
            Assert.Equal(entries.Skip(from).Select(Shown), read.Select(Shown));
        }
    }

    private static string Shown(JournalEntry entry) =>
        $"{entry.Position} {entry.PreviousPosition} {entry.Key} {entry.Kind} {entry.At:O} {Convert.ToHexString(entry.Data.Span)}";
}
