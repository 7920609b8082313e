using Router.Domain.Storage;
using Router.Storage.Tests.Contract;

namespace Router.Storage.Tests.Postgres;

/// <summary>Plans that the server made while its tables had hardly a row.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresPlanTests
{
    private const int Rows = 2_000;

    [Fact]
    public async Task Write_that_was_planned_for_tiny_tables_reads_only_its_own_rows_of_large_ones()
    {
        await using var test = await PostgresTestStore.OpenAsync(
            TimeProvider.System, options => options with { Writers = 1, FlushInterval = TimeSpan.FromHours(1), CatchUpAfter = TimeSpan.FromHours(1) });
        var key = StorageContract.Issue(1);
        var version = (await test.Store.CommitAsync(StorageContract.Write(key, 0, "a", journal: ["a"]))).Version;
        await test.ExecuteAsync("analyze grains; analyze behind; analyze parts");
        await WriteAsync(20);

        await test.ExecuteAsync($"""
            insert into grains(type, id, shard, version, position, stored, data) select 'incident', n::text, 0, 1, 1, 0, '' from generate_series(1, {Rows}) n;
            insert into behind(type, id, since) select 'incident', n::text, now() from generate_series(1, {Rows}) n;
            insert into parts(type, id, key, data) select 'incident', n::text, 'k', '' from generate_series(1, {Rows}) n
            """);
        await WriteAsync(20);
        await test.Store.DisposeAsync();

        // Sessions that have ended have reported what they read.
        var read = await test.QueryAsync<long>("select (sum(idx_tup_read) + sum(seq_tup_read))::bigint from (select sum(idx_tup_read) idx_tup_read from pg_stat_user_indexes "
            + "where schemaname = current_schema() and relname in ('grains', 'behind', 'parts')) i, (select sum(seq_tup_read) seq_tup_read from pg_stat_user_tables "
            + "where schemaname = current_schema() and relname in ('grains', 'behind', 'parts')) s");
        Assert.InRange(read, 1, Rows);

        async Task WriteAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                version = (await test.Store.CommitAsync(StorageContract.Repeat(key, version, "ab", "b"))).Version;
                version = (await test.Store.CommitAsync(StorageContract.Write(key, version, "abc", journal: ["c"]))).Version;
            }
        }
    }
}
