using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace Router.Silo.Hosting;

/// <summary>Where a silo is reached. Its ports carry no authentication, so they are never open to the world unless somebody says so.</summary>
internal static class SiloEndpoints
{
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("::1/128"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"),
    ];

    /// <summary>Reads <c>Router:Silo:Address</c>, <c>Port</c> and <c>AllowPublicAddress</c>.</summary>
    /// <exception cref="InvalidSettingException">One of them is wrong, or the address is a public one and that is not allowed.</exception>
    public static IPEndPoint Read(IConfiguration configuration)
    {
        var address = IPAddress.Loopback;
        if (configuration["Router:Silo:Address"] is { } text)
        {
            if (!IPAddress.TryParse(text, out var parsed))
                throw new InvalidSettingException($"Router:Silo:Address: '{text}' is not an IP address of this host");
            address = parsed is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: true } ? parsed.MapToIPv4() : parsed;
            if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
                throw new InvalidSettingException($"Router:Silo:Address: '{text}' is every address of this host; write the one that the other hosts of the cluster reach it by");
            if (!IsPrivate(address) && !IsAllowed(configuration["Router:Silo:AllowPublicAddress"]))
            {
                throw new InvalidSettingException(
                    $"Router:Silo:Address: '{text}' is a public address, and a silo's ports have no authentication: who reaches them rules the cluster. "
                    + "Use a private network or a tunnel, or, where a firewall closes the ports to all but the cluster, set Router:Silo:AllowPublicAddress=true");
            }
        }

        return new(address, ReadPort(configuration, "Router:Silo:Port", 11111));
    }

    /// <summary>Reads a port.</summary>
    /// <exception cref="InvalidSettingException">It is none.</exception>
    public static int ReadPort(IConfiguration configuration, string name, int otherwise) =>
        configuration[name] is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort ? port
        : throw new InvalidSettingException($"{name}: '{text}' is not a port");

    /// <summary>Reached from this machine, or from a network that is not the internet.</summary>
    public static bool IsPrivate(IPAddress address) => Array.Exists(Private, network => network.Contains(address));

    private static bool IsAllowed(string? text) => text is not null
        && (bool.TryParse(text, out var allowed) ? allowed : throw new InvalidSettingException($"Router:Silo:AllowPublicAddress: '{text}' is neither true nor false"));
}
