using Router.Storage.Tests.Contract;

namespace Router.Storage.Tests.AzureTables;

[Trait("Category", "Azurite")]
public sealed class AzureInboxTests : InboxContract
{
    protected override async Task<ITestStore> OpenAsync() => await AzureTestStore.OpenAsync(Time);
}
