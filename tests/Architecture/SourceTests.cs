using System.Text.RegularExpressions;

namespace Router.Architecture;

/// <summary>How source files look.</summary>
public partial class SourceTests
{
    private const int MaxLines = 300;

    private static readonly string[] WithoutType = ["Program.cs", "Usings.cs", "AssemblyInfo.cs"];

    [Fact]
    public void Sources_are_found() => Assert.True(Repository.Sources.Count > 50);

    [Fact]
    public void Files_are_short() =>
        Assert.Empty(Repository.Sources.Where(file => file.Lines > MaxLines).Select(file => $"{file.Path}: {file.Lines} lines"));

    [Fact]
    public void Namespace_is_the_folder() =>
        Assert.Empty(Repository.Sources.Where(file => file.Namespace is { } ns && ns != file.ExpectedNamespace).Select(file => $"{file.Path}: {file.Namespace}"));

    [Fact]
    public void A_file_has_at_most_one_public_type() =>
        Assert.Empty(Repository.Sources.Where(file => PublicTypes(file).Count() > 1).Select(file => $"{file.Path}: {string.Join(", ", PublicTypes(file))}"));

    [Fact]
    public void A_file_has_the_name_of_its_type() =>
        Assert.Empty(Repository.Sources
            .Where(file => !WithoutType.Contains(file.Name) && !Candidates(file).Contains(file.Name.Split('.', '{')[0]))
            .Select(file => $"{file.Path}: {string.Join(", ", Candidates(file))}"));

    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        Assert.Empty(Repository.Sources.SelectMany(file => file.AllTypeNames.Where(name => EmptyName().IsMatch(name)).Select(name => $"{file.Path}: {name}")));

    [Theory]
    [InlineData("ConfigManager", true)]
    [InlineData("JsonHelper", true)]
    [InlineData("StringUtils", true)]
    [InlineData("AlertProcessor", true)]
    [InlineData("RouteTable", false)]
    [InlineData("ManagerOnDuty", false)]
    public void A_name_that_says_nothing_is_recognised(string name, bool expected) => Assert.Equal(expected, EmptyName().IsMatch(name));

    private static IEnumerable<string> PublicTypes(SourceFile file) =>
        file.Types.Where(type => type.Modifiers.Split(' ').Contains("public")).Select(type => type.Name);

    private static IEnumerable<string> Candidates(SourceFile file) =>
        PublicTypes(file).Any() ? PublicTypes(file) : file.Types.Select(type => type.Name);

    [GeneratedRegex("(Manager|Helpers?|Utils?|Utility|Utilities|Processor)$")]
    private static partial Regex EmptyName();
}
