using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Router.Deploy.Tests;

public sealed class ComposeTests
{
    private const string Path = "deploy/compose.yaml";

    private static readonly Dictionary<string, object?> File = Map(new DeserializerBuilder().Build().Deserialize<object>(new MergingParser(new Parser(new StringReader(Repository.Read(Path))))));

    private static readonly Dictionary<string, Dictionary<string, object?>> Services = Map(File["services"]).ToDictionary(service => service.Key, service => Map(service.Value));

    [LinterFact]
    public async Task It_is_a_compose_file() => (await Tool.RunAsync("node", "tests/Deploy.Tests/Linters/compose.js", Path)).MustSucceed();

    [Fact]
    public void It_has_three_silos_two_api_hosts_a_database_and_a_load_balancer()
    {
        Assert.Equal(["api-1", "api-2", "nginx", "postgres", "silo-1", "silo-2", "silo-3"], Services.Keys.Order(StringComparer.Ordinal));
        Assert.All(Routers, router => Assert.Equal(router.Key.Split('-')[0], Texts(router.Value["command"])[^1]));
    }

    [Fact]
    public void Only_the_load_balancer_is_published() =>
        Assert.Equal(["nginx"], Services.Where(service => service.Value.ContainsKey("ports")).Select(service => service.Key));

    [Fact]
    public void Silo_ports_listen_in_the_network_that_is_closed_to_the_outside()
    {
        Assert.Equal("true", Map(Map(File["networks"])["cluster"])["internal"]);
        Assert.All(Routers.Where(router => router.Key.StartsWith("silo", StringComparison.Ordinal)), silo =>
            Assert.Equal(Map(silo.Value["environment"])["Router__Silo__Address"], Map(Map(silo.Value["networks"])["cluster"])["ipv4_address"]));
        Assert.DoesNotContain("cluster", Map(Services["nginx"]["networks"]).Keys);
    }

    [Fact]
    public void Routers_have_no_rights_a_read_only_root_and_time_to_drain() => Assert.All(Routers, router =>
    {
        Assert.Equal("true", router.Value["read_only"]);
        Assert.Equal(["ALL"], Texts(router.Value["cap_drop"]));
        Assert.Equal("60s", router.Value["stop_grace_period"]);
    });

    [Fact]
    public void Secrets_are_files_that_the_script_makes_and_git_ignores()
    {
        var secrets = Map(File["secrets"]).Values.Select(secret => (string)Map(secret)["file"]!).ToArray();
        var script = Repository.Read("deploy/compose/make-secrets.sh");

        Assert.All(secrets, file =>
        {
            Assert.StartsWith("./compose/secrets/", file, StringComparison.Ordinal);
            Assert.Contains($">{System.IO.Path.GetFileName(file)}", script, StringComparison.Ordinal);
        });
        Assert.Contains("/deploy/compose/secrets/", Repository.Read(".gitignore").Split('\n'));
        Assert.DoesNotContain("Password=", Repository.Read(Path), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_are_mounted_exist() =>
        Assert.All(Services.Values.SelectMany(service => service.TryGetValue("volumes", out var volumes) ? Texts(volumes) : []).Where(volume => volume.StartsWith("./", StringComparison.Ordinal)),
            volume => Assert.True(System.IO.File.Exists(Repository.File($"deploy/{volume.Split(':')[0]}")), volume));

    [Fact]
    public void Forwarded_headers_are_believed_from_the_load_balancer_which_knows_every_api_host()
    {
        var proxy = (string)Map(Map(Services["nginx"]["networks"])["edge"])["ipv4_address"]!;
        var nginx = Repository.Read("deploy/compose/nginx.conf");

        Assert.All(Routers, router => Assert.Equal(proxy, Map(router.Value["environment"])["Router__ForwardedHeaders__KnownProxies"]));
        Assert.All(Routers.Where(router => router.Key.StartsWith("api", StringComparison.Ordinal)), api =>
            Assert.Contains($"server {Map(Map(api.Value["networks"])["edge"])["ipv4_address"]}:8080 ", nginx, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("deploy/compose/nginx.conf")]
    [InlineData("deploy/local-cluster.sh")]
    public void Pages_stay_at_their_host_and_webhooks_find_one_when_all_were_left_alone(string path)
    {
        var nginx = Repository.Read(path);

        Assert.Contains("hash $remote_addr consistent;", nginx, StringComparison.Ordinal);
        Assert.Contains(" backup max_fails=0;", nginx, StringComparison.Ordinal);
    }

    [ToolFact("nginx", "nginx-light")]
    public async Task Nginx_takes_its_configuration()
    {
        var folder = Directory.CreateTempSubdirectory("nginx-");
        try
        {
            System.IO.File.Copy(Repository.File("deploy/compose/nginx.conf"), System.IO.Path.Combine(folder.FullName, "nginx.conf"));
            foreach (var part in (string[])["proxy.conf", "locations.conf"])
                System.IO.File.Copy(Repository.File($"deploy/nginx/{part}"), System.IO.Path.Combine(folder.FullName, part));
            (await Tool.RunAsync("nginx", "-t", "-q", "-e", "stderr", "-p", folder.FullName, "-c", System.IO.Path.Combine(folder.FullName, "nginx.conf"))).MustSucceed();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<KeyValuePair<string, Dictionary<string, object?>>> Routers =>
        Services.Where(service => service.Key.StartsWith("silo", StringComparison.Ordinal) || service.Key.StartsWith("api", StringComparison.Ordinal));

    private static Dictionary<string, object?> Map(object? value) => ((Dictionary<object, object?>)value!).ToDictionary(pair => (string)pair.Key, pair => pair.Value);

    private static string[] Texts(object? value) => [.. ((List<object>)value!).Cast<string>()];
}
