using Microsoft.Extensions.Configuration;
using Router.Silo.Hosting;

namespace Router.Silo.Tests.Hosting;

public sealed class SecretsFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void File_is_the_setting_of_its_name_and_stands_above_the_others()
    {
        File.WriteAllText(_folder.File("ConnectionStrings__Router"), "Host=db.example\n");
        using var configuration = Configuration(("ConnectionStrings:Router", "Host=other.example"), (SecretsFolder.Setting, _folder.Path));

        configuration.AddSecretsFolder();

        Assert.Equal("Host=db.example", configuration.GetConnectionString("Router"));
    }

    [Fact]
    public void Folder_that_is_not_there_is_refused_by_its_setting()
    {
        using var configuration = Configuration((SecretsFolder.Setting, _folder.File("none")));

        Assert.StartsWith(SecretsFolder.Setting, Assert.Throws<InvalidSettingException>(configuration.AddSecretsFolder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_folder_named_changes_nothing()
    {
        using var configuration = Configuration(("Router:Role", "api"));

        configuration.AddSecretsFolder();

        Assert.Single(configuration.Sources);
    }

    private static ConfigurationManager Configuration(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        configuration.Sources.Clear();
        configuration.AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, string? (pair) => pair.Value));
        return configuration;
    }
}
