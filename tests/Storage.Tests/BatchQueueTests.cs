namespace Router.Storage.Tests;

public sealed class BatchQueueTests
{
    [Fact]
    public void Take_gets_everything_that_waits_up_to_the_most()
    {
        var queue = new BatchQueue<int>(10);
        for (var i = 0; i < 5; i++)
            Assert.True(queue.TryAdd(i));
        var batch = new List<int>();
        Assert.True(queue.Take(batch, 3));
        Assert.Equal([0, 1, 2], batch);
        batch.Clear();
        Assert.True(queue.Take(batch, 3));
        Assert.Equal([3, 4], batch);
    }

    [Fact]
    public void Full_queue_refuses_all_but_unbounded_items()
    {
        var queue = new BatchQueue<int>(1);
        Assert.True(queue.TryAdd(1));
        Assert.False(queue.TryAdd(2));
        Assert.True(queue.TryAdd(3, bounded: false));
        Assert.Equal(2, queue.Count);
    }

    [Fact]
    public void Complete_queue_refuses_but_gives_what_waits()
    {
        var queue = new BatchQueue<int>(10);
        queue.TryAdd(1);
        queue.Complete();
        Assert.False(queue.TryAdd(2, bounded: false));
        var batch = new List<int>();
        Assert.True(queue.Take(batch, 3));
        Assert.False(queue.Take(batch, 3));
        Assert.Equal([1], batch);
    }

    [Fact]
    public async Task Consumer_wakes_for_items_and_for_the_end()
    {
        var queue = new BatchQueue<int>(10);
        var taken = Task.Run(() =>
        {
            var all = new List<int>();
            var batch = new List<int>();
            while (queue.Take(batch, 1))
            {
                all.AddRange(batch);
                batch.Clear();
            }
            return all;
        });
        for (var i = 0; i < 3; i++)
            queue.TryAdd(i);
        while (queue.Count > 0)
            await Task.Yield();
        queue.Complete();
        Assert.Equal([0, 1, 2], await taken.WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
