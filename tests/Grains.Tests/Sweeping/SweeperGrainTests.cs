using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;
using Router.Domain.Inbox;
using Router.Domain.Storage;
using Router.Grains.Interfaces;
using Router.Grains.Tests.Delivery;

namespace Router.Grains.Tests.Sweeping;

public class SweeperGrainTests
{
    [Fact]
    public async Task Wake_that_hangs_holds_up_no_other_and_is_not_repeated_meanwhile()
    {
        var rows = new Rows();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(TimeProvider.System);
            silo.Services.AddSingleton<IDueRows>(rows);
            silo.Services.AddSingleton<IGrainStateStorage>(rows);
        });
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        var sweeper = cluster.Client.GetGrain<ISweeperGrain>(0);
        rows.Due = ["hangs"];

        await sweeper.SweepAsync().WaitAsync(DeliveryCluster.Bound);
        rows.Due = ["hangs", "other"];
        while (!rows.Woken.Contains("other"))
            await sweeper.SweepAsync().WaitAsync(DeliveryCluster.Bound);

        Assert.Single(rows.Woken, id => id == "hangs");
        rows.Release.SetResult();
    }

    /// <summary>Due rows of the inbox, whose grains read their rows first: one of the reads hangs.</summary>
    private sealed class Rows : IDueRows, IGrainStateStorage
    {
        public IReadOnlyList<string> Due { get; set; } = [];

        public ConcurrentQueue<string> Woken { get; } = new();

        public TaskCompletionSource Release { get; } = new();

        public ValueTask<IReadOnlyList<DueRow>> ReadDueAsync(int shard, DateTimeOffset now, int limit, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<IReadOnlyList<DueRow>>([.. Due.Select(id => new DueRow(new(InboxStore.GrainType, id), now))]);

        public async ValueTask<GrainRow?> ReadAsync(GrainKey key, CancellationToken cancellationToken = default)
        {
            Woken.Enqueue(key.Id);
            if (key.Id == "hangs")
                await Release.Task;
            return null;
        }

        public Task<CommitResult> CommitAsync(GrainWrite write) => throw new NotSupportedException();
    }
}
