using FsCheck.Xunit;
using Router.Storage.Postgres;

namespace Router.Storage.Tests.Postgres;

public sealed class PostgresTextTests
{
    [Property]
    public void Encoded_text_is_decoded(string text)
    {
        var whole = new string([.. (text ?? "").Where(c => !char.IsSurrogate(c))]);
        var encoded = PostgresText.Encode(whole);
        Assert.DoesNotContain('\0', encoded);
        Assert.DoesNotContain(PostgresText.Separator, encoded);
        Assert.Equal(whole, PostgresText.Decode(encoded));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\0b", "a\u00010b")]
    [InlineData("\u0001\u0002\u0003", "\u00011\u00012\u0003")]
    [InlineData("🙂", "🙂")]
    public void Text_is_stored_as(string text, string stored) => Assert.Equal(stored, PostgresText.Encode(text));

    [Fact]
    public void Half_a_pair_is_replaced() => Assert.Equal("half \ufffd", PostgresText.Encode("half " + "🙂"[0]));

    [Property]
    public void Order_stays(string one, string other)
    {
        var (a, b) = (Plain(one), Plain(other));
        Assert.Equal(Math.Sign(string.CompareOrdinal(a, b)), Math.Sign(string.CompareOrdinal(PostgresText.Encode(a), PostgresText.Encode(b))));

        static string Plain(string? text) => new([.. (text ?? "").Where(c => !char.IsSurrogate(c))]);
    }
}
