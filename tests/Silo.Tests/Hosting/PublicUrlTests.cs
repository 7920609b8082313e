using Router.Silo.Hosting;

namespace Router.Silo.Tests.Hosting;

public class PublicUrlTests
{
    [Theory]
    [InlineData(null, "http://localhost:8080", "http://localhost:8080")]
    [InlineData("", "http://127.0.0.1:41234", "http://127.0.0.1:41234")]
    [InlineData(null, "http://[::]:8080", "http://localhost:8080")]
    [InlineData(null, "http://0.0.0.0:80", "http://localhost")]
    [InlineData(null, "http://+:8080", "http://localhost:8080")]
    [InlineData(null, "http://*:8080/", "http://localhost:8080")]
    [InlineData("https://router.example.com/", "http://localhost:8080", "https://router.example.com")]
    [InlineData("https://example.com/router/", "http://localhost:8080", "https://example.com/router")]
    public void Public_url_is_the_configured_one_or_the_first_listened_on(string? configured, string listening, string expected) =>
        Assert.Equal(expected, PublicUrl.Text(PublicUrl.Resolve(configured, [listening, "http://localhost:9"])));

    [Theory]
    [InlineData("router.example.com")]
    [InlineData("ftp://router.example.com")]
    [InlineData("https://router.example.com?key=1")]
    [InlineData("https://router.example.com#top")]
    public void Wrong_public_url_is_refused_by_its_name(string configured)
    {
        var exception = Assert.Throws<InvalidSettingException>(() => PublicUrl.Resolve(configured, ["http://localhost:8080"]));

        Assert.StartsWith("Router:PublicUrl: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:8080", true)]
    [InlineData("https://localhost", true)]
    [InlineData("https://router", true)]
    [InlineData("https://router.local", true)]
    [InlineData("https://127.0.0.1", true)]
    [InlineData("https://10.1.2.3", true)]
    [InlineData("https://172.31.0.1", true)]
    [InlineData("https://172.32.0.1", false)]
    [InlineData("https://192.168.1.1", true)]
    [InlineData("https://169.254.1.1", true)]
    [InlineData("https://100.64.0.1", true)]
    [InlineData("https://8.8.8.8", false)]
    [InlineData("https://[::1]", true)]
    [InlineData("https://[fd00::1]", true)]
    [InlineData("https://[fe80::1]", true)]
    [InlineData("https://[::ffff:10.0.0.1]", true)]
    [InlineData("https://[2606:4700::1]", false)]
    [InlineData("https://router.example.com", false)]
    [InlineData("http://router.example.com", true)]
    public void Url_that_sentry_should_not_be_given_is_warned_of(string url, bool warned) =>
        Assert.Equal(warned, PublicUrl.Warning(new(url)) is not null);

    [Fact]
    public void Warning_says_why_and_what_to_set()
    {
        var warning = PublicUrl.Warning(new("http://localhost:8080"));

        Assert.Equal("public URL http://localhost:8080: Sentry's cloud can't reach localhost; set Router__PublicUrl to the https URL that Sentry is to call", warning);
    }
}
