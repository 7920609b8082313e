using System.Xml.Linq;

namespace Router.Architecture;

/// <summary>The arrows between the rooms, and what each room may bring in.</summary>
public class ProjectTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Domain"] = [],
        ["Grains.Interfaces"] = ["Domain"],
        ["Grains"] = ["Domain", "Grains.Interfaces"],
        ["Storage"] = ["Domain"],
        ["Api"] = ["Domain", "Grains.Interfaces"],
        ["Silo"] = ["Api", "Domain", "Grains", "Grains.Interfaces", "Storage"],
    };

    public static TheoryData<string> Rooms => [.. Arrows.Keys];

    [Fact]
    public void Projects_are_the_rooms_of_the_house() =>
        Assert.Equal(Arrows.Keys.Order(StringComparer.Ordinal), Repository.Projects.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Project_references_are_the_arrows(string room)
    {
        var references = Includes(Repository.Project(room), "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path));

        Assert.Equal(Arrows[room], references.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Domain_takes_only_serialization_yaml_and_templates()
    {
        string[] allowed = ["Fluid.Core", "Microsoft.Orleans.CodeGenerator", "Microsoft.Orleans.Serialization", "TimeZoneConverter", "YamlDotNet"];
        var domain = Repository.Project("Domain");

        Assert.Empty(Includes(domain, "PackageReference").Except(allowed));
        Assert.Empty(Includes(domain, "FrameworkReference"));
    }

    [Fact]
    public void Versions_are_written_only_in_one_place()
    {
        var projects = Repository.Files("src", "*.csproj").Concat(Repository.Files("tests", "*.csproj")).Concat(Repository.Files("bench", "*.csproj"));

        var versioned = projects.Where(path => XDocument.Load(Path.Combine(Repository.Root, path)).Descendants("PackageReference")
            .Any(reference => reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null || reference.Element("Version") is not null));

        Assert.Empty(versioned);
    }

    private static IEnumerable<string> Includes(XDocument project, string item) =>
        project.Descendants(item).Select(element => element.Attribute("Include")!.Value);
}
