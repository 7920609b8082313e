using System.Text;
using Router.Api.Sentry;

namespace Router.Api.Tests.Sentry;

public sealed class SentrySignatureTests
{
    // RFC 4231, test case 2.
    private const string Secret = "Jefe";
    private const string Known = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("what do ya want for nothing?");

    [Fact]
    public void Signature_is_the_hex_hmac_sha256() => Assert.Equal(Known, SentrySignature.Sign(Body, Secret));

    [Theory]
    [InlineData(Known, new[] { Secret }, true)]
    [InlineData(Known, new[] { "old", Secret }, true)]
    [InlineData(Known, new[] { Secret, "new" }, true)]
    [InlineData(Known, new[] { "other" }, false)]
    [InlineData(Known, new string[0], false)]
    [InlineData("5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843", new[] { Secret }, true)]
    [InlineData("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3844", new[] { Secret }, false)]
    [InlineData("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec38", new[] { Secret }, false)]
    [InlineData(Known + "00", new[] { Secret }, false)]
    [InlineData("zzdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", new[] { Secret }, false)]
    [InlineData("", new[] { Secret }, false)]
    public void Signature_matches_any_secret_and_nothing_else(string signature, string[] secrets, bool matches) =>
        Assert.Equal(matches, SentrySignature.Matches(Body, signature, [.. secrets]));

    [Theory]
    [InlineData(new[] { Secret, "new" }, 1)]
    [InlineData(new[] { "old", Secret }, 2)]
    [InlineData(new[] { Secret, Secret }, 1)]
    [InlineData(new[] { "old", "new" }, 0)]
    public void Secret_that_signed_is_found(string[] secrets, int number) => Assert.Equal(number, SentrySignature.Find(Body, Known, [.. secrets]));

    [Fact]
    public void Signature_of_an_empty_body_and_a_long_secret_of_many_bytes_matches()
    {
        var secret = string.Concat(Enumerable.Repeat("ключ", 100));

        Assert.True(SentrySignature.Matches([], SentrySignature.Sign([], secret), [secret]));
    }
}
