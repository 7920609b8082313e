using Router.Domain.Storage;

namespace Router.Storage.Tests.Contract;

public abstract class ScanContract : StorageContract
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Every_grain_is_met_once_with_its_due_time_and_list_row(int page)
    {
        for (var i = 0; i < 20; i++)
            await CommitAsync(Write(new(i % 3 == 0 ? "incident" : "issue", $"web|'{i}"), 0, "s", i % 2 == 0 ? Start.AddSeconds(i) : null, i % 4 == 0 ? Row($"{i}", created: i) : null));
        var met = new Dictionary<GrainKey, StoredGrain>();
        var scan = (IGrainScan)Store.Grains;
        for (GrainKey? after = null; await scan.ReadGrainsAsync(after, page) is { Count: > 0 } grains; after = grains[^1].Key)
        {
            Assert.InRange(grains.Count, 1, page);
            foreach (var grain in grains)
                met.Add(grain.Key, grain);
        }

        Assert.Equal(20, met.Count);
        for (var i = 0; i < 20; i++)
        {
            var grain = met[new(i % 3 == 0 ? "incident" : "issue", $"web|'{i}")];
            Assert.Equal(i % 2 == 0 ? Start.AddSeconds(i) : null, grain.DueAt);
            Assert.Equal(i % 4 == 0 ? $"{i}" : null, grain.Index?.Title);
        }
    }

    [Fact]
    public async Task Deferred_state_is_met_as_it_is()
    {
        await CommitAsync(Write(Issue(1), 0, "s", Start, Row()));
        await CommitAsync(Write(Issue(1), 1, "s", Start.AddSeconds(5), Row(count: 2), "b") with { Deferrable = true });
        var grain = Assert.Single(await ((IGrainScan)Store.Grains).ReadGrainsAsync(null, 10));
        Assert.Equal((Start.AddSeconds(5), 2L), (grain.DueAt, grain.Index!.Count));
    }
}
