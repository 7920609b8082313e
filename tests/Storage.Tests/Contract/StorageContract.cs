using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Router.Domain.Alerts;
using Router.Domain.Storage;

namespace Router.Storage.Tests.Contract;

/// <summary>What every backend's contract tests share. A test state is a list of words; a test journal entry is a word that was added.</summary>
public abstract class StorageContract : IAsyncLifetime
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    protected FakeTimeProvider Time { get; } = new(Start);

    protected ITestStore Store { get; private set; } = null!;

    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    public async Task InitializeAsync() => Store = await OpenAsync();

    public async Task DisposeAsync() => await Store.DisposeAsync();

    protected abstract Task<ITestStore> OpenAsync();

    public static GrainKey Issue(int number) => new("issue", $"web|issue|{number}");

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    public static IndexRow Row(string title = "title", string status = "Triggered", int lastSeen = 0, long count = 1, int? created = null) => new()
    {
        Status = status,
        Severity = Severity.Warning,
        Title = title,
        CreatedAt = created is { } second ? Start.AddSeconds(second) : null,
        FirstSeen = Start,
        LastSeen = Start.AddSeconds(lastSeen),
        Count = count,
    };

    public static ImmutableArray<JournalWrite> Entries(params string[] words) =>
        [.. words.Select(word => new JournalWrite(JournalKind.Issue, Start.AddTicks(7), Bytes(word)))];

    public static GrainWrite Write(GrainKey key, long expected, string state, DateTimeOffset? dueAt = null, IndexRow? index = null, params string[] journal) => new()
    {
        Key = key,
        ExpectedVersion = expected,
        Snapshot = () => new(Bytes(state), dueAt, index),
        Journal = Entries(journal),
    };

    public static GrainWrite Repeat(GrainKey key, long expected, string state, params string[] journal) =>
        Write(key, expected, state, journal: journal) with { Deferrable = true };

    protected Task<CommitResult> CommitAsync(GrainWrite write) => Store.Grains.CommitAsync(write).WaitAsync(Bound);

    protected async Task<string?> StateAsync(GrainKey key) => await Store.Grains.ReadAsync(key) is { } row ? Text(row.State) : null;

    protected async Task<List<JournalEntry>> JournalAsync(int page = 100)
    {
        var all = new List<JournalEntry>();
        while (await Store.Journal.ReadAfterAsync(all.Count == 0 ? 0 : all[^1].Position, page) is { Count: > 0 } entries)
            all.AddRange(entries);
        return all;
    }

    /// <summary>A grain's words, walked backwards from its newest entry.</summary>
    protected async Task<List<string>> HistoryAsync(GrainKey key)
    {
        var words = new List<string>();
        for (var position = (await Store.Grains.ReadAsync(key))?.LastPosition ?? 0; position != 0;)
        {
            var entry = await Store.Journal.ReadAsync(position);
            if (entry is null)
                break;
            Assert.Equal(key, entry.Key);
            words.Insert(0, Text(entry.Data));
            position = entry.PreviousPosition;
        }
        return words;
    }
}
