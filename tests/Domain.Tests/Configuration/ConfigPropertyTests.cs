using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Router.Domain.Configuration;
using Router.Domain.Routing;

namespace Router.Domain.Tests.Configuration;

public class ConfigPropertyTests
{
    private static readonly string Valid = StarterConfig.Render(new("web-key-0123456789", "websecret", "org-key-0123456789", "orgsecret"), new("http://localhost/schema/router.json"));

    private static readonly string[] Pieces =
        ["{", "}", "[", "]", ": ", "- ", "\n", "\n  ", "\t", "'", "\"", "&a", "*a", "!!", "%", "|", ">", "?", "#", "---", "...", "${", "}", "id", "when", "\0", "\uFEFF", "\uD800", "é", "~", "<<: "];

    [Property(MaxTest = 1000)]
    public void Parse_never_throws(NonNull<string> text) => Check(text.Get);

    [Property(MaxTest = 2000)]
    public Property Parse_never_throws_on_pieces_of_yaml() =>
        Prop.ForAll(Gen.Elements(Pieces).ArrayOf().Select(string.Concat).ToArbitrary(), Check);

    [Property(MaxTest = 300)]
    public Property Parse_never_throws_on_mutations() =>
        Prop.ForAll(Mutated().ToArbitrary(), Check);

    private static Gen<string> Mutated() =>
        from at in Gen.Choose(0, Valid.Length - 1)
        from cut in Gen.Choose(0, 20)
        from piece in Gen.Elements(Pieces)
        select Valid[..at] + piece + Valid[Math.Min(Valid.Length, at + cut)..];

    /// <summary>Whatever the text: a config that compiles, or errors that say where.</summary>
    private static void Check(string text)
    {
        var result = ConfigDocument.Parse(text, new FakeConfigValues());

        Assert.Equal(result.Config is null, result.Diagnostics.Any(d => d.IsError));
        Assert.All(result.Diagnostics, d => Assert.True(d is { Line: > 0, Column: > 0, Path.Length: > 0, Message.Length: > 0 }));
        if (result.Config is not null)
            Assert.Equal(1, new RouteTable(result.Config, 1).Version);
    }
}
