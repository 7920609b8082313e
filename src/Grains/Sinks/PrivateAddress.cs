using System.Net;
using System.Net.Sockets;

namespace Router.Grains.Sinks;

/// <summary>
/// Tells addresses of the public internet from all others: IANA's special-purpose registries (RFC 6890 and its updates),
/// and the addresses that cloud providers serve metadata on.
/// </summary>
internal static class PrivateAddress
{
    private static readonly IPNetwork[] Refused4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("168.63.129.16/32"), // Azure's platform address: metadata and DHCP
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"),
    ];

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    private static readonly IPNetwork[] Refused6 =
    [
        IPNetwork.Parse("2001::/23"), // IETF protocols: Teredo, benchmarking, ORCHID
        IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("3fff::/20"),
    ];

    /// <summary>True when <paramref name="address"/> is not on the public internet, also where an IPv6 address only wraps such an IPv4 one.</summary>
    public static bool Is(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return Contains(Refused4, address);
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return true;
        if (address.IsIPv4MappedToIPv6)
            return Is(address.MapToIPv4());
        if (Nat64.Contains(address))
            return Is(Embedded(address, 12));
        if (SixToFour.Contains(address))
            return Is(Embedded(address, 2));
        return !Global6.Contains(address) || Contains(Refused6, address);
    }

    private static IPAddress Embedded(IPAddress address, int offset) => new(address.GetAddressBytes().AsSpan(offset, 4));

    private static bool Contains(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, network => network.Contains(address));
}
