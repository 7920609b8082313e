using Router.Storage.Tests.Contract;

namespace Router.Storage.Tests.Sqlite;

public sealed class SqliteScanTests : ScanContract
{
    protected override async Task<ITestStore> OpenAsync() => await SqliteTestStore.OpenAsync(Time);
}
