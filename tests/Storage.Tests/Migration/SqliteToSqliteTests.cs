using Router.Storage.Tests.Contract;
using Router.Storage.Tests.Sqlite;

namespace Router.Storage.Tests.Migration;

public sealed class SqliteToSqliteTests : StoreCopyContract
{
    protected override async Task<ITestStore> OpenSourceAsync(TimeProvider time) => await SqliteTestStore.OpenAsync(time);

    protected override async Task<ITestStore> OpenTargetAsync(TimeProvider time) => await SqliteTestStore.OpenAsync(time);
}
