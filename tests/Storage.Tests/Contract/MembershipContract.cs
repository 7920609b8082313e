using System.Net;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Router.Storage.Tests.Contract;

/// <summary>What the runtime asks of a membership table, as strictly as its own tests.</summary>
public abstract class MembershipContract : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 11, 23, 12, 0, 0, 123, DateTimeKind.Utc);

    private int _generation;

    protected IMembershipTable Table { get; private set; } = null!;

    protected string ClusterId { get; } = $"cluster {Guid.NewGuid():n}";

    public async Task InitializeAsync()
    {
        Table = await OpenAsync();
        await Table.InitializeMembershipTableAsync(true);
    }

    public virtual Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The table, not initialized; each call another instance on the same storage.</summary>
    protected abstract Task<IMembershipTable> OpenAsync(string? clusterId = null);

    protected abstract Task<IGatewayListProvider> OpenGatewaysAsync();

    [Fact]
    public async Task New_table_is_empty_and_has_version_0()
    {
        var data = await Table.ReadAllAsync();
        Assert.Empty(data.Members);
        Assert.Equal(0, data.Version.Version);
        Assert.NotNull(data.Version.VersionEtag);
    }

    [Fact]
    public async Task Many_that_initialize_at_once_make_one_table()
    {
        var tables = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            var table = await OpenAsync();
            await table.InitializeMembershipTableAsync(true);
            return table;
        }));
        Assert.True(await tables[0].InsertRowAsync(Entry(), (await tables[9].ReadAllAsync()).Version.Next()));
        await (await OpenAsync()).InitializeMembershipTableAsync(true);
        foreach (var table in tables)
            Assert.Equal(1, (await table.ReadAllAsync()).Version.Version);
    }

    [Fact]
    public async Task Row_is_read_back_whole()
    {
        var entry = Entry(SiloStatus.Active);
        await InsertAsync(entry);
        await SuspectAsync(entry, 2);
        foreach (var data in (MembershipTableData[])[await Table.ReadAllAsync(), await Table.ReadRowAsync(entry.SiloAddress)])
        {
            var (read, etag) = Assert.Single(data.Members);
            Assert.NotNull(etag);
            AssertSame(entry, read);
        }
    }

    [Fact]
    public async Task Row_that_is_not_there_is_read_as_the_version_alone()
    {
        await InsertAsync(Entry());
        var data = await Table.ReadRowAsync(Entry().SiloAddress);
        Assert.Empty(data.Members);
        Assert.Equal(1, data.Version.Version);
    }

    [Fact]
    public async Task Insert_of_an_old_version_or_of_a_known_silo_is_refused()
    {
        var version = (await Table.ReadAllAsync()).Version.Next();
        var entry = Entry();
        Assert.True(await Table.InsertRowAsync(entry, version));
        Assert.False(await Table.InsertRowAsync(entry, version));
        Assert.False(await Table.InsertRowAsync(Entry(), version));
        Assert.False(await Table.InsertRowAsync(entry, (await Table.ReadAllAsync()).Version.Next()));
        var data = await Table.ReadAllAsync();
        Assert.Single(data.Members);
        Assert.Equal(1, data.Version.Version);
        Assert.NotEqual(version.VersionEtag, data.Version.VersionEtag);
    }

    [Fact]
    public async Task Update_needs_the_rows_tag_and_the_tables_version()
    {
        for (var i = 1; i < 8; i++)
        {
            var entry = Entry();
            var first = (await Table.ReadAllAsync()).Version.Next();
            Assert.True(await Table.InsertRowAsync(entry, first));
            var before = Tag(await Table.ReadAllAsync(), entry);
            entry.Status = SiloStatus.Active;
            entry.AddSuspector(Entry().SiloAddress, Now);
            Assert.False(await Table.UpdateRowAsync(entry, before, first));
            var second = (await Table.ReadAllAsync()).Version.Next();
            Assert.True(await Table.UpdateRowAsync(entry, before, second));
            Assert.False(await Table.UpdateRowAsync(entry, before, second));
            var data = await Table.ReadAllAsync();
            AssertSame(entry, data.TryGet(entry.SiloAddress)!.Item1);
            Assert.False(await Table.UpdateRowAsync(entry, Tag(data, entry), second));
            Assert.Equal(Tag(data, entry), Tag(await Table.ReadAllAsync(), entry));
            Assert.Equal((2 * i, i), ((await Table.ReadAllAsync()).Version.Version, data.Members.Count));
        }
    }

    [Fact]
    public async Task Update_of_a_silo_that_is_not_there_is_refused()
    {
        await InsertAsync(Entry());
        var data = await Table.ReadAllAsync();
        Assert.False(await Table.UpdateRowAsync(Entry(), data.Members[0].Item2, data.Version.Next()));
        Assert.Equal(1, (await Table.ReadAllAsync()).Version.Version);
    }

    [Fact]
    public async Task Of_inserts_at_once_one_is_done()
    {
        var version = (await Table.ReadAllAsync()).Version.Next();
        var done = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Table.InsertRowAsync(Entry(), version)));
        Assert.Single(done, isDone => isDone);
        Assert.Single((await Table.ReadAllAsync()).Members);
    }

    [Fact]
    public async Task Silos_that_join_at_once_are_all_there_in_the_end()
    {
        const int Silos = 12;
        var tables = await Task.WhenAll(Enumerable.Range(0, Silos).Select(_ => OpenAsync()));
        await Task.WhenAll(tables.Select(async table =>
        {
            await table.InitializeMembershipTableAsync(true);
            var entry = Entry();
            while (!await table.InsertRowAsync(entry, (await table.ReadAllAsync()).Version.Next()))
            {
            }
        })).WaitAsync(StorageContract.Bound);
        var data = await Table.ReadAllAsync();
        Assert.Equal((Silos, Silos), (data.Members.Count, data.Version.Version));
        Assert.Equal(Silos, data.Members.Select(member => member.Item1.SiloAddress).Distinct().Count());
    }

    [Fact]
    public async Task Updates_at_once_are_each_done_in_turn()
    {
        const int Updates = 19;
        var entry = Entry();
        await InsertAsync(entry);
        await Task.WhenAll(Enumerable.Range(0, Updates).Select(async _ =>
        {
            for (var isDone = false; !isDone;)
            {
                var data = await Table.ReadAllAsync();
                var row = data.TryGet(entry.SiloAddress)!;
                isDone = await Table.UpdateRowAsync(row.Item1, row.Item2, data.Version.Next());
            }
        })).WaitAsync(StorageContract.Bound);
        var last = await Table.ReadAllAsync();
        Assert.Equal((1, Updates + 1), (last.Members.Count, last.Version.Version));
    }

    [Fact]
    public async Task Sign_of_life_changes_its_time_and_nothing_else()
    {
        var entry = Entry(SiloStatus.Active);
        await InsertAsync(entry);
        await SuspectAsync(entry, 1);
        await Table.UpdateIAmAliveAsync(new() { SiloAddress = entry.SiloAddress, IAmAliveTime = Now.AddMinutes(5) });
        var data = await Table.ReadAllAsync();
        entry.IAmAliveTime = Now.AddMinutes(5);
        AssertSame(entry, Assert.Single(data.Members).Item1);
        Assert.Equal(2, data.Version.Version);
    }

    [Fact]
    public async Task Cleaning_takes_the_dead_of_long_ago()
    {
        var (oldDead, newDead, oldActive) = (Entry(SiloStatus.Dead, -10), Entry(SiloStatus.Dead), Entry(SiloStatus.Active, -10));
        foreach (var entry in (MembershipEntry[])[oldDead, newDead, oldActive])
            await InsertAsync(entry);
        await Table.CleanupDefunctSiloEntriesAsync(new(Now.AddDays(-3)));
        var left = (await Table.ReadAllAsync()).Members.Select(member => member.Item1.SiloAddress).ToHashSet();
        Assert.True(left.SetEquals([newDead.SiloAddress, oldActive.SiloAddress]));
    }

    [Fact]
    public async Task Clusters_in_one_store_know_nothing_of_each_other()
    {
        var other = await OpenAsync("another/cluster#1");
        await other.InitializeMembershipTableAsync(true);
        await InsertAsync(Entry());
        Assert.Empty((await other.ReadAllAsync()).Members);
        Assert.True(await other.InsertRowAsync(Entry(), (await other.ReadAllAsync()).Version.Next()));
        await other.DeleteMembershipTableEntriesAsync("another/cluster#1");
        await other.InitializeMembershipTableAsync(true);
        Assert.Empty((await other.ReadAllAsync()).Members);
        Assert.Single((await Table.ReadAllAsync()).Members);
    }

    [Fact]
    public async Task Gateways_are_those_of_active_silos_that_have_one()
    {
        var entries = Enumerable.Range(0, 10).Select(i => Entry(i is 3 or 5 or 9 ? SiloStatus.Active : SiloStatus.Joining)).ToArray();
        entries[3].ProxyPort = 0;
        foreach (var entry in entries)
            await InsertAsync(entry);
        var gateways = await (await OpenGatewaysAsync()).GetGatewaysAsync();
        var expected = ((MembershipEntry[])[entries[5], entries[9]]).Select(entry => new IPEndPoint(entry.SiloAddress.Endpoint.Address, entry.ProxyPort).ToString());
        Assert.Equal(expected.Order(), gateways.Select(gateway => gateway.Authority).Order());
    }

    private async Task InsertAsync(MembershipEntry entry) => Assert.True(await Table.InsertRowAsync(entry, (await Table.ReadAllAsync()).Version.Next()));

    private async Task SuspectAsync(MembershipEntry entry, int count)
    {
        for (var i = 0; i < count; i++)
            entry.AddSuspector(Entry().SiloAddress, Now.AddSeconds(i));
        var data = await Table.ReadAllAsync();
        Assert.True(await Table.UpdateRowAsync(entry, Tag(data, entry), data.Version.Next()));
    }

    private static string Tag(MembershipTableData data, MembershipEntry entry) => data.TryGet(entry.SiloAddress)!.Item2;

    private MembershipEntry Entry(SiloStatus status = SiloStatus.Joining, int days = 0)
    {
        var number = Interlocked.Increment(ref _generation);
        return new()
        {
            SiloAddress = SiloAddress.New(IPAddress.Parse("10.0.0.7"), 11111 + number, number),
            HostName = "host",
            SiloName = $"silo {number}",
            Status = status,
            ProxyPort = 30000 + number,
            StartTime = Now.AddDays(days),
            IAmAliveTime = Now.AddDays(days),
        };
    }

    private static void AssertSame(MembershipEntry expected, MembershipEntry actual)
    {
        Assert.Equal(
            (expected.SiloAddress, expected.HostName, expected.SiloName, expected.Status, expected.ProxyPort, expected.StartTime, expected.IAmAliveTime),
            (actual.SiloAddress, actual.HostName, actual.SiloName, actual.Status, actual.ProxyPort, actual.StartTime, actual.IAmAliveTime));
        Assert.Equal(expected.SuspectTimes ?? [], actual.SuspectTimes ?? []);
    }
}
