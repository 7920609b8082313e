using Microsoft.Extensions.Configuration;
using Router.Silo.Commands;
using Router.Silo.Hosting;

namespace Router.Silo.Tests.Hosting;

public class RouterSettingsTests
{
    [Fact]
    public void Nothing_given_is_the_defaults()
    {
        var settings = Read(new());

        Assert.Equal("http://localhost:8080", settings.Urls);
        Assert.Equal("data", settings.Data.Path);
        Assert.Equal(Path.Combine("data", "router.yaml"), settings.ConfigFile);
        Assert.False(settings.IsConfigReadOnly);
        Assert.Null(settings.PublicUrl);
    }

    [Fact]
    public void Configuration_replaces_defaults()
    {
        var settings = Read(new(), ("urls", "http://+:9000;https://*:9001"), ("Router:Data", "there"), ("Router:PublicUrl", "https://router.example.com"), ("Router:Role", "all"), ("Router:Storage", "sqlite"));

        Assert.Equal("http://+:9000;https://*:9001", settings.Urls);
        Assert.Equal("there", settings.Data.Path);
        Assert.Equal(Path.Combine("there", "router.yaml"), settings.ConfigFile);
        Assert.Equal("https://router.example.com", settings.PublicUrl);
    }

    [Fact]
    public void Command_line_replaces_configuration()
    {
        var settings = Read(
            new() { Urls = "http://localhost:1", Data = "mine", Config = "my.yaml", Role = "all" },
            ("urls", "http://localhost:2"), ("Router:Data", "there"), ("Router:Config", "its.yaml"), ("Router:Role", "silo"));

        Assert.Equal("http://localhost:1", settings.Urls);
        Assert.Equal("mine", settings.Data.Path);
        Assert.Equal("my.yaml", settings.ConfigFile);
        Assert.True(settings.IsConfigReadOnly);
    }

    [Theory]
    [InlineData("Router:Role", "silo")]
    [InlineData("Router:Role", "api")]
    [InlineData("Router:Role", "both")]
    [InlineData("Router:Role", "1")]
    [InlineData("Router:DrainFor", "soon")]
    [InlineData("Router:DrainFor", "00:02:00")]
    [InlineData("Router:Silo:GatewayPort", "gate")]
    [InlineData("Router:Storage", "MySql")]
    [InlineData("Router:Silo:Address", "db.example")]
    [InlineData("Router:Silo:Port", "70000")]
    [InlineData("Router:AdminKeyFile", "/nowhere/admin.key")]
    public void Unsupported_setting_is_refused_by_its_name(string key, string value)
    {
        var exception = Assert.Throws<InvalidSettingException>(() => Read(new(), (key, value)));

        Assert.StartsWith(key, exception.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Postgres_is_taken_with_its_connection_strings()
    {
        var settings = Read(new(), ("Router:Storage", "postgres"), ("ConnectionStrings:Router", "Host=a"), ("ConnectionStrings:RouterOwner", "Host=b"), ("Router:Silo:Address", "10.0.0.7"), ("Router:Silo:Port", "12000"));

        Assert.Equal(("Host=a", "Host=b"), (settings.Postgres!.ConnectionString, settings.Postgres.OwnerConnectionString));
        Assert.Equal("10.0.0.7:12000", settings.SiloEndpoint.ToString());
        Assert.Null(Read(new()).Postgres);
    }

    [Theory]
    [InlineData("silo", RouterRole.Silo)]
    [InlineData("api", RouterRole.Api)]
    [InlineData("all", RouterRole.All)]
    public void Cluster_has_roles_and_drains(string role, object expected)
    {
        var settings = Read(new() { Role = role }, ("Router:Storage", "Postgres"), ("ConnectionStrings:Router", "Host=a"), ("Router:Silo:GatewayPort", "30001"));

        Assert.Equal((expected, TimeSpan.FromSeconds(5), 30001), (settings.Role, settings.DrainFor, settings.GatewayPort));
        Assert.Equal(TimeSpan.Zero, Read(new()).DrainFor);
    }

    [Fact]
    public void File_of_a_cluster_leaves_the_config_to_the_api() =>
        Assert.Null(Read(new() { Config = "my.yaml" }, ("Router:Storage", "Postgres"), ("ConnectionStrings:Router", "Host=a")).ConfigRefusal);

    [Fact]
    public void Azure_storage_is_taken_with_its_connection_string()
    {
        var settings = Read(new(), ("Router:Storage", "azurestorage"), ("ConnectionStrings:Router", "AccountName=a"), ("Router:AzureStorage:Name", "mine"), ("Router:AzureStorage:Partitions", "4"));

        Assert.Equal(("AccountName=a", "mine", 4), (settings.Azure!.ConnectionString, settings.Azure.Name, settings.Azure.Partitions));
        Assert.True(settings.IsCluster);
        Assert.Null(settings.Postgres);
        Assert.DoesNotContain("AccountName", settings.Azure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Azure_storage_without_connection_string_is_refused() =>
        Assert.StartsWith("ConnectionStrings:Router", Assert.Throws<InvalidSettingException>(() => Read(new(), ("Router:Storage", "AzureStorage"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Postgres_without_connection_string_is_refused() =>
        Assert.StartsWith("ConnectionStrings:Router", Assert.Throws<InvalidSettingException>(() => Read(new(), ("Router:Storage", "Postgres"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("8080")]
    [InlineData("")]
    [InlineData("http://localhost:1;nonsense")]
    public void Url_that_can_not_be_listened_on_is_refused(string urls) =>
        Assert.StartsWith("--urls: ", Assert.Throws<InvalidSettingException>(() => Read(new() { Urls = urls })).Message, StringComparison.Ordinal);

    private static RouterSettings Read(RunArguments arguments, params (string Key, string Value)[] configuration) =>
        RouterSettings.Read(arguments, new ConfigurationBuilder().AddInMemoryCollection(configuration.ToDictionary(pair => pair.Key, string? (pair) => pair.Value)).Build());
}
