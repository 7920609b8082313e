using Router.Api.Sentry;

namespace Router.Api.Tests.Sentry;

public sealed class SentryUrlTests
{
    [Theory]
    [InlineData("https://sentry.io/api/0/projects/acme/payments/events/ab12/", "acme", "payments")]
    [InlineData("https://us.sentry.io/api/0/organizations/acme/issues/1/", "acme", null)]
    [InlineData("https://sentry.example.com:9000/organizations/acme/issues/1/events/ab/?a=/projects/x/y/", "acme", null)]
    [InlineData("https://acme.sentry.io/issues/1/", "acme", null)]
    [InlineData("https://sentry.example.com/issues/1/", null, null)]
    [InlineData("https://sentry.io/acme/payments/issues/1/", "acme", "payments")]
    [InlineData("http://sentry/acme/payments/group/1/", "acme", "payments")]
    [InlineData("https://sentry.io/api/0/issues/1/", null, null)]
    [InlineData("https://sentry.io/api/0/projects//", null, null)]
    [InlineData("https://sentry.io", null, null)]
    [InlineData("no url", null, null)]
    [InlineData("", null, null)]
    [InlineData(null, null, null)]
    public void Slugs_are_read_from_links(string? url, string? organization, string? project) =>
        Assert.Equal((organization, project), (SentryUrl.Organization(url), SentryUrl.Project(url)));
}
