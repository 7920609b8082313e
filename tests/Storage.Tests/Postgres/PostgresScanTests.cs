using Router.Storage.Tests.Contract;

namespace Router.Storage.Tests.Postgres;

[Trait("Category", "Postgres")]
public sealed class PostgresScanTests : ScanContract
{
    protected override async Task<ITestStore> OpenAsync() => await PostgresTestStore.OpenAsync(Time);
}
