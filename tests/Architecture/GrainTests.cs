using System.Text.RegularExpressions;

namespace Router.Architecture;

/// <summary>Grains, their contracts and what goes over the wire.</summary>
public partial class GrainTests
{
    [Fact]
    public void Type_aliases_are_unique() => Assert.Empty(Repeated(Repository.Sources.SelectMany(file => file.TypeAliases)));

    [Fact]
    public void Method_aliases_are_unique_in_their_interface() =>
        Assert.Empty(Repository.Sources.SelectMany(file => Repeated(file.MethodAliases).Select(alias => $"{file.Path}: {alias}")));

    [Fact]
    public void Serialized_types_have_an_alias() =>
        Assert.Empty(Declarations
            .Where(type => type.Attributes.Contains("GenerateSerializer", StringComparison.Ordinal) && !type.Attributes.Contains("Alias(", StringComparison.Ordinal))
            .Select(type => type.Name));

    [Fact]
    public void Grain_interfaces_have_an_alias()
    {
        var interfaces = Declarations.Where(type => GrainInterface().IsMatch(type.Heading)).ToList();

        Assert.NotEmpty(interfaces);
        Assert.Empty(interfaces.Where(type => type.Name != "IWakeable" && !type.Attributes.Contains("Alias(", StringComparison.Ordinal)).Select(type => type.Name));
    }

    [Fact]
    public void Grains_are_internal_sealed_and_have_a_type()
    {
        var grains = Declarations.Where(type => GrainClass().IsMatch(type.Heading));

        Assert.Empty(grains
            .Where(type => !type.Modifiers.StartsWith("internal sealed", StringComparison.Ordinal) || !type.Attributes.Contains("[GrainType(", StringComparison.Ordinal))
            .Select(type => type.Name));
    }

    [Fact]
    public void Sinks_use_no_grain_api() =>
        Assert.Empty(Repository.Sources
            .Where(file => file.Path.StartsWith("src/Grains/Sinks/", StringComparison.Ordinal) && GrainApi().IsMatch(file.Text))
            .Select(file => file.Path));

    [Theory]
    [InlineData("internal sealed class IssueGrain(\n    TimeProvider time) : Grain, IIssueGrain\n", true)]
    [InlineData("internal sealed class IssueGrain : IGrainBase, IIssueGrain\n", true)]
    [InlineData("internal sealed class GrainStateStorage(Grain x) : IGrainStateStorage\n", false)]
    public void A_grain_is_recognised(string heading, bool expected) => Assert.Equal(expected, GrainClass().IsMatch(heading));

    [Theory]
    [InlineData("using Router.Grains.Interfaces;", true)]
    [InlineData("IGrainFactory grains", true)]
    [InlineData("namespace Router.Grains.Sinks;", false)]
    public void Grain_api_is_recognised(string text, bool expected) => Assert.Equal(expected, GrainApi().IsMatch(text));

    private static IEnumerable<(string Name, string Modifiers, string Attributes, string Heading)> Declarations =>
        Repository.Sources.SelectMany(file => file.Declarations);

    private static IEnumerable<string> Repeated(IEnumerable<string> values) =>
        values.GroupBy(value => value).Where(group => group.Count() > 1).Select(group => group.Key);

    [GeneratedRegex(@"\binterface\s+\w+\s*:[^{]*\bI(Grain\w*Key|Wakeable)\b")]
    private static partial Regex GrainInterface();

    [GeneratedRegex(@"\bclass\s+\w+\s*(\([^{]*\))?\s*:\s*([^{(]*,\s*)?(Grain(<\w+>)?|IGrainBase)\s*(,|\{|\n|$)")]
    private static partial Regex GrainClass();

    [GeneratedRegex(@"\bIGrainFactory\b|\bIClusterClient\b|\bIPersistentState\b|\bIGrainBase\b|:\s*Grain\b|\busing Orleans\b|\bRouter\.Grains\.Interfaces\b")]
    private static partial Regex GrainApi();
}
