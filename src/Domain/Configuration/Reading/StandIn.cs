using System.Security.Cryptography;
using System.Text;

namespace Router.Domain.Configuration.Reading;

/// <summary>What stands in a draft for the value of a reference, of which a draft must tell nothing. Two references stand for different things.</summary>
internal static class StandIn
{
    public static string Secret(Node node) => $"draft-{Convert.ToHexStringLower(Hash(node).AsSpan(0, 8))}";

    public static string WebhookSecret(Node node) => $"whsec_{Convert.ToBase64String(Hash(node))}";

    public static Uri Url(Node node) => new($"https://{Secret(node)}.invalid/");

    private static byte[] Hash(Node node) => SHA256.HashData(Encoding.UTF8.GetBytes(((Yaml.YamlValue.Scalar)node.Value).Text));
}
