using Router.Storage.Tests.AzureTables;
using Router.Storage.Tests.Contract;
using Router.Storage.Tests.Sqlite;

namespace Router.Storage.Tests.Migration;

[Trait("Category", "Azurite")]
public sealed class AzureToSqliteTests : StoreCopyContract
{
    protected override async Task<ITestStore> OpenSourceAsync(TimeProvider time) => await AzureTestStore.OpenAsync(time);

    protected override async Task<ITestStore> OpenTargetAsync(TimeProvider time) => await SqliteTestStore.OpenAsync(time);
}
