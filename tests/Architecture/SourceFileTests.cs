namespace Router.Architecture;

/// <summary>The reader that the rules below stand on.</summary>
public class SourceFileTests
{
    private static readonly SourceFile Sample = new("src/Grains/Issues/OneGrain.cs", """
        using Orleans;

        namespace Router.Grains.Issues;

        /// <summary>A class that is said to be something.</summary>
        [GrainType("one")]
        [Alias("router.one")]
        internal sealed partial class OneGrain(
            int start,
            string end) : Grain, IOneGrain
        {
            private sealed class LineProcessor;

            [Alias("wake")]
            public Task WakeAsync() => Task.CompletedTask;

            [GenerateSerializer, Alias("router.nested")]
            internal sealed record Nested;
        }

        public readonly record struct Two(int Value);

        internal static class Three;

        """.ReplaceLineEndings("\n"));

    [Fact]
    public void Types_are_the_top_level_ones() =>
        Assert.Equal([("internal sealed partial", "OneGrain"), ("public readonly", "Two"), ("internal static", "Three")], Sample.Types);

    [Fact]
    public void All_type_names_include_nested_ones() =>
        Assert.Equal(["OneGrain", "LineProcessor", "Nested", "Two", "Three"], Sample.AllTypeNames);

    [Fact]
    public void Declarations_carry_attributes_and_the_whole_heading()
    {
        var one = Sample.Declarations.First();

        Assert.Contains("[GrainType(\"one\")]", one.Attributes, StringComparison.Ordinal);
        Assert.Contains(": Grain, IOneGrain", one.Heading, StringComparison.Ordinal);
        Assert.DoesNotContain("LineProcessor", one.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_of_types_and_methods_are_told_apart()
    {
        Assert.Equal(["router.one", "router.nested"], Sample.TypeAliases);
        Assert.Equal(["wake"], Sample.MethodAliases);
    }

    [Fact]
    public void Namespace_follows_the_folder()
    {
        Assert.Equal("Router.Grains.Issues", Sample.Namespace);
        Assert.Equal("Router.Grains.Issues", Sample.ExpectedNamespace);
    }
}
