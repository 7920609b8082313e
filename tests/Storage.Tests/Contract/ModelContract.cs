using FsCheck;
using FsCheck.Xunit;
using Router.Domain.Storage;

namespace Router.Storage.Tests.Contract;

/// <summary>Any sequence of writes, settling, restarts and crashes leaves what a dictionary would hold.</summary>
public abstract class ModelContract : StorageContract
{
    private const int Grains = 5;

    [Property(MaxTest = 40, EndSize = 120)]
    public async Task Store_agrees_with_a_dictionary(NonEmptyArray<ushort> operations)
    {
        await using var store = await OpenAsync();
        var model = new Dictionary<GrainKey, (long Version, string State, List<string> History)>();
        var written = 0;
        foreach (var code in operations.Get)
        {
            var key = Issue(code / 32 % Grains);
            var known = model.GetValueOrDefault(key, (0, "", []));
            var word = $"{written++};";
            switch (code % 32)
            {
                case < 8:
                    var transition = await store.Grains.CommitAsync(Write(key, known.Version, known.State + word, Start, Row(known.State + word), word));
                    model[key] = (transition.Version, known.State + word, [.. known.History, word]);
                    break;
                case < 18:
                    var repeat = await store.Grains.CommitAsync(Repeat(key, known.Version, known.State + word, word) with { Snapshot = () => new(Bytes(known.State + word), Start, Row(known.State + word)) });
                    model[key] = (repeat.Version, known.State + word, [.. known.History, word]);
                    break;
                case < 21 when known.Version > 0:
                    var quiet = await store.Grains.CommitAsync(Repeat(key, known.Version, known.State) with { Snapshot = () => new(Bytes(known.State), Start, Row(known.State)) });
                    model[key] = known with { Version = quiet.Version };
                    break;
                case < 23:
                    await store.Grains.CommitAsync(new() { Key = key, ExpectedVersion = known.Version, Snapshot = null, Journal = Entries("deleted") });
                    model.Remove(key);
                    break;
                case < 26:
                    await Assert.ThrowsAsync<StoreConflictException>(() => store.Grains.CommitAsync(Repeat(key, known.Version + 1, "x", "x")));
                    break;
                case < 28:
                    await store.SettleAsync();
                    break;
                case < 29:
                    Time.Advance(TimeSpan.FromHours(20));
                    break;
                case 30:
                    await store.RestartAsync(crash: false);
                    break;
                case 31:
                    await store.RestartAsync(crash: true);
                    foreach (var (grain, expected) in model)
                        model[grain] = expected with { Version = (await store.Grains.ReadAsync(grain))!.Version };
                    break;
            }
        }
        for (var i = 0; i < Grains; i++)
            await AssertGrainAsync(store, Issue(i), model);
        await store.SettleAsync();
        var listed = (await store.Index.ListAsync(new() { Type = "issue" })).Items.ToDictionary(item => item.Key, item => item.Row.Title);
        Assert.Equal(model.ToDictionary(row => row.Key, row => row.Value.State), listed);
    }

    private static async Task AssertGrainAsync(ITestStore store, GrainKey key, Dictionary<GrainKey, (long Version, string State, List<string> History)> model)
    {
        var row = await store.Grains.ReadAsync(key);
        if (!model.TryGetValue(key, out var expected))
        {
            Assert.Null(row);
            return;
        }
        Assert.NotNull(row);
        Assert.Equal((expected.Version, expected.State), (row.Version, Text(row.State)));
        var history = new List<string>();
        for (var position = row.LastPosition; position != 0;)
        {
            var entry = await store.Journal.ReadAsync(position);
            Assert.NotNull(entry);
            Assert.Equal(key, entry.Key);
            history.Insert(0, Text(entry.Data));
            position = entry.PreviousPosition;
        }
        Assert.Equal(expected.History, history);
    }
}
