using System.Collections.Concurrent;
using System.Diagnostics;
using Router.Storage.Tests.Sqlite;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests;

public sealed class StorageTracingTests
{
    [Fact]
    public async Task Commit_is_a_span_with_the_number_of_its_writes()
    {
        var commits = new ConcurrentQueue<object?>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Router",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.OperationName == "store.commit")
                    commits.Enqueue(activity.GetTagItem("writes"));
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using (var store = await SqliteTestStore.OpenAsync(TimeProvider.System))
            await store.Grains.CommitAsync(Write(Issue(1), 0, "a")).WaitAsync(Bound);
        Assert.Contains(1, commits);
    }
}
