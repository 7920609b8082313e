using System.Text.Json;
using MimeKit;

namespace Router.Grains.Tests.Sinks.Servers;

/// <summary>A mail as the server took it.</summary>
internal sealed record ReceivedMail(string From, string[] To, bool IsSecure, string? User, MimeMessage Message)
{
    public static ReceivedMail Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var mail = document.RootElement;
        using var raw = new MemoryStream(mail.GetProperty("raw").GetBytesFromBase64());
        return new(
            mail.GetProperty("from").GetString()!,
            [.. mail.GetProperty("to").EnumerateArray().Select(to => to.GetString()!)],
            mail.GetProperty("secure").GetBoolean(),
            mail.GetProperty("user").GetString(),
            MimeMessage.Load(raw));
    }
}
