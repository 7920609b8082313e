using Microsoft.AspNetCore.Http;
using Router.Api.Sentry;

namespace Router.Api.Tests.Sentry;

public sealed class SentryHeadersTests
{
    [Theory]
    [InlineData("1767323045", "2026-01-02T03:04:05Z")]
    [InlineData("1767323045.9", "2026-01-02T03:04:05Z")]
    [InlineData("", null)]
    [InlineData("-1", null)]
    [InlineData("1e9", null)]
    [InlineData("now", null)]
    [InlineData("99999999999999999999", null)]
    public void Timestamp_is_unix_seconds_or_absent(string text, string? expected) =>
        Assert.Equal(
            expected is null ? null : DateTimeOffset.Parse(expected, null),
            SentryHeaders.From(new HeaderDictionary { ["Sentry-Hook-Timestamp"] = text }).Timestamp);

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef", true)]
    [InlineData("", false)]
    [InlineData("two words", false)]
    [InlineData("a\"b", false)]
    public void Idempotency_key_is_an_id_or_absent(string text, bool taken) =>
        Assert.Equal(taken ? text : null, SentryHeaders.From(new HeaderDictionary { ["Idempotency-Key"] = text }).IdempotencyKey);

    [Fact]
    public void Idempotency_key_of_more_than_128_characters_is_absent() =>
        Assert.Null(SentryHeaders.From(new HeaderDictionary { ["Idempotency-Key"] = new string('a', 129) }).IdempotencyKey);

    [Fact]
    public void Resource_is_null_without_the_header()
    {
        Assert.Null(SentryHeaders.From(new HeaderDictionary()).Resource);
        Assert.Equal("issue", SentryHeaders.From(new HeaderDictionary { [SentryHeaders.ResourceHeader] = "issue" }).Resource);
    }
}
