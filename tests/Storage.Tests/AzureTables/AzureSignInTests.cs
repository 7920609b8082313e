using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using Router.Storage.AzureTables;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests.AzureTables;

/// <summary>The three ways to sign in.</summary>
[Trait("Category", "Azurite")]
public sealed class AzureSignInTests
{
    private const string Account = "devstoreaccount1";

    [Fact]
    public async Task Shared_access_signature_is_enough()
    {
        var server = await AzuriteServer.GetAsync();
        await UseAsync(new() { ConnectionString = WithSignature(server, "rwdlacup"), Name = server.NewName() });
    }

    [Fact]
    public async Task Signature_that_may_not_create_is_enough_when_all_is_there()
    {
        var server = await AzuriteServer.GetAsync();
        var name = server.NewName();
        await UseAsync(new() { ConnectionString = server.ConnectionString, Name = name });
        await using var store = await OpenAsync(new() { ConnectionString = WithSignature(server, "rwdlau"), Name = name });
        await store.CommitAsync(Write(Issue(2), 0, "s"));
    }

    [Fact]
    public async Task Wrong_key_is_refused_with_advice_and_without_the_key()
    {
        var server = await AzuriteServer.GetAsync();
        var wrong = Convert.ToBase64String(new byte[64]);
        var connectionString = server.ConnectionString.Replace(Key(server), wrong, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<StoreOpenException>(() => OpenAsync(new() { ConnectionString = connectionString, Name = server.NewName() }));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:Router", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identity_signs_in_with_a_token_over_tls()
    {
        using var folder = new TempFolder();
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        var (cert, pem) = (Path.Combine(folder.Path, "cert.pem"), Path.Combine(folder.Path, "key.pem"));
        await File.WriteAllTextAsync(cert, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(pem, key.ExportPkcs8PrivateKeyPem());
        var server = await AzuriteServer.StartAsync($"--oauth basic --cert \"{cert}\" --key \"{pem}\"");
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString() },
        });
        await UseAsync(new()
        {
            ConnectionString = string.Create(CultureInfo.InvariantCulture, $"TableEndpoint=https://127.0.0.1:{server.Tables}/{Account};BlobEndpoint=https://127.0.0.1:{server.Blobs}/{Account}"),
            Name = "identity",
            Credential = new BasicToken(),
            Transport = new HttpClientTransport(http),
        });
    }

    private static async Task UseAsync(AzureStoreOptions options)
    {
        await using var store = await OpenAsync(options);
        var large = new string('x', 300_000);
        await store.CommitAsync(Write(Issue(1), 0, large, Start, Row(), "entry"));
        Assert.Equal(large, Text((await store.ReadAsync(Issue(1)))!.State));
        Assert.Single(await store.ReadAfterAsync(0, 10));
    }

    private static Task<AzureStore> OpenAsync(AzureStoreOptions options) => AzureStore.OpenAsync(options, TimeProvider.System, NullLogger<AzureStore>.Instance);

    private static string Key(AzuriteServer server) => server.ConnectionString.Split(';').First(part => part.StartsWith("AccountKey=", StringComparison.Ordinal))["AccountKey=".Length..];

    /// <summary>An account signature for tables and blobs, as the service documents it.</summary>
    private static string WithSignature(AzuriteServer server, string permissions)
    {
        const string Version = "2019-02-02", Expiry = "2100-01-01T00:00:00Z";
        var text = $"{Account}\n{permissions}\nbt\nsco\n\n{Expiry}\n\n\n{Version}\n";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key(server)), Encoding.UTF8.GetBytes(text)));
        var query = $"sv={Version}&ss=bt&srt=sco&sp={permissions}&se={Uri.EscapeDataString(Expiry)}&sig={Uri.EscapeDataString(signature)}";
        return string.Create(
            CultureInfo.InvariantCulture, $"TableEndpoint=http://127.0.0.1:{server.Tables}/{Account};BlobEndpoint=http://127.0.0.1:{server.Blobs}/{Account};SharedAccessSignature={query}");
    }

    /// <summary>The token that the emulator takes: it looks at audience, issuer and times, not at the signature.</summary>
    private sealed class BasicToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            var now = TimeProvider.System.GetUtcNow();
            var claims = string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"aud":"https://storage.azure.com","iss":"https://sts.windows.net/ab1f708d-50f6-404c-a006-d71b2ac7a606/","iat":{{now.AddMinutes(-1).ToUnixTimeSeconds()}},"nbf":{{now.AddMinutes(-1).ToUnixTimeSeconds()}},"exp":{{now.AddHours(1).ToUnixTimeSeconds()}}}""");
            return new($"{Encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}")}.{Encoded(claims)}.{Encoded("unsigned")}", now.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));

        private static string Encoded(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
    }

    private sealed class TempFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("router-azurite-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
