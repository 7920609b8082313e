namespace Router.Deploy.Tests;

public sealed class DockerfileTests
{
    private static IEnumerable<DockerInstruction> Built => Dockerfile.Product.Stage(0);

    private static IEnumerable<DockerInstruction> Shipped => Dockerfile.Product.Stage(1);

    [LinterFact]
    public async Task Linter_finds_nothing() =>
        (await Tool.RunAsync("node", "tests/Deploy.Tests/Linters/node_modules/dockerfilelint/bin/dockerfilelint", "-c", "tests/Deploy.Tests/Linters", "deploy/Dockerfile")).MustSucceed();

    [Fact]
    public void What_it_copies_exists_and_is_not_ignored()
    {
        var taken = Repository.Read(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..].Trim()).ToArray();
        var copied = Built.Where(instruction => instruction.Keyword == "COPY").SelectMany(instruction => instruction.Words[..^1]).ToArray();

        Assert.NotEmpty(copied);
        Assert.All(copied, path =>
        {
            Assert.True(Path.Exists(Repository.File(path)), $"{path} does not exist");
            Assert.Contains(path.Split('/')[0], taken);
        });
    }

    [Fact]
    public void Every_project_is_restored_before_the_sources_are_copied()
    {
        var before = Built.TakeWhile(instruction => instruction.Keyword != "RUN").SelectMany(instruction => instruction.Words);

        Assert.Empty(Directory.EnumerateFiles(Repository.File("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')).Except(before));
    }

    [Fact]
    public void Images_have_the_version_of_the_sdk_that_is_pinned()
    {
        Assert.Contains("\"version\": \"10.0.", Repository.Read("global.json"), StringComparison.Ordinal);
        Assert.All(Dockerfile.Product.Instructions.Where(instruction => instruction.Keyword == "FROM"), from => Assert.Contains(":10.0", from.Words[0], StringComparison.Ordinal));
    }

    [Fact]
    public void It_runs_as_no_root_and_asks_its_own_health()
    {
        Assert.Matches("^[1-9][0-9]*:[1-9][0-9]*$", Shipped.Last(instruction => instruction.Keyword == "USER").Arguments);
        Assert.EndsWith("CMD [\"/app/router\", \"health\"]", Shipped.Single(instruction => instruction.Keyword == "HEALTHCHECK").Arguments, StringComparison.Ordinal);
        Assert.Equal("[\"/app/router\"]", Shipped.Single(instruction => instruction.Keyword == "ENTRYPOINT").Arguments);
    }
}
