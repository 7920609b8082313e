using Router.Domain.Storage;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests.Contract;

/// <summary>What two silos may rely on that share one store.</summary>
public abstract class TwoSilosContract : IAsyncLifetime
{
    private ITestStore _opened = null!;

    /// <summary>The first silo's store.</summary>
    protected IStore One { get; private set; } = null!;

    /// <summary>The second silo's.</summary>
    protected IStore Two { get; private set; } = null!;

    protected abstract TwoSilosLoad Load { get; }

    protected abstract Task<ITestStore> OpenAsync();

    /// <summary>A second silo's store on the same storage.</summary>
    protected abstract Task<IStore> OpenAnotherAsync();

    public async Task InitializeAsync()
    {
        _opened = await OpenAsync();
        One = (IStore)_opened.Grains;
        Two = await OpenAnotherAsync();
    }

    public async Task DisposeAsync()
    {
        await Two.DisposeAsync();
        await _opened.DisposeAsync();
    }

    [Fact]
    public async Task Second_owner_of_a_grain_is_refused_and_reads_what_the_first_wrote()
    {
        await One.CommitAsync(Write(Issue(1), 0, "a", journal: ["a"]));
        await Two.CommitAsync(Write(Issue(1), 1, "b", journal: ["b"]));
        await Assert.ThrowsAsync<StoreConflictException>(() => One.CommitAsync(Write(Issue(1), 1, "x", journal: ["x"])));
        Assert.Equal("b", Text((await One.ReadAsync(Issue(1)))!.State));
        Assert.Equal(2, (await One.ReadAfterAsync(0, 10)).Count);
    }

    [Fact]
    public async Task Grain_created_by_two_at_once_has_one_creator_and_holds_up_no_other()
    {
        for (var round = 0; round < Load.Rounds; round++)
        {
            var contested = new GrainKey("issue", $"contested {round}");
            var creations = ((IStore[])[One, Two]).Select(store => store.CommitAsync(Write(contested, 0, "s", journal: ["created"]))).ToArray();
            var others = Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? One : Two).CommitAsync(Write(new("issue", $"own {round} {i}"), 0, "s"))).ToArray();
            await Task.WhenAll(others).WaitAsync(Bound);
            Assert.Equal([false, true], (await Task.WhenAll(creations.Select(OutcomeAsync))).Order());
        }
    }

    [Fact]
    public async Task Writers_of_the_same_grains_follow_each_other()
    {
        var committed = new int[Load.Keys];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            var store = worker % 2 == 0 ? One : Two;
            for (var step = 0; step < Load.Steps; step++)
            {
                var key = ((worker * 13) + (step * 7)) % Load.Keys;
                var version = (await store.ReadAsync(Issue(key)))?.Version ?? 0;
                if (await OutcomeAsync(store.CommitAsync(Write(Issue(key), version, "s", journal: ["e"]))))
                    Interlocked.Increment(ref committed[key]);
            }
        })).WaitAsync(Bound);
        for (var key = 0; key < Load.Keys; key++)
            Assert.Equal(committed[key], (await One.ReadAsync(Issue(key)))?.Version ?? 0);
        Assert.Equal(committed.Sum(), (await Two.ReadAfterAsync(0, 1000)).Count);
    }

    [Fact]
    public async Task Reader_that_follows_two_writers_misses_nothing()
    {
        var writing = Task.WhenAll(WriteAsync(One, 0), WriteAsync(Two, Load.Entries));
        var followed = new List<JournalEntry>();
        using var bound = new CancellationTokenSource(Bound);
        while (followed.Count < 2 * Load.Entries)
        {
            var isWritten = writing.IsCompleted;
            var page = await Two.ReadAfterAsync(followed is [.., var last] ? last.Position : 0, Load.Page, bound.Token);
            followed.AddRange(page);
            if (page.Count == 0 && isWritten)
                break;
        }
        await writing;
        Assert.Equal(2 * Load.Entries, followed.Select(entry => Text(entry.Data)).Distinct().Count());

        Task WriteAsync(IStore store, int first) => Task.WhenAll(Enumerable.Range(0, Load.Lanes).Select(async lane =>
        {
            for (var i = lane; i < Load.Entries; i += Load.Lanes)
                await store.CommitAsync(Write(Issue(first + i), 0, "s", journal: [$"{first + i}"]));
        }));
    }

    /// <summary>True when committed, false on a conflict; anything else is thrown.</summary>
    private static async Task<bool> OutcomeAsync(Task<CommitResult> commit)
    {
        try
        {
            await commit.WaitAsync(Bound);
            return true;
        }
        catch (StoreConflictException)
        {
            return false;
        }
    }
}
