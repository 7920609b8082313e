using Router.Storage.AzureTables;

namespace Router.Storage.Tests.AzureTables;

public sealed class AzureConnectionsTests
{
    [Theory]
    [InlineData("AccountName=acme", "https://acme.table.core.windows.net/router", "https://acme.blob.core.windows.net/router-large")]
    [InlineData("AccountName=acme;EndpointSuffix=core.chinacloudapi.cn", "https://acme.table.core.chinacloudapi.cn/router", "https://acme.blob.core.chinacloudapi.cn/router-large")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=a2V5", "https://acme.table.core.windows.net/router", "https://acme.blob.core.windows.net/router-large")]
    public void Endpoints_are_those_of_the_account(string connectionString, string table, string container)
    {
        var connections = AzureConnections.Open(new() { ConnectionString = connectionString });
        Assert.Equal((table, container), (connections.Table.Uri.GetLeftPart(UriPartial.Path), connections.Blobs.Uri.GetLeftPart(UriPartial.Path)));
    }

    [Theory]
    [InlineData("TableEndpoint=http://storage.example;BlobEndpoint=http://storage.example;SharedAccessSignature=sv=1&sig=geheim")]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=acme;AccountKey=Z2VoZWlt")]
    [InlineData("BlobEndpoint=https://acme.blob.core.windows.net")]
    [InlineData("geheim")]
    [InlineData("AccountName=acme;AccountKey=geheim!")]
    public void Connection_string_that_is_none_or_unsafe_is_refused_without_its_secret(string connectionString)
    {
        var refused = Assert.Throws<StoreOpenException>(() => AzureConnections.Open(new() { ConnectionString = connectionString }));
        Assert.StartsWith("ConnectionStrings:Router", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Z2VoZWlt", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("1router")]
    [InlineData("my-router")]
    public void Name_that_no_table_can_have_is_refused(string name) =>
        Assert.Contains($"'{name}'", Assert.Throws<StoreOpenException>(() => AzureConnections.Open(new() { ConnectionString = "AccountName=a", Name = name })).Message, StringComparison.Ordinal);
}
