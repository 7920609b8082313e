using Router.Api.Auth;

namespace Router.Api.Tests.Auth;

public class AdminKeyTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(Key, true)]
    [InlineData("0123456789abcdef0123456789abcdeF", false)]
    [InlineData(Key + " ", false)]
    [InlineData("", false)]
    public void Key_matches_only_itself(string presented, bool expected) => Assert.Equal(expected, new AdminKey(Key).Matches(presented));

    [Fact]
    public void Short_key_is_refused_without_showing_it()
    {
        var exception = Assert.Throws<ArgumentException>(() => new AdminKey("shortsecret"));

        Assert.DoesNotContain("shortsecret", exception.Message, StringComparison.Ordinal);
    }
}
