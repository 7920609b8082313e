namespace Router.Silo.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private const string Good = """
        integrations:
          - id: web
            key: push-key-0123456789
            clientSecrets: [client-secret-0123456789]
            channel: web
        channels:
          - id: web
            sinks: [out]
        sinks:
          - id: out
            type: console

        """;

    private readonly CommandLine _line = new();
    private readonly TemporaryFolder _folder = new();

    private string ConfigPath => _folder.File("my.yaml");

    public void Dispose()
    {
        _line.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Good_file_is_exit_0()
    {
        Assert.Equal(0, await CheckAsync(Good));

        Assert.Equal($"{ConfigPath}: good{Environment.NewLine}", _line.Output.ToString());
    }

    [Fact]
    public async Task Every_error_has_file_line_path_and_message()
    {
        Assert.Equal(1, await CheckAsync(Good.Replace("channel: web", "chanel: web", StringComparison.Ordinal).Replace("console", "pigeon", StringComparison.Ordinal)));

        var lines = _line.Output.ToString().Split(Environment.NewLine);
        Assert.Contains(lines, line => line.StartsWith($"{ConfigPath}:5: integrations[0].chanel: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith($"{ConfigPath}:11: sinks[0].type: ", StringComparison.Ordinal));
        Assert.Contains("error", _line.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warning_is_exit_0_unless_strict()
    {
        var text = Good + "  - id: idle\n    type: console\n";

        Assert.Equal(0, await CheckAsync(text));
        Assert.Contains("warning: ", _line.Output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await CheckAsync(text, "--strict"));
    }

    [Fact]
    public async Task Missing_file_is_a_line_of_error()
    {
        Assert.Equal(1, await _line.InvokeAsync("check", ConfigPath));

        Assert.StartsWith("router: ", _line.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("my.yaml", _line.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _line.Error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> CheckAsync(string text, params string[] more)
    {
        File.WriteAllText(ConfigPath, text);
        return _line.InvokeAsync(["check", ConfigPath, .. more]);
    }
}
