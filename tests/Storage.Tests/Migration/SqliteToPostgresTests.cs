using Router.Storage.Tests.Contract;
using Router.Storage.Tests.Postgres;
using Router.Storage.Tests.Sqlite;

namespace Router.Storage.Tests.Migration;

[Trait("Category", "Postgres")]
public sealed class SqliteToPostgresTests : StoreCopyContract
{
    protected override async Task<ITestStore> OpenSourceAsync(TimeProvider time) => await SqliteTestStore.OpenAsync(time);

    protected override async Task<ITestStore> OpenTargetAsync(TimeProvider time) => await PostgresTestStore.OpenAsync(time);
}
