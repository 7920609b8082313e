using Router.Silo.Hosting;

namespace Router.Silo.Tests.Hosting;

public class ListenUrlsTests
{
    [Theory]
    [InlineData("http://localhost:8080", "http://localhost:8080")]
    [InlineData(" http://+:80 ; https://*:443/;", "http://+:80", "https://*:443/")]
    [InlineData("http://127.0.0.1:0", "http://127.0.0.1:0")]
    public void Urls_are_separated_by_semicolons(string text, params string[] expected) => Assert.Equal(expected, ListenUrls.Parse(text));

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("8080")]
    [InlineData("")]
    [InlineData("http://localhost:1;nonsense")]
    [InlineData("http://localhost:1/path")]
    public void Url_that_can_not_be_listened_on_is_refused(string text) =>
        Assert.StartsWith("--urls: ", Assert.Throws<StartException>(() => ListenUrls.Parse(text)).Message, StringComparison.Ordinal);
}
