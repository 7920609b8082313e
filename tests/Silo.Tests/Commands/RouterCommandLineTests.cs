namespace Router.Silo.Tests.Commands;

public sealed class RouterCommandLineTests : IDisposable
{
    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_names_the_verbs(params string[] arguments)
    {
        Assert.Equal(0, await _line.InvokeAsync(arguments));

        foreach (var verb in (string[])["run", "check", "send-sample", "secret", "push-url", "health", "backup"])
            Assert.Contains($"  {verb}", _line.Output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("check")]
    [InlineData("send-sample")]
    [InlineData("secret", "set")]
    [InlineData("push-url")]
    [InlineData("health")]
    [InlineData("backup")]
    public async Task Every_verb_has_help(params string[] verb)
    {
        Assert.Equal(0, await _line.InvokeAsync([.. verb, "--help"]));

        Assert.Contains($"{string.Join(' ', verb)} ", _line.Output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_line.Error.ToString());
    }

    [Fact]
    public async Task Version_is_printed()
    {
        Assert.Equal(0, await _line.InvokeAsync("--version"));

        Assert.Matches(@"^\d+\.\d+\.\d+", _line.Output.ToString());
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("run", "--colour")]
    [InlineData("run", "--role", "captain")]
    [InlineData("check")]
    [InlineData("secret")]
    [InlineData("push-url", "web", "--url", "nonsense")]
    [InlineData("send-sample", "issue.exploded", "--to", "http://localhost/x", "--secret", "s")]
    [InlineData("send-sample", "issue.resolved", "--to", "nonsense", "--secret", "s")]
    [InlineData("send-sample", "issue.resolved", "--to", "http://localhost/x", "--secret", "s", "--test")]
    [InlineData("send-sample", "issue.resolved")]
    [InlineData("health", "--url", "router.example")]
    public async Task Wrong_usage_is_exit_2_and_a_line_of_error(params string[] arguments)
    {
        Assert.Equal(2, await _line.InvokeAsync(arguments));

        Assert.StartsWith("router: ", _line.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("--help", _line.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_line.Output.ToString());
        Assert.Empty(_line.Requests);
    }
}
