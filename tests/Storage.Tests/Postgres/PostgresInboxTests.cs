using Router.Storage.Tests.Contract;

namespace Router.Storage.Tests.Postgres;

[Trait("Category", "Postgres")]
public sealed class PostgresInboxTests : InboxContract
{
    protected override async Task<ITestStore> OpenAsync() => await PostgresTestStore.OpenAsync(Time);
}
