namespace Router.Silo.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task Options_reach_the_router()
    {
        Assert.Equal(0, await _line.InvokeAsync("run", "--urls", "http://localhost:1", "--data", "there", "--config", "my.yaml", "--role", "all"));

        Assert.Equal(new() { Urls = "http://localhost:1", Data = "there", Config = "my.yaml", Role = "all" }, _line.Ran);
    }

    [Fact]
    public async Task What_is_not_given_is_left_to_settings()
    {
        Assert.Equal(0, await _line.InvokeAsync("run"));

        Assert.Equal(new(), _line.Ran);
    }
}
