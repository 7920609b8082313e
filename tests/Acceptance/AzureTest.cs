using Router.Storage.Tests.AzureTables;

namespace Router.Acceptance;

/// <summary>On one table of Azure Storage.</summary>
[Trait("Category", "Azurite")]
public sealed class AzureTest : ClusterContract
{
    protected override bool IsSlow => true;

    protected override async Task<IReadOnlyDictionary<string, string>> StoreAsync()
    {
        var server = await AzuriteServer.GetAsync();
        return new Dictionary<string, string>
        {
            ["Router__Storage"] = "AzureStorage",
            ["Router__AzureStorage__Name"] = server.NewName(),
            ["ConnectionStrings__Router"] = server.ConnectionString,
        };
    }
}
