using System.Text.RegularExpressions;

namespace Router.Architecture;

/// <summary>What is written for people.</summary>
public partial class DocumentTests
{
    private static readonly string[] Folders = ["src", "docs", "bench", "deploy", ".ci"];

    private static readonly string[] Extensions = [".cs", ".md", ".csproj", ".props", ".json", ".yaml", ".yml", ".sh", ".html", ".css", ".js", ""];

    [Fact]
    public void Nothing_names_a_path_of_one_machine()
    {
        var files = Folders.SelectMany(folder => Repository.Files(folder, "*"))
            .Concat(Directory.EnumerateFiles(Repository.Root).Select(Path.GetFileName).OfType<string>())
            .Where(path => Extensions.Contains(Path.GetExtension(path)) && path != ".git");

        Assert.DoesNotContain(files, path => MachinePath().IsMatch(File.ReadAllText(Path.Combine(Repository.Root, path))));
    }

    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        var documents = Repository.Files("docs", "*.md").Append("README.md").Append("CHANGELOG.md").ToList();
        var links = documents.SelectMany(document => Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, document)))
            .Select(match => (document, target: match.Groups[1].Value)))
            .Where(link => !link.target.Contains("://", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(links);
        Assert.DoesNotContain(links, link => !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(link.document)!, link.target)));
    }

    [Theory]
    [InlineData("see /home/ann/notes", true)]
    [InlineData("/Users/ann", true)]
    [InlineData("/homepage", false)]
    [InlineData("docs/home/x", false)]
    public void A_path_of_one_machine_is_recognised(string text, bool expected) => Assert.Equal(expected, MachinePath().IsMatch(text));

    [GeneratedRegex(@"(?<!\w)/(?:home|Users)/\w")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
