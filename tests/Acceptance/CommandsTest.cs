using System.Runtime.Versioning;
using Router.Acceptance.Driver;

namespace Router.Acceptance;

public sealed class CommandsTest : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);
    private static readonly Uri Receiver = new("http://127.0.0.1:9/hook");
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Help_names_every_verb()
    {
        var help = await RouterCommand.RunAsync(["--help"]);

        Assert.Equal(0, help.ExitCode);
        foreach (var verb in (string[])["run", "check", "send-sample", "push-url"])
            Assert.Contains(verb, help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_verb_is_an_error()
    {
        var result = await RouterCommand.RunAsync(["frobnicate"]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("frobnicate", result.Error + result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_accepts_a_good_file()
    {
        var result = await RouterCommand.RunAsync(["check", _directory.Write("good.yaml", SampleConfig.For(Receiver))]);

        Assert.True(result.ExitCode == 0, $"{result}");
    }

    [Theory]
    [InlineData("    channel: web", "    channel: nowhere", 6)]
    [InlineData("    channel: web", "    chanel: web", 6)]
    [InlineData("    type: webhook", "    type: pigeon", 12)]
    public async Task Check_names_file_line_and_path_of_an_error(string good, string bad, int line)
    {
        var text = SampleConfig.For(Receiver);
        Assert.Contains(good, text, StringComparison.Ordinal);
        var file = _directory.Write("bad.yaml", text.Replace(good, bad, StringComparison.Ordinal));

        var result = await RouterCommand.RunAsync(["check", file]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"bad.yaml:{line}:", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_of_a_missing_file_is_an_error_without_a_stack_trace()
    {
        var result = await RouterCommand.RunAsync(["check", _directory.File("absent.yaml")]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("absent.yaml", result.Output + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_sample_of_an_unknown_name_lists_the_known_ones()
    {
        var result = await RouterCommand.RunAsync(["send-sample", "issue.exploded", "--to", "http://127.0.0.1:9/webhooks/sentry/x", "--secret", "s"]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("issue.resolved", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_process_on_the_same_data_is_refused_and_the_first_goes_on()
    {
        await using var first = await StartAsync();
        await using var second = RouterProcess.Start(Options());

        Assert.NotEqual(0, await second.ExitAsync(TimeSpan.FromSeconds(30)));
        var output = second.Output.Snapshot();
        Assert.Contains(output, l => l.Contains(_directory.File("data"), StringComparison.Ordinal));
        Assert.DoesNotContain(output, l => l.StartsWith("   at ", StringComparison.Ordinal));
        using var sender = new SignedSender(SampleConfig.PushUrl(first), SampleConfig.ClientSecret);
        await sender.WarmUpAsync();
    }

    [Fact]
    public async Task Sigterm_stops_it_cleanly_and_the_data_can_be_opened_again()
    {
        await using (var first = await StartAsync())
            Assert.Equal(0, await first.StopAsync(Bound));

        await using var second = await StartAsync();
        Assert.Equal(0, await second.StopAsync(Bound));
    }

    [Fact, SupportedOSPlatform("linux")]
    public async Task Admin_key_file_is_readable_by_its_owner_only()
    {
        await using var router = await StartAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(await router.AdminKeyFileAsync()));
    }

    [Theory]
    [InlineData("metrics")]
    [InlineData("api/v1/issues")]
    [InlineData("api/v1/rejected")]
    public async Task Management_wants_the_key(string path)
    {
        await using var router = await StartAsync();
        using var anonymous = new ManagementClient(router.Url, key: null);
        using var wrong = new ManagementClient(router.Url, "wrong");
        using var admin = await ManagementClient.OfAsync(router);

        Assert.Equal(401, (await anonymous.GetAsync(path)).Status);
        Assert.Equal(401, (await wrong.GetAsync(path)).Status);
        Assert.Equal(200, (await admin.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Health_wants_no_key()
    {
        await using var router = await StartAsync();
        using var anonymous = new ManagementClient(router.Url, key: null);

        Assert.Equal(200, (await anonymous.GetAsync("health/live")).Status);
        Assert.Equal(200, (await anonymous.GetAsync("health/ready")).Status);
    }

    private Task<RouterProcess> StartAsync() => RouterProcess.StartReadyAsync(Options());

    private RouterOptions Options() => new()
    {
        DataDirectory = _directory.File("data"),
        ConfigFile = _directory.Write("router.yaml", SampleConfig.For(Receiver)),
    };
}
