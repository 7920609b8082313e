using System.Net;
using Microsoft.Extensions.Configuration;
using Router.Silo.Hosting;

namespace Router.Silo.Tests.Hosting;

public class SiloEndpointsTests
{
    [Fact]
    public void Nothing_set_is_loopback() => Assert.Equal(new(IPAddress.Loopback, 11111), Read());

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("192.168.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("::1")]
    [InlineData("fd00::1")]
    public void Private_address_is_taken(string address) => Assert.Equal(IPAddress.Parse(address), Read(("Router:Silo:Address", address)).Address);

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("2001:db8::1")]
    [InlineData("::ffff:8.8.8.8")]
    public void Public_address_needs_a_setting(string address)
    {
        Assert.Contains("Router:Silo:AllowPublicAddress", Refusal(("Router:Silo:Address", address)), StringComparison.Ordinal);
        Assert.Contains("Router:Silo:AllowPublicAddress", Refusal(("Router:Silo:Address", address), ("Router:Silo:AllowPublicAddress", "false")), StringComparison.Ordinal);
        Read(("Router:Silo:Address", address), ("Router:Silo:AllowPublicAddress", "true"));
    }

    [Theory]
    [InlineData("Router:Silo:Address", "0.0.0.0")]
    [InlineData("Router:Silo:Address", "::")]
    [InlineData("Router:Silo:Address", "silo.example")]
    [InlineData("Router:Silo:Port", "-1")]
    [InlineData("Router:Silo:Port", "65536")]
    public void Nonsense_is_refused_by_name(string name, string value)
    {
        var refusal = Refusal((name, value));

        Assert.StartsWith(name, refusal, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", refusal, StringComparison.Ordinal);
    }

    private static string Refusal(params (string Key, string Value)[] settings) => Assert.Throws<InvalidSettingException>(() => Read(settings)).Message;

    private static IPEndPoint Read(params (string Key, string Value)[] settings) =>
        SiloEndpoints.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, string? (pair) => pair.Value)).Build());
}
