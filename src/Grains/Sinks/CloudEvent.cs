using System.Globalization;
using System.Text;
using Router.Domain;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>
/// CloudEvents 1.0 over HTTP (cloudevents/bindings/http-protocol-binding.md): the data is that of the webhook's body. Events over 64 KiB may be refused on their way,
/// so issues are left out until it fits.
/// </summary>
internal static class CloudEvent
{
    /// <summary>The media type of structured mode.</summary>
    public const string StructuredType = "application/cloudevents+json; charset=utf-8";

    /// <summary>The most bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    private static readonly int[] Listed = [Notification.MaxIssues, 25, 10, 5, 1, 0];

    /// <summary>The whole event as one JSON object.</summary>
    public static ReadOnlyMemory<byte> Structured(Notification notification, string id, RouterLinks links) => Fit(issues => SinkJson.Write(json =>
    {
        json.WriteStartObject();
        foreach (var (name, value) in Attributes(notification, id, links))
            json.WriteString(name, value);
        json.WriteString("datacontenttype", "application/json");
        json.WritePropertyName("data");
        WebhookBody.WriteData(json, notification, links, issues);
        json.WriteEndObject();
    }));

    /// <summary>The data alone; the attributes are <see cref="Headers"/>.</summary>
    public static ReadOnlyMemory<byte> Data(Notification notification, RouterLinks links) =>
        Fit(issues => SinkJson.Write(json => WebhookBody.WriteData(json, notification, links, issues)));

    /// <summary>The attributes as headers of binary mode.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Headers(Notification notification, string id, RouterLinks links) =>
        Attributes(notification, id, links).Select(attribute => new KeyValuePair<string, string>($"ce-{attribute.Name}", HeaderValue(attribute.Value)));

    private static (string Name, string Value)[] Attributes(Notification notification, string id, RouterLinks links) =>
    [
        ("specversion", "1.0"),
        ("id", id),
        ("source", links.PublicUrl),
        ("type", $"incident.{SnakeCase.Of(notification.Type)}"),
        ("subject", notification.IncidentId),
        ("time", SinkJson.Instant(notification.Timestamp)),
    ];

    private static ReadOnlyMemory<byte> Fit(Func<int, ReadOnlyMemory<byte>> write)
    {
        var body = ReadOnlyMemory<byte>.Empty;
        foreach (var issues in Listed)
        {
            body = write(issues);
            if (body.Length <= MaxBytes)
                break;
        }

        return body;
    }

    /// <summary>Space, double quote, percent and what is not printable ASCII are percent-encoded (section 3.1.3.2).</summary>
    private static string HeaderValue(string value)
    {
        var encoded = new StringBuilder(value.Length);
        foreach (var b in Encoding.UTF8.GetBytes(value))
        {
            if (b is > 0x20 and < 0x7f and not (byte)'"' and not (byte)'%')
                encoded.Append((char)b);
            else
                encoded.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return encoded.ToString();
    }
}
