using Router.Storage.Tests.Contract;

namespace Router.Storage.Tests.Postgres;

[Trait("Category", "Postgres")]
public sealed class PostgresRetentionTests : RetentionContract
{
    protected override async Task<ITestStore> OpenAsync() => await PostgresTestStore.OpenAsync(Time);
}
