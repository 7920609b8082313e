using Router.Silo.Hosting;

namespace Router.Silo.Tests.Hosting;

public class StartupReportTests
{
    private const string Key = "abcdefghijklmnopqrstuvwxyz";

    private static readonly Uri Public = new("https://router.example.com/");

    [Fact]
    public void First_start_shows_whole_push_urls() =>
        Assert.Equal(
            ["dashboard https://router.example.com", $"push url web https://router.example.com/webhooks/sentry/{Key}", "admin key data/admin.key"],
            StartupReport.Lines(Public, [("web", Key)], showKeys: true, "data/admin.key", isAdminKeyExposed: false));

    [Fact]
    public void Later_starts_mask_them() =>
        Assert.Contains(
            "push url web https://router.example.com/webhooks/sentry/abcd...",
            StartupReport.Lines(Public, [("web", Key)], showKeys: false, "data/admin.key", isAdminKeyExposed: false));

    [Fact]
    public void Warnings_come_last() =>
        Assert.Collection(
            StartupReport.Lines(new("http://localhost:8080"), [], showKeys: false, "data/admin.key", isAdminKeyExposed: true).Skip(2),
            line => Assert.StartsWith("warning: data/admin.key ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("warning: public URL http://localhost:8080: ", line, StringComparison.Ordinal));
}
