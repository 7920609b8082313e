using Router.Storage.Tests.AzureTables;
using Router.Storage.Tests.Contract;
using Router.Storage.Tests.Postgres;

namespace Router.Storage.Tests.Migration;

[Trait("Category", "Postgres")]
[Trait("Category", "Azurite")]
public sealed class PostgresToAzureTests : StoreCopyContract
{
    protected override async Task<ITestStore> OpenSourceAsync(TimeProvider time) => await PostgresTestStore.OpenAsync(time);

    protected override async Task<ITestStore> OpenTargetAsync(TimeProvider time) => await AzureTestStore.OpenAsync(time);
}
