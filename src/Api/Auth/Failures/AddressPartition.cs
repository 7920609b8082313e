using System.Net;
using System.Net.Sockets;

namespace Router.Api.Auth.Failures;

/// <summary>What counts as one address: an IPv4 address, or the /64 network of an IPv6 one, which is one customer's.</summary>
internal static class AddressPartition
{
    private const int NetworkBytes = 8;

    public static string Of(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
