using Microsoft.Extensions.Time.Testing;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests.Sqlite;

public sealed class WalCheckpointerTests
{
    [Fact]
    public async Task Log_starts_again_while_writes_go_on()
    {
        await using var store = await SqliteTestStore.OpenAsync(new FakeTimeProvider(Start), options => options with { CheckpointBytes = 1 << 20 });
        var log = new FileInfo($"{store.File}-wal");
        var written = 0L;
        while (true)
        {
            await store.Grains.CommitAsync(Write(Issue((int)(written >> 16)), 0, new string('x', 1 << 16))).WaitAsync(Bound);
            written += 1 << 16;
            log.Refresh();
            if (written > 2 * log.Length)
                break;
            Assert.True(written < 1L << 30, $"The log has {log.Length} of {written} bytes.");
        }
    }

    [Fact]
    public async Task Stop_leaves_no_log()
    {
        await using var store = await SqliteTestStore.OpenAsync(new FakeTimeProvider(Start));
        await store.Grains.CommitAsync(Write(Issue(1), 0, "a", journal: ["a"]));
        Assert.True(File.Exists($"{store.File}-wal"));
        await store.Store.DisposeAsync();
        Assert.False(File.Exists($"{store.File}-wal"));
    }
}
